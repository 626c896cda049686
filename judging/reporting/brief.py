"""What somebody should know before signing, on one page: numbers, departures with reasons, open objections, risks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.numbers import number
from competitions.models import AwardName
from judging.domain import recap
from judging.domain.panel import plenary
from judging.models import Choice, Entrant, Objection
from judging.reading import progress
from judging.reporting import irregularities, minutes, quality, sentences
from judging.reporting.minutes import Minutes

# So many departures fit on the page; the others are counted.
SHOWN = 6
# Chosen less often than in nine of ten draws, a place is soft.
FIRM = 0.9
# So many codes are named in one sentence.
NAMED = 4


@dataclass(frozen=True)
class Brief:
    """One decision at a glance; `paper` is what its minutes say."""

    paper: Minutes
    entrants: int
    groups: tuple[tuple[str, int, int | None], ...]
    objections_open: int | None
    suspended: int
    risks: tuple[str, ...]

    @property
    def stage(self):
        return self.paper.stage

    @property
    def shown(self):
        return self.paper.deviations[:SHOWN]

    @property
    def more(self):
        return max(len(self.paper.deviations) - SHOWN, 0)


def of(stage, decision, described):
    """The brief about a decision as `described`, or as it was put before a second person; `stage` is a counted one."""
    paper = minutes.of(stage, decision, described, is_as_signed=False)
    statements = Objection.objects.filter(stage=stage)
    return Brief(
        paper=paper,
        entrants=Entrant.objects.standing(stage).count(),
        groups=tuple(groups(stage, paper)),
        objections_open=statements.to_answer().count() if stage.objection_days else None,
        suspended=statements.filter(outcome=Objection.Outcome.SUSPENDED).count(),
        risks=tuple(risks(stage, decision, paper)),
    )


def groups(stage, paper):
    """How many of each group go on, and how many places it has (None: no limit)."""
    places = dict(stage.quotas.values_list("group__key", "places"))
    for group in stage.edition.groups.order_by("position"):
        count = sum(one["group_key"] == group.key for one in paper.going_on)
        if count or group.key in places:
            yield group.name, count, places.get(group.key)


def risks(stage, decision, paper):
    """Whatever speaks for a second look, a sentence each, the gravest first."""
    for balance in paper.balances:
        if not balance.is_kept:
            yield _("Aturan komposisi tidak terpenuhi: %(rule)s, sekarang %(now)s.") % {
                "rule": balance.rule,
                "now": balance.now,
            }
    if paper.gone:
        yield _("Keluar dari daftar sejak keputusan diajukan: %(codes)s.") % {"codes": some(paper.gone)}
    if paper.below:
        codes = [one.code for one in paper.below]
        yield _("Di bawah nilai minimum: %(codes)s.") % {"codes": some(codes)}
    yield from unmet(stage, paper)
    if AwardName.objects.filter(stage=stage).exists() and not paper.decree_number:
        yield _("Nomor surat keputusan belum dicatat.")
    yield from soft(stage, decision)
    yield from sentences.cautions_of(stage)
    yield from odd(stage)
    if progress.computation(stage).notes.get("adjusted_counts") is False:
        yield _("Nilai belum disetarakan menurut ketegasan penilai.")
    yield from unread(stage.edition)


def unmet(stage, paper):
    """What is missing of the meeting that decides, where one does."""
    if plenary.is_held(stage) and not paper.meeting:
        yield _("Kehadiran rapat pleno tidak dicatat.")
    elif paper.meeting and not paper.meeting["quorum"]["is_reached"]:
        yield _("Rapat pleno belum mencapai kuorum.")


def odd(stage):
    """How much does not fit in the marks that the decision stands on: of the stage, and of those its recap joins."""
    for one in (stage, *(row.source for row in recap.sources(stage))):
        count = len(irregularities.of(one)) if one.needs.is_scored else 0
        if count:
            yield ngettext(
                "Pemeriksaan nilai %(stage)s menemukan %(count)s kejanggalan.",
                "Pemeriksaan nilai %(stage)s menemukan %(count)s kejanggalan.",
                count,
            ) % {"stage": one.name, "count": number(count)}


def unread(edition):
    """What is missing of the quality samples of an edition."""
    for sampled, found in quality.samples(edition):
        left = found.sample.size - found.done if found else 0
        if found is None:
            yield _("Sampel mutu %(stage)s belum diundi.") % {"stage": sampled.name}
        elif left:
            yield ngettext(
                "Sampel mutu %(stage)s: %(left)s usulan belum dibaca ulang.",
                "Sampel mutu %(stage)s: %(left)s usulan belum dibaca ulang.",
                left,
            ) % {"stage": sampled.name, "left": number(left)}


def soft(stage, decision):
    """How many go on who are not in nearly every selection drawn anew; nothing where nothing was drawn."""
    draws = progress.computation(stage).notes.get("draws")
    if not draws:
        return
    going = Choice.objects.filter(decision=decision).going_on().values("proposal")
    told = stage.standings.filter(proposal__in=going).values_list("particulars", flat=True)
    count = sum(one.get("chosen", draws) < FIRM * draws for one in told)
    if count:
        yield ngettext(
            "%(count)s yang lanjut terpilih di kurang dari 9 dari 10 simulasi.",
            "%(count)s yang lanjut terpilih di kurang dari 9 dari 10 simulasi.",
            count,
        ) % {"count": number(count)}


def some(codes):
    """The first codes, and how many more there are."""
    more = len(codes) - NAMED
    shown = ", ".join(codes[:NAMED])
    return shown if more <= 0 else _("%(codes)s dan %(more)s lainnya") % {"codes": shown, "more": number(more)}
