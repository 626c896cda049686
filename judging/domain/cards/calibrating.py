"""A calibration round: chosen, marked by every judge of the stage, opened, and talked about."""

import secrets
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from competitions.models import Level, Parents, Stage
from judging import letters, rules
from judging.arithmetic import commitment
from judging.domain.cards import scoring, seals
from judging.domain.cards.scoring import Given
from judging.domain.desk import assigning
from judging.domain.judges import pacts
from judging.models import (
    Assignment,
    CalibrationCard,
    CalibrationDossier,
    CalibrationDraft,
    CalibrationEntry,
    CalibrationRound,
    Entrant,
    PanelMember,
    Scorecard,
)
from proposals.models import CatalogueAward, Proposal, in_contest


def eligible(stage):
    """Dossiers that judges of a stage may calibrate on: sent in, of editions whose last stage was announced.

    None whose innovation is an entrant of this edition again: it would be talked about before it is judged.
    """
    return of_earlier(stage.edition.opens_at).exclude(pk__in=entered_again(stage.edition).values("pk"))


def entered_again(edition):
    """Dossiers of earlier editions whose innovation is in this one: copied, named as where one comes from, or, where
    earlier winners enter, awarded.
    """
    again = Q(copies__edition=edition) | Q(catalogue_entry__named_by__proposal__edition=edition)
    if edition.groups.filter(parents__in=[one for one in Parents if one.is_own]).exists():
        again |= Q(catalogue_entry__in=CatalogueAward.objects.values("entry"))
    return Proposal.objects.filter(again).exclude(edition=edition)


def of_earlier(moment):
    """Dossiers sent in to editions that closed before a moment and are over."""
    unfinished = Stage.objects.filter(published_at=None, skipped_at=None).values("edition")
    return Proposal.objects.filter(in_contest(), edition__closes_at__lt=moment, edition__stages__isnull=False).exclude(
        edition__in=unfinished
    )


def refusal_of_setting(stage, *, office):
    """Why the dossiers of the round may not be chosen now."""
    return rules.setting_refusal(
        stage,
        office=office,
        has_round=CalibrationRound.objects.filter(stage=stage).exists(),
        has_work=Assignment.objects.filter(stage=stage).standing().exists(),
        has_marks=Scorecard.objects.filter(assignment__stage=stage).exists(),
    )


@transaction.atomic
def set_round(stage, codes: Sequence[str], *, by, at):
    """Choose the dossiers of a stage's round, by their codes in the order of reading."""
    stage = Stage.objects.locked(stage.pk)
    refuse(refusal_of_setting(stage, office=by))
    proposals = {one.code: one.pk for one in eligible(stage).filter(code__in=codes).distinct()}
    chosen = [proposals.get(code, 0) for code in dict.fromkeys(codes)]
    again = entered_again(stage.edition).filter(code__in=codes).exists()
    refuse(rules.chosen_refusal(chosen, of_earlier=list(proposals.values()), is_entered_again=again))
    found = CalibrationRound.objects.create(stage=stage, set_at=at, set_by=by)
    CalibrationDossier.objects.bulk_create(
        CalibrationDossier(round=found, proposal_id=proposal, position=place)
        for place, proposal in enumerate(chosen, start=1)
    )
    letters.tell("calibration.set", stage, number=len(chosen), at=at)
    events.record("calibration.set", on=stage, by=by, at=at, dossiers=len(chosen))
    return found


