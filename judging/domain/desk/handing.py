"""One piece of work, given to a judge by hand where one is wanted, moved to another, and taken back before it is begun.

Who reads what is a lot; by hand only what somebody gave back finds another judge, and what somebody cannot do moves on.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from accounts.domain import events
from accounts.rules import refuse
from competitions.models import Stage
from judging.domain.desk import assigning
from judging.domain.work import Work
from judging.models import Assignment, Entrant, Interest, PanelMember, Scorecard, Session, VisitReport
from judging.rules.desk import handing as rules
from judging.rules.desk.handing import Hand

# Kept as it stands here, translated where it is read.
TAKEN_BACK = gettext_noop("Pembagian dengan tangan dibatalkan.")


@transaction.atomic
def give(stage, work: Work | None, proposal, member, *, by, at):
    """Give an entrant that wants a judge to this one; returns the assignment. `work` is the kind's."""
    stage = Stage.objects.locked(stage.pk)
    refuse(stage_refusal(stage, work, office=by))
    entrant = Entrant.objects.standing(stage).filter(work.short, proposal=proposal).first()
    (hand,) = hands(stage, member, [proposal], at=at, short={proposal.pk} if entrant else set()).values()
    refuse(rules.giving_refusal(hand))
    given = hand_over(stage, proposal, member, at=at)
    events.record("assignment.given", on=given, by=by, at=at, proposal=proposal.pk, code=member.code)
    return given


@transaction.atomic
def move(assignment, work: Work | None, member, reason, *, by, at):
    """Move a piece of work that is not finished to another judge, with the reason; returns the new assignment.

    What was begun stays with the old one and counts no more.
    """
    stage = Stage.objects.locked(assignment.stage_id)
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=assignment.pk)
    refuse(stage_refusal(stage, work, office=by))
    proposal = assignment.proposal
    (hand,) = hands(stage, member, [proposal], at=at, leaving={assignment.judge_id}).values()
    is_locked = assignment.pk in finished([assignment], work)
    refuse(rules.moving_refusal(assignment, hand, to=member.judge_id, is_locked=is_locked, reason=reason))
    assignment.recused_at, assignment.recusal_reason = at, reason.strip()
    assignment.save(update_fields=["recused_at", "recusal_reason"])
    moved = hand_over(stage, proposal, member, at=at)
    told = {"proposal": proposal.pk, "was": code_of(stage, assignment.judge_id), "code": member.code}
    events.record("assignment.moved", on=moved, by=by, at=at, before=assignment.pk, reason=reason.strip(), **told)
    return moved


@transaction.atomic
def take_back(assignment, work: Work | None, *, by, at):
    """Take back what was given by hand, before its judge begins; returns the assignment."""
    assignment = taken(assignment, work, by=by, at=at)
    events.record("assignment.taken_back", on=assignment, by=by, at=at, proposal=assignment.proposal_id)
    return assignment


@transaction.atomic
def move_back(assignment, work: Work | None, *, by, at):
    """Give what was moved back to the judge who had it, before the other one begins; returns that judge's assignment.

    Refused where that judge has a tie meanwhile.
    """
    assignment = taken(assignment, work, by=by, at=at)
    before = before_the_move([assignment]).get(assignment.pk)
    refuse(rules.NOT_HELD if before is None else None)
    member = PanelMember.objects.select_related("judge", "agency").get(stage=before.stage_id, judge=before.judge_id)
    (hand,) = hands(assignment.stage, member, [assignment.proposal], at=at).values()
    refuse(rules.judge_refusal(hand))
    before.recused_at, before.recusal_reason = None, ""
    before.save(update_fields=["recused_at", "recusal_reason"])
    told = {"proposal": assignment.proposal_id, "code": member.code}
    events.record("assignment.moved_back", on=before, by=by, at=at, **told)
    return before


def taken(assignment, work, *, by, at):
    """The assignment, locked with its stage and no longer its judge's, if it may be taken back."""
    stage = Stage.objects.locked(assignment.stage_id)
    found = Assignment.objects.select_for_update(of=("self",)).select_related("proposal", "stage__edition")
    assignment = found.get(pk=assignment.pk)
    refuse(stage_refusal(stage, work, office=by))
    is_begun = assignment.pk in begun([assignment])
    refuse(rules.taking_back_refusal(assignment, status=assignment.proposal.status, is_begun=is_begun))
    assignment.recused_at, assignment.recusal_reason = at, TAKEN_BACK
    assignment.save(update_fields=["recused_at", "recusal_reason"])
    return assignment


def before_the_move(assignments):
    """Whose each of these was before it was moved: {assignment id: the judge's assignment}; one query.

    It left its judge at the moment at which the other one got it.
    """
    moments = Q()
    for one in assignments:
        moments |= Q(stage=one.stage_id, proposal=one.proposal_id, recused_at=one.assigned_at) & ~Q(pk=one.pk)
    found = Assignment.objects.filter(moments).select_related("judge", "proposal") if assignments else ()
    by_place = {(one.proposal_id, one.recused_at): one for one in found}
    return {
        one.pk: by_place[one.proposal_id, one.assigned_at]
        for one in assignments
        if (one.proposal_id, one.assigned_at) in by_place
    }


