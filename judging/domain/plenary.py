"""The plenary in which a panel decides: who is there, what is put to the vote, who left the room for which tie."""

from collections import Counter, defaultdict
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import rules
from judging.domain import assigning, pacts
from judging.models import Ballot, Decision, Entrant, PanelMember, Plenary, Presence, Vote


@transaction.atomic
def attend(stage, present, *, chair, held_on, place, seen=None, by, at):
    """Note who is at the plenary, by member id, who leads it, when and where; noted again, it is corrected.

    `seen` is the stamp of the attendance that was shown.
    """
    decision = locked(stage)
    refuse(
        rules.attending_refusal(
            decision,
            office=by,
            is_held=is_held(stage),
            present=present,
            chair=chair.pk if chair else None,
            is_voting=bool(decision and open_in(of(decision))),
        )
    )
    held = of(decision)
    stamps.unchanged(seen, stamp(held), held)
    if held is None:
        held = Plenary.objects.create(decision=decision, chair=chair, held_on=held_on, place=place.strip())
    else:
        held.chair, held.held_on, held.place, held.version = chair, held_on, place.strip(), held.version + 1
        held.save(update_fields=["chair", "held_on", "place", "version"])
    members = set(PanelMember.objects.filter(stage=stage, pk__in=present).values_list("pk", flat=True))
    Presence.objects.filter(plenary=held).exclude(member__in=members).delete()
    known = set(Presence.objects.filter(plenary=held).values_list("member", flat=True))
    Presence.objects.bulk_create(Presence(plenary=held, member_id=one, noted_at=at) for one in sorted(members - known))
    events.record(
        "plenary.attended",
        on=stage,
        by=by,
        at=at,
        present=sorted(members),
        chair=chair.pk,
        held_on=held_on.isoformat(),
        place=held.place,
        version=held.version,
    )
    return held


@transaction.atomic
def vote(stage, question, ballots, *, out=None, taken=None, seen=None, by, at):
    """Put a question, or the exchange of two proposals, to the vote: `ballots` are answers by member id.

    Whoever is tied to one of the two has left the room. `seen` is the stamp of the meeting that was shown. A vote is
    not changed any more; it decides nothing by itself.
    """
    held = may_vote(stage, seen=seen, by=by)
    refuse(rules.VOTE_OPEN if open_in(held) else None)
    asked = put(held, question, out=out, taken=taken, by=by, at=at)
    return settled(asked, held, ballots, by=by, at=at)


@transaction.atomic
def open_vote(stage, question, *, out=None, taken=None, seen=None, by, at):
    """Ask the members: each gives a ballot on a screen of their own until the vote is closed. One is open at a time.

    `seen` is the stamp of the meeting that was shown.
    """
    held = may_vote(stage, seen=seen, by=by)
    refuse(rules.VOTE_OPEN if open_in(held) else None)
    asked = put(held, question, out=out, taken=taken, by=by, at=at)
    held.version += 1
    held.save(update_fields=["version"])
    events.record("plenary.asked", on=stage, by=by, at=at, question=asked.question, version=held.version)
    return asked


@transaction.atomic
def cast(asked, answer, *, seen=None, by, at):
    """A member gives a ballot on a screen of their own; given again as it was, nothing happens.

    `seen` is the stamp of the question that was shown.
    """
    stage = Stage.objects.locked(asked.plenary.decision.stage_id)
    pacts.refuse_unsigned(stage.edition, by.user)
    asked = Vote.objects.select_related("plenary__decision__stage", "out", "taken").get(pk=asked.pk)
    held = asked.plenary
    member = PanelMember.objects.filter(stage=stage, judge=by.user_id).first()
    earlier = Ballot.objects.filter(vote=asked, member=member).first() if member else None
    if earlier and earlier.answer == answer:
        return earlier
    refuse(
        rules.casting_refusal(
            is_open=asked.closed_at is None,
            member=member.pk if member else None,
            present=present_at(held),
            left=away(held, [asked.out, asked.taken]),
        )
        or (rules.VOTED_ALREADY if earlier else None)
    )
    stamps.unchanged(seen, question_stamp(asked), asked)
    ballot = Ballot.objects.create(vote=asked, member=member, answer=answer, cast_at=at, cast_by=by)
    events.record("plenary.cast", on=stage, by=by, at=at, code=member.code, vote=asked.pk)
    return ballot