@transaction.atomic
def keep(dossier, marks: Mapping[str, Given], *, remark="", seen=None, by, at):
    """Keep what a judge has filled in for one dossier of the round, gaps and all; returns the draft.

    No event: what is typed decides nothing until it is signed.
    """
    found = open_round(dossier, by=by)
    own = CalibrationCard.objects.filter(dossier=dossier, judge=by.user_id)
    refuse(rules.calibrating_refusal(found, has_signed=own.exists()))
    refuse_tie(found, dossier, by=by, at=at)
    check_marks(found.stage, marks)
    draft = draft_of(dossier, by.user_id) or CalibrationDraft(dossier=dossier, judge_id=by.user_id, number=0)
    kept = as_values(marks)
    if draft.number and (draft.marks, draft.remark) == (kept, remark):
        return draft
    stamps.unchanged(seen, stamp_of_draft(draft), draft)
    draft.marks, draft.remark, draft.number, draft.saved_at = kept, remark, draft.number + 1, at
    draft.save()
    return draft


@transaction.atomic
def sign(dossier, marks: Mapping[str, Given], *, remark="", seen=None, by, at):
    """Keep what a judge gave one dossier of the round, for every criterion; sent again as it was, nothing happens."""
    found = open_round(dossier, by=by)
    stage = found.stage
    own = CalibrationCard.objects.filter(dossier=dossier, judge=by.user_id).first()
    kept = as_values(marks)
    refusal = rules.calibrating_refusal(found, has_signed=own is not None)
    if refusal is rules.CALIBRATED_ALREADY and (own.marks, own.remark) == (kept, remark):
        return own
    refuse(refusal)
    refuse_tie(found, dossier, by=by, at=at)
    if draft := draft_of(dossier, by.user_id):
        stamps.unchanged(seen, stamp_of_draft(draft), draft)
        draft.delete()
    criteria = check_marks(stage, marks)
    total = scoring.total_of(marks, criteria)
    key, body = secrets.token_bytes(commitment.KEY_BYTES), seals.calibrated(dossier, stage, kept, remark, total)
    card = CalibrationCard.objects.create(
        dossier=dossier,
        judge_id=by.user_id,
        marks=kept,
        remark=remark,
        total=total,
        body=body,
        salt=key.hex(),
        sha256=commitment.commitment(key, body.encode()),
        signed_at=at,
    )
    # The commitment tells no mark, and holds the judge to the ones that were given.
    particulars = {"proposal": dossier.proposal_id, "card": card.pk, "sha256": card.sha256}
    events.record(seals.CALIBRATED, on=stage, by=by, at=at, **particulars)
    return card


@transaction.atomic
def reveal(found, *, seen=None, by, at):
    """Open the marks of a round to all judges of the stage; nobody adds to them from then on."""
    stage = Stage.objects.locked(found.stage_id)
    found = CalibrationRound.objects.select_related("stage").get(pk=found.pk)
    refuse(
        rules.revealing_refusal(
            found, office=by, is_anybody_done=any(left == 0 for left in owed(found, at=at).values())
        )
    )
    stamps.unchanged(seen, stamp(found), found)
    found.revealed_at, found.revealed_by = at, by
    found.save(update_fields=["revealed_at", "revealed_by"])
    cards = CalibrationCard.objects.filter(dossier__round=found)
    letters.tell("calibration.revealed", stage, at=at)
    events.record("calibration.revealed", on=stage, by=by, at=at, cards=cards.count())
    return found


@transaction.atomic
def say(dossier, text, *, by, at):
    """Add to what is said of a dossier once the marks are open; sent twice in a row, it is said once."""
    found = locked_round(dossier)
    if not is_seated(found.stage, by.user_id):
        raise Refused(rules.NOT_IN_THE_ROUND)
    pacts.refuse_unsigned(found.stage.edition, by.user)
    refuse(None if found.revealed_at else rules.NOT_REVEALED)
    if not text.strip():
        raise Refused(rules.NOTHING_SAID)
    last = dossier.entries.order_by("pk").last()
    if last and (last.text, last.said_by.user_id) == (text.strip(), by.user_id):
        return last
    said = CalibrationEntry.objects.create(dossier=dossier, text=text.strip(), said_at=at, said_by=by)
    events.record("calibration.said", on=found.stage, by=by, at=at, proposal=dossier.proposal_id)
    return said