def hand_over(stage, proposal, member, *, at):
    """The judge's assignment to a proposal: a new one behind all others, or the one that was given back."""
    earlier = Assignment.objects.filter(stage=stage, proposal=proposal, judge=member.judge_id).first()
    if earlier is None:
        pairs = [(proposal.pk, member.judge_id, 1)]
        assigning.write(stage, [member], [Entrant(stage=stage, proposal=proposal)], pairs, at=at)
        return Assignment.objects.get(stage=stage, proposal=proposal, judge=member.judge_id)
    earlier.recused_at, earlier.recusal_reason, earlier.assigned_at = None, "", at
    earlier.save(update_fields=["recused_at", "recusal_reason", "assigned_at"])
    return earlier


def stage_refusal(stage, work, *, office):
    """Why no work of a stage may be given or moved by hand; one query."""
    is_fit = has_pieces(work)
    has_work = is_fit and Assignment.objects.filter(stage=stage).exists()
    return rules.stage_refusal(stage, office=office, has_pieces=is_fit, has_work=has_work)


def has_pieces(work):
    """Whether judges hold the work of a kind piece by piece, a number of them each entrant."""
    return bool(work and work.of_judge and work.hands)


def hands(stage, member, proposals, *, at, short=frozenset(), leaving=frozenset()):
    """What is known of a judge and each of these proposals, by proposal id; the same few queries at any number.

    `short` are ids of proposals that want a judge; `leaving` are judges who give theirs up for this one. The judge is
    full once those counted here, in order, reach what the judge takes at most.
    """
    entrants = [Entrant(stage=stage, proposal=proposal) for proposal in proposals]
    barred = {one for one, _judge in assigning.conflicts([member], entrants, at=at)}
    barred |= set(Interest.objects.filter(judge=member.judge_id).values_list("proposal_id", flat=True))
    apart = {one for one, _judge in assigning.outside(stage, [member], entrants)}
    held = list(
        Assignment.objects.filter(stage=stage, recused_at=None)
        .filter(Q(judge=member.judge_id) | Q(proposal__in=[one.pk for one in proposals]))
        .values_list("proposal_id", "judge_id")
    )
    own = {proposal for proposal, judge in held if judge == member.judge_id}
    covered = roles_covered(stage, member, held, leaving, at=at)
    busy = heard_elsewhere(stage, member, own, proposals)
    count, found = len(own), {}
    for proposal in proposals:
        hand = Hand(
            status=proposal.status,
            is_short=proposal.pk in short,
            holds=proposal.pk in own,
            is_tied=proposal.pk in barred,
            is_of_category=proposal.pk not in apart,
            is_active=member.judge.is_active,
            is_full=member.at_most is not None and count >= member.at_most,
            is_role_covered=proposal.pk in covered,
            hears_another=proposal.pk in busy,
        )
        found[proposal.pk] = hand
        if not rules.judge_refusal(hand) and (not short or hand.is_short):
            count += 1
    return found


def roles_covered(stage, member, held, leaving, *, at):
    """The proposals that somebody with the judge's role has already, where each role goes once; two queries or none."""
    if stage.needs.is_scored or len(stage.needs.judged_by) < 2:
        return set()
    roles = assigning.roles_in(assigning.seated(stage), among=stage.needs.judged_by, at=at)
    same = {judge for judge, role in roles.items() if role == roles.get(member.judge_id)}
    return {proposal for proposal, judge in held if judge in same - set(leaving) - {member.judge_id}}


def heard_elsewhere(stage, member, own, proposals):
    """The proposals whose session falls on another that the judge hears in the edition; one query."""
    times, mine = defaultdict(list), []
    wanted = {one.pk for one in proposals}
    others = Assignment.objects.filter(stage__edition=stage.edition_id, judge=member.judge_id, recused_at=None)
    heard = set(others.values_list("stage_id", "proposal_id"))
    sessions = Session.objects.standing().filter(stage__edition=stage.edition_id)
    for place, proposal, starts_at, ends_at in sessions.values_list("stage_id", "proposal_id", "starts_at", "ends_at"):
        if (place, proposal) in heard and not (place == stage.pk and proposal in wanted - own):
            mine.append((starts_at, ends_at))
        if place == stage.pk and proposal in wanted - own:
            times[proposal].append((starts_at, ends_at))
    return {
        proposal
        for proposal, spans in times.items()
        if any(start < end_of and start_of < end for start, end in spans for start_of, end_of in mine)
    }


def finished(assignments, work) -> set[int]:
    """The ids of those whose work is finished; one query."""
    ids = [one.pk for one in assignments]
    return set(Assignment.objects.filter(work.of_judge, pk__in=ids).values_list("pk", flat=True))


def begun(assignments) -> set[int]:
    """The ids of those that their judge has begun: with a card, or a report of a visit; two queries."""
    ids: Collection[int] = [one.pk for one in assignments]
    cards = set(Scorecard.objects.filter(assignment__in=ids).values_list("assignment_id", flat=True))
    reports = VisitReport.objects.filter(visit__stage__in={one.stage_id for one in assignments})
    written = set(reports.values_list("visit__stage_id", "visit__proposal_id", "verifier_id"))
    return cards | {one.pk for one in assignments if (one.stage_id, one.proposal_id, one.judge_id) in written}


def code_of(stage, judge):
    """The code of a judge in a stage, or an empty text."""
    return PanelMember.objects.filter(stage=stage, judge=judge).values_list("code", flat=True).first() or ""
