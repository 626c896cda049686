"""Deciding on the standings: the machine proposes, people decide; a motion settles it."""

from collections import Counter

from django.db import transaction
from django.db.models import F, Q

from accounts.domain import events, stamps
from accounts.models.asked_often import asked_often
from accounts.rules import Refused
from competitions.models import AwardName
from judging import rules
from judging.domain.panel import plenary
from judging.models import Choice, Computation, Decision, Standing
from proposals.models import Proposal


def draft(stage, proposed, *, at):
    """Lay the machine's proposal, who goes on by proposal id, out as a decision that people may change.

    Part of writing a result.
    """
    decision = Decision.objects.create(stage=stage, drafted_at=at)
    Choice.objects.bulk_create(
        (
            Choice(decision=decision, proposal_id=proposal, proposed_by_machine=goes_on, goes_on=goes_on)
            for proposal, goes_on in proposed.items()
        ),
        batch_size=1000,
    )
    return decision


@transaction.atomic
def choose(stage, proposal, *, goes_on, reason="", seen=None, by, at):
    """Decide one proposal; a departure from the machine's proposal needs a reason.

    `seen` is the stamp of the choice that was shown.
    """
    decision = plenary.locked_decision(stage)
    if refusal := rules.deliberation_refusal(decision, office=by):
        raise Refused(refusal)
    # There a choice follows the verdict, which a correction changes together with its findings.
    if stage.needs.follows_verdicts:
        raise Refused(rules.ALREADY_DECIDED)
    choice = standing_choice(decision, proposal)
    stamps.unchanged(seen, stamp(choice), choice)
    departs = goes_on != choice.proposed_by_machine
    if departs and not reason.strip():
        raise Refused(rules.REASON_MISSING)
    part(decision, [choice.partner_id, proposal.pk])
    choice.goes_on, choice.reason, choice.partner = goes_on, reason if departs else "", None
    if not goes_on:
        choice.honours = []
    choice.save(update_fields=["goes_on", "reason", "honours", "partner"])
    changed(decision, by=by)
    events.record(
        "choice.made",
        on=stage,
        by=by,
        at=at,
        proposal=choice.proposal_id,
        goes_on=goes_on,
        reason=choice.reason,
    )
    return choice


@transaction.atomic
def exchange(stage, out, taken, reason, *, seen=None, by, at):
    """In the plenary: `taken` goes on in the place of `out`, with one reason; one act, one event.

    `seen` is the stamp of the whole decision that was shown. Whoever was exchanged before and comes back to what the
    machine proposed leaves its partner to the other.
    """
    decision = plenary.locked_decision(stage)
    if refusal := rules.deliberation_refusal(decision, office=by):
        raise Refused(refusal)
    if stage.needs.follows_verdicts:
        raise Refused(rules.ALREADY_DECIDED)
    stamps.unchanged(seen, decision.stamp(), decision)
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    leaving, coming = standing_choices(decision, out, taken)
    if refusal := rules.exchanging_refusal(out_goes_on=leaving.goes_on, in_goes_on=coming.goes_on):
        raise Refused(refusal)
    # Each of the two that departs now, or whoever stood across from it where it comes back.
    partners = {one.pk: one.partner_id for one in (leaving, coming)}
    leaving.goes_on, leaving.honours, coming.goes_on = False, [], True
    gone = leaving.proposal_id if leaving.departs else partners[leaving.pk]
    come = coming.proposal_id if coming.departs else partners[coming.pk]
    for one in (leaving, coming):
        one.reason, one.partner = (reason.strip() if one.departs else ""), None
    pair(decision, gone, come, reason.strip(), exchanged=(leaving, coming))
    changed(decision, by=by)
    events.record(
        "choice.exchanged",
        on=stage,
        by=by,
        at=at,
        out=out.pk,
        taken=taken.pk,
        reason=reason.strip(),
        version=decision.version,
    )
    return decision


@transaction.atomic
def count_by(stage, listing, reason, *, seen=None, by, at):
    """Decide which list of a provisional result counts; the choices are laid out anew by it.

    What people had decided of single proposals is taken back: it was decided on another list. `seen` is the stamp of
    the whole decision that was shown.
    """
    decision = plenary.locked_decision(stage)
    if refusal := rules.listing_refusal(decision, office=by, notes=notes_of(decision) if decision else {}):
        raise Refused(refusal)
    stamps.unchanged(seen, decision.stamp(), decision)
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    decision.listing, decision.listing_reason = listing, reason.strip()
    decision.listed_at, decision.listed_by = at, by
    decision.save(update_fields=["listing", "listing_reason", "listed_at", "listed_by"])
    going = going_by(decision)
    Choice.objects.filter(decision=decision).update(reason="", partner=None, goes_on=F("proposed_by_machine"))
    for goes_on in (True, False):
        own = Choice.objects.filter(decision=decision)
        own = own.filter(proposal__in=going) if goes_on else own.exclude(proposal__in=going)
        own.update(proposed_by_machine=goes_on, goes_on=goes_on)
    Choice.objects.filter(decision=decision, goes_on=False).update(honours=[])
    changed(decision, by=by)
    events.record("decision.list_decided", on=stage, by=by, at=at, listing=listing, reason=decision.listing_reason)
    return decision