def open_round(dossier, *, by):
    """The round of a dossier, its stage locked, for who judges it and has signed the pact."""
    found = locked_round(dossier)
    if not is_seated(found.stage, by.user_id):
        raise Refused(rules.NOT_IN_THE_ROUND)
    pacts.refuse_unsigned(found.stage.edition, by.user)
    return found


def refuse_tie(found, dossier, *, by, at):
    """Stop a judge whom something ties to a dossier of the round."""
    if dossier.pk not in {one.pk for one in untied_dossiers(found, by.user_id, at=at)}:
        raise Refused(rules.OWN_AGENCY)


def check_marks(stage, marks):
    """The criteria of a stage by key; ValueError for a mark that its rubric does not know."""
    criteria = {one.key: one for one in stage.rubric.criteria.all()}
    allowed = set(Level.objects.filter(rubric=stage.rubric).values_list("points", flat=True))
    scoring.check_marks(marks, criteria, allowed)
    return criteria


def as_values(marks):
    """Marks as JSON values, by criterion key."""
    return {key: {"points": one.points, "remark": one.remark} for key, one in sorted(marks.items())}


def draft_of(dossier, judge_id):
    """What a judge has filled in for a dossier so far, or None."""
    return CalibrationDraft.objects.filter(dossier=dossier, judge=judge_id).first()


def stamp_of_draft(draft):
    """What the form of a card carries."""
    return str(draft.number) if draft and draft.number else stamps.NOTHING


def locked_round(dossier):
    """The round of a dossier, its stage locked."""
    found = CalibrationRound.objects.get(pk=dossier.round_id)
    found.stage = Stage.objects.locked(found.stage_id)
    return found


def is_seated(stage, user_id):
    """Whether somebody judges a stage."""
    return PanelMember.objects.filter(stage=stage, judge=user_id).exists()


def untied_dossiers(found, judge_id, *, at):
    """The dossiers of a round that nothing ties a judge of its stage to, in the order of reading."""
    return pairs(found, PanelMember.objects.filter(stage=found.stage_id, judge=judge_id), at=at).get(judge_id, [])


def pairs(found, members, *, at):
    """Which dossiers of a round each of these judges reads, by the id of the judge: all without a tie."""
    panel = list(members.select_related("agency"))
    dossiers = list(found.dossiers.select_related("proposal__agency__region").order_by("position"))
    as_entrants = [Entrant(proposal=one.proposal) for one in dossiers]
    barred = assigning.conflicts(panel, as_entrants, at=at)
    return {
        member.judge_id: [one for one in dossiers if (one.proposal_id, member.judge_id) not in barred]
        for member in panel
    }


def owed(found, *, at):
    """How many dossiers each judge of the stage has not signed yet, by the id of the judge."""
    signed = set(CalibrationCard.objects.filter(dossier__round=found).values_list("judge_id", "dossier_id"))
    read = pairs(found, PanelMember.objects.filter(stage=found.stage_id), at=at)
    return {judge: sum((judge, one.pk) not in signed for one in own) for judge, own in read.items()}


def stamp(found):
    """What the page of a round was drawn from."""
    return stamps.fingerprint(
        list(found.dossiers.order_by("pk").values_list("pk", "cards__pk").order_by("pk", "cards__pk"))
    )


def links(stage, name, criteria):
    """The cards of a revealed round as JSON values, for the sum: they tell severity and rank nobody.

    `name` gives the code of each judge, `criteria` the keys whose points are needed.
    """
    cards = CalibrationCard.objects.filter(dossier__round__stage=stage, dossier__round__revealed_at__isnull=False)
    return [
        {
            "proposal": card.dossier.proposal.code,
            "judge": name[card.judge_id],
            "total": str(card.total),
            "points": {key: card.marks[key]["points"] for key in criteria},
        }
        for card in cards.select_related("dossier__proposal").order_by("dossier__proposal__code", "judge_id")
        if card.judge_id in name
    ]
