"""A calibration round as its judges and the coordinator see it: each judge's own marks beside those of all."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from judging.domain.cards import calibrating
from judging.models import CalibrationCard, CalibrationRound, PanelMember, Standing


@dataclass(frozen=True)
class LevelShare:
    """How often a level was given: by one judge and by all, in percent of the marks of each."""

    points: int
    name: str
    own: int
    common: int


def of_stage(stage):
    """The round of a stage, or None."""
    found = CalibrationRound.objects.filter(stage=stage).first()
    if found:
        found.stage = stage
    return found


def suggested(stage, number=9):
    """Codes of dossiers that cover the whole range of quality: evenly spread over the standings of the last edition."""
    last = (
        Standing.objects.filter(proposal__in=calibrating.eligible(stage), stage__kind=stage.kind, rank__isnull=False)
        .order_by("-stage__edition__closes_at")
        .values_list("stage", flat=True)
        .first()
    )
    ranked = list(
        Standing.objects.filter(stage=last, proposal__in=calibrating.eligible(stage))
        .order_by("-raw_score", "pk")
        .values_list("proposal__code", flat=True)
        if last
        else calibrating.eligible(stage).order_by("-edition__closes_at", "code").values_list("code", flat=True)[:number]
    )
    if len(ranked) <= number:
        return ranked
    return [ranked[place * (len(ranked) - 1) // (number - 1)] for place in range(number)]


def lines(found, user, *, at):
    """The dossiers that a judge reads in a round, each with the own card or None."""
    own = {one.dossier_id: one for one in CalibrationCard.objects.filter(dossier__round=found, judge=user)}
    return [(one, own.get(one.pk)) for one in calibrating.untied_dossiers(found, user.pk, at=at)]


def progress(found, *, at):
    """Every judge of the stage with how many dossiers are left to sign."""
    owed = calibrating.owed(found, at=at)
    members = PanelMember.objects.filter(stage=found.stage_id).select_related("judge").order_by("code")
    return [(member, owed.get(member.judge_id, 0)) for member in members]


def compared(found):
    """Every dossier of a revealed round with its cards by the codes of their judges, the mean, lowest and highest."""
    code = dict(PanelMember.objects.filter(stage=found.stage_id).values_list("judge", "code"))
    rows = []
    dossiers = found.dossiers.select_related("proposal").prefetch_related("cards").annotate(said=Count("entries"))
    for one in dossiers.order_by("position"):
        cards = sorted(((code.get(card.judge_id, ""), card) for card in one.cards.all()), key=lambda pair: pair[0])
        totals = [card.total for _code, card in cards]
        mean = sum(totals, Decimal(0)) / len(totals) if totals else None
        rows.append(
            {
                "dossier": one,
                "cards": cards,
                "said": one.said,
                "mean": mean,
                "least": min(totals, default=None),
                "most": max(totals, default=None),
            }
        )
    return rows


def distribution(found, user_id, levels):
    """How often a judge gave each level in a round, beside all judges; and both mean totals, None without a card."""
    cards = list(CalibrationCard.objects.filter(dossier__round=found).order_by("pk"))
    own = [card for card in cards if card.judge_id == user_id]
    of_own, of_all = counted(own), counted(cards)
    shares = [LevelShare(points, name, percent(of_own, points), percent(of_all, points)) for points, name in levels]
    return {"shares": shares, "own_mean": mean_of(own), "common_mean": mean_of(cards)}


def counted(cards):
    """How often each level was given."""
    return Counter(mark["points"] for card in cards for mark in card.marks.values())


def percent(counts, points):
    """The share of one level, in whole percent."""
    return round(100 * counts[points] / counts.total()) if counts.total() else 0


def mean_of(cards):
    """The mean total, None without a card."""
    return sum((card.total for card in cards), Decimal(0)) / len(cards) if cards else None


def thread(dossier, stage):
    """What was said of a dossier, in order, each with who said it: by code where judges do not know each other."""
    code = dict(PanelMember.objects.filter(stage=stage).values_list("judge", "code"))
    said = dossier.entries.select_related("said_by__user").order_by("said_at", "pk")
    return [
        (one, code.get(one.said_by.user_id, "–") if stage.hides_colleagues else one.said_by.user.told_apart)
        for one in said
    ]