def notes_of(decision):
    """What the computation of a decision's stage had to say; nothing in a copy that was never frozen."""
    return Computation.objects.filter(snapshot__stage=decision.stage_id).values_list("notes", flat=True).first() or {}


def going_by(decision):
    """The ids of the proposals that go on by the list that counts."""
    goes_on = Q(particulars__plain__goes_on=True) if decision.goes_by_means else Q(goes_on=True)
    return list(Standing.objects.filter(goes_on, stage=decision.stage_id).values_list("proposal_id", flat=True))


def pair(decision, gone, come, reason, *, exchanged):
    """Two departures stand across from each other, with one reason; where one is missing the other stands alone.

    `gone` and `come` are proposals by id, `exchanged` the choices that are changed already and kept here. Exchanged
    back, both stand as the machine proposed.
    """
    changed_already = {one.proposal_id: one for one in exchanged}
    found = {pk: one for pk, one in changed_already.items() if pk in (gone, come)}
    if others := {gone, come} - {None} - found.keys():
        found |= {one.proposal_id: one for one in choices_on(decision.pk, *others)}
    if {gone, come} == found.keys() and all(one.departs for one in found.values()):
        found[gone].partner_id, found[come].partner_id = come, gone
    else:
        for one in found.values():
            one.partner_id = None
    for one in found.values():
        one.reason = reason if one.departs else ""
    for one in (changed_already | found).values():
        one.save(update_fields=["goes_on", "reason", "honours", "partner"])


def part(decision, proposals):
    """None of these proposals, by id, stands across from another any more."""
    Choice.objects.filter(decision=decision, proposal__in=[one for one in proposals if one]).update(partner=None)


def changed(decision, *, by):
    """Somebody had a hand in the choices: the author is noted, and what was drawn before is out of date."""
    decision.version += 1
    decision.save(update_fields=["version"])
    decision.authors.add(by.user)


def stamp(choice):
    """The stamp of a choice as it stands."""
    return stamps.fingerprint(choice.says)


@transaction.atomic
def honour(stage, proposal, keys, *, seen=None, by, at):
    """Name the special awards of one proposal that goes on, within the places of each award.

    `seen` is the stamp of the choice that was shown.
    """
    decision = plenary.locked_decision(stage)
    if refusal := rules.deliberation_refusal(decision, office=by):
        raise Refused(refusal)
    special = {award.key: award.places for award in AwardName.objects.filter(stage=stage).exclude(places=None)}
    choice = standing_choice(decision, proposal)
    stamps.unchanged(seen, stamp(choice), choice)
    if not choice.goes_on or not set(keys) <= special.keys():
        raise Refused(rules.NO_AWARDS)
    others = Choice.objects.filter(decision=decision).standing().exclude(pk=choice.pk).values_list("honours", flat=True)
    given = Counter(key for honours in others for key in honours)
    if any(given[key] + 1 > special[key] for key in keys):
        raise Refused(rules.TOO_MANY_PLACES)
    choice.honours = sorted(set(keys))
    choice.save(update_fields=["honours"])
    changed(decision, by=by)
    events.record("choice.honoured", on=stage, by=by, at=at, proposal=choice.proposal_id, honours=choice.honours)
    return choice


def standing_choice(decision, proposal):
    """The choice on a proposal, which is locked with it; refused once the proposal has left the contest."""
    (choice,) = standing_choices(decision, proposal)
    return choice


def standing_choices(decision, *proposals):
    """The choices on some proposals, which are locked with them, in the order asked for."""
    asked = [one.pk for one in proposals]
    for one in locked(*asked):
        if refusal := rules.LEFT_THE_CONTEST.get(one.status):
            raise Refused(refusal)
    found = {one.proposal_id: one for one in choices_on(decision.pk, *asked)}
    return [found[pk] for pk in asked]


@asked_often
def locked(*proposals):
    """Some proposals by id, locked."""
    return Proposal.objects.locked_all(*proposals)


@asked_often
def choices_on(decision, *proposals):
    """The choices of a decision on some proposals, all by id."""
    return Choice.objects.filter(decision=decision, proposal__in=proposals)
