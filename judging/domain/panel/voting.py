"""A question put to the vote in a plenary: opened, answered by those who are there and not tied, closed and counted."""

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import rules
from judging.domain.judges import pacts
from judging.domain.panel import plenary
from judging.models import Ballot, PanelMember, Vote


@transaction.atomic
def vote(stage, question, ballots, *, out=None, taken=None, seen=None, by, at):
    """Put a question, or the exchange of two proposals, to the vote: `ballots` are answers by member id.

    Whoever is tied to one of the two has left the room. `seen` is the stamp of the meeting that was shown. A vote is
    not changed any more; it decides nothing by itself.
    """
    held = may_vote(stage, seen=seen, by=by)
    refuse(rules.VOTE_OPEN if plenary.open_in(held) else None)
    asked = put(held, question, out=out, taken=taken, by=by, at=at)
    return settled(asked, held, ballots, by=by, at=at)


@transaction.atomic
def open_vote(stage, question, *, out=None, taken=None, seen=None, by, at):
    """Ask the members: each gives a ballot on a screen of their own until the vote is closed. One is open at a time.

    `seen` is the stamp of the meeting that was shown.
    """
    held = may_vote(stage, seen=seen, by=by)
    refuse(rules.VOTE_OPEN if plenary.open_in(held) else None)
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
            present=plenary.present_at(held),
            left=plenary.away(held, [asked.out, asked.taken]),
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
    decision = plenary.locked_decision(stage)
    held = plenary.of(decision) if decision else None
    members = PanelMember.objects.filter(stage=stage).count()
    percent = stage.arranged.quorum if held else 0
    present = plenary.present_at(held)
    refuse(rules.voting_refusal(decision, office=by, present=present, members=members, percent=percent))
    stamps.unchanged(seen, plenary.stamp(held), held)
    return held


def put(held, question, *, out, taken, by, at):
    """Write a question down, open."""
    if not question.strip():
        raise Refused(rules.REASON_MISSING)
    return Vote.objects.create(plenary=held, question=question.strip(), out=out, taken=taken, held_at=at, held_by=by)


def settled(asked, held, ballots, *, by, at):
    """Record the ballots that are left, count all, and close."""
    present, gone = plenary.present_at(held), plenary.away(held, [asked.out, asked.taken])
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


def question_stamp(asked):
    """The stamp of what a member is asked."""
    return stamps.fingerprint([asked.pk, asked.question, asked.out_id, asked.taken_id])


def open_stamp(asked):
    """The stamp of an open vote as the secretariat sees it: who has given a ballot."""
    return stamps.fingerprint([asked.pk, list(asked.ballots.order_by("pk").values_list("member", flat=True))])