@transaction.atomic
def close_vote(asked, ballots, *, seen=None, by, at):
    """Close an open vote and count it; `ballots` are answers by member id of those without a screen of their own.

    `seen` is the stamp of the open vote that was shown: who gives a ballot meanwhile is not recorded over.
    """
    stage = asked.plenary.decision.stage
    held = may_vote(stage, by=by)
    asked = Vote.objects.select_related("out", "taken").get(pk=asked.pk, plenary=held)
    refuse(rules.VOTE_CLOSED if asked.closed_at else None)
    stamps.unchanged(seen, open_stamp(asked), asked)
    return settled(asked, held, ballots, by=by, at=at)


def may_vote(stage, *, seen=None, by):
    """The plenary of a stage, locked, if this office may put something to the vote in it; Refused or Stale if not."""
    decision = locked(stage)
    held = of(decision) if decision else None
    members = PanelMember.objects.filter(stage=stage).count()
    percent = stage.arranged.quorum if held else 0
    refuse(rules.voting_refusal(decision, office=by, present=present_at(held), members=members, percent=percent))
    stamps.unchanged(seen, stamp(held), held)
    return held


def put(held, question, *, out, taken, by, at):
    """Write a question down, open."""
    if not question.strip():
        raise Refused(rules.REASON_MISSING)
    return Vote.objects.create(plenary=held, question=question.strip(), out=out, taken=taken, held_at=at, held_by=by)


def settled(asked, held, ballots, *, by, at):
    """Record the ballots that are left, count all, and close."""
    present, gone = present_at(held), away(held, [asked.out, asked.taken])
    given = dict(Ballot.objects.filter(vote=asked).values_list("member", "answer"))
    left = {pk: one.code for pk, one in present.items() if pk in gone}
    # Who gave a ballot and has declared a tie since is among those who left: it is kept and not counted.
    counting = {pk: answer for pk, answer in {**ballots, **given}.items() if pk not in given or pk not in left}
    refuse(rules.ballots_refusal(counting, present=present, left=left))
    Ballot.objects.bulk_create(
        Ballot(vote=asked, member_id=one, answer=ballots[one], cast_at=at, cast_by=by)
        for one in sorted(ballots)
        if one not in given
    )
    asked.left, asked.closed_at, asked.closed_by = sorted(left.values()), at, by
    asked.save(update_fields=["left", "closed_at", "closed_by"])
    held.version += 1
    held.save(update_fields=["version"])
    events.record(
        "plenary.voted",
        on=held.decision.stage,
        by=by,
        at=at,
        question=asked.question,
        out=asked.out_id,
        taken=asked.taken_id,
        ballots={present[one].code: counting[one] for one in sorted(counting)},
        left=asked.left,
        version=held.version,
    )
    return asked


def open_in(held):
    """The vote that members are asked now, or None."""
    found = Vote.objects.filter(plenary=held, closed_at=None).select_related("out", "taken", "plenary__decision__stage")
    return found.first() if held else None


def question_stamp(asked):
    """The stamp of what a member is asked."""
    return stamps.fingerprint([asked.pk, asked.question, asked.out_id, asked.taken_id])


def open_stamp(asked):
    """The stamp of an open vote as the secretariat sees it: who has given a ballot."""
    return stamps.fingerprint([asked.pk, list(asked.ballots.order_by("pk").values_list("member", flat=True))])


def is_held(stage):
    """Whether a stage is decided in a plenary: where a panel selects from a recap."""
    return stage.needs.selects


def locked(stage):
    """The stage's decision, its stage locked; None before anything was computed."""
    Stage.objects.locked(stage.pk)
    return Decision.objects.filter(stage=stage).select_related("stage__edition", "motion__mover").first()


def of(decision):
    """The plenary of a decision, None before it began."""
    return Plenary.objects.filter(decision=decision).select_related("chair__judge", "decision__stage__edition").first()


def stamp(held):
    """The stamp of a meeting as it stands."""
    return str(held.version) if held else stamps.NOTHING


def mark(held):
    """What changes as the meeting goes on, ballots in an open vote included: what a page that lives asks."""
    return stamp(held), Ballot.objects.filter(vote__plenary=held).count() if held else 0


def present_at(held):
    """The members who are at a plenary, by id, in the order of their codes."""
    found = PanelMember.objects.filter(presences__plenary=held).select_related("judge") if held else ()
    return {one.pk: one for one in sorted(found, key=lambda one: one.code)}


def may_decide(decision):
    """Whether a plenary, where one is on record, has its quorum."""
    held = of(decision)
    if held is None:
        return True
    members = PanelMember.objects.filter(stage=decision.stage_id).count()
    return rules.has_quorum(len(present_at(held)), members, percent=decision.stage.arranged.quorum)


def away(held, proposals):
    """The ids of the members who leave the room when one of these proposals is spoken of."""
    asked = {one.pk for one in proposals if one is not None}
    return {member for member, tied in ties(held).items() if tied & asked}


def ties(held):
    """The proposals that each member present is tied to on the day of the meeting, by member and proposal id."""
    return tied(held.decision.stage, list(present_at(held).values()), on=held.held_on)


def tied(stage, members, *, on, dossiers=None):
    """The proposals of a stage that each of these members is tied to on a day, by member and proposal id.

    `dossiers` are the stage's entrants, where they are at hand.
    """
    dossiers = list(Entrant.objects.standing(stage)) if dossiers is None else dossiers
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    barred = assigning.conflicts(members, dossiers, at=noon)
    member_of = {one.judge_id: one.pk for one in members}
    found = defaultdict(set)
    for proposal, judge in barred:
        found[member_of[judge]].add(proposal)
    return found


def told(decision):
    """What the minutes say of the meeting, as JSON values; None where none is on record."""
    held = of(decision)
    if held is None:
        return None
    present, stage = present_at(held), decision.stage
    members = list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))
    entrants = list(Entrant.objects.standing(stage))
    closed = tied(stage, list(present.values()), on=held.held_on, dossiers=entrants)
    dossiers = {one.proposal_id: one.proposal for one in entrants}
    percent = stage.arranged.quorum
    return {
        "held_on": held.held_on.isoformat(),
        "place": held.place,
        "chair": held.chair.code,
        "quorum": {
            "percent": percent,
            "present": len(present),
            "members": len(members),
            "is_reached": rules.has_quorum(len(present), len(members), percent=percent),
        },
        "members": [
            {
                "code": one.code,
                "name": one.judge.full_name,
                "is_present": one.pk in present,
                "left": sorted(
                    ({"code": dossiers[pk].code, "title": dossiers[pk].title} for pk in closed[one.pk]),
                    key=lambda tie: tie["code"],
                )
                if one.pk in present
                else [],
            }
            for one in members
        ],
        "votes": [counted(one) for one in votes(held)],
    }


def votes(held):
    """The closed votes of a meeting in their order, with their ballots."""
    return (
        Vote.objects.filter(plenary=held, closed_at__isnull=False)
        .select_related("out", "taken")
        .prefetch_related("ballots__member")
        .order_by("held_at", "pk")
    )


def counted(asked):
    """One vote as JSON values: what was asked, how many said what, who had left, and whether it carried."""
    counts = Counter(one.answer for one in asked.ballots.all() if one.member.code not in asked.left)
    return {
        "question": asked.question,
        "out": asked.out.code if asked.out else "",
        "taken": asked.taken.code if asked.taken else "",
        **{answer.value: counts[answer] for answer in Ballot.Answer},
        "left": asked.left,
        "carried": counts[Ballot.Answer.FOR] > counts[Ballot.Answer.AGAINST],
    }
