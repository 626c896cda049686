"""What is on record of a plenary, for its minutes: who was there, who left for which tie, what was voted."""

from collections import Counter

from accounts.models.asked_often import asked_often
from judging import rules
from judging.domain.panel import plenary
from judging.models import Ballot, Entrant, PanelMember, Vote


def told(decision):
    """What the minutes say of the meeting, as JSON values; None where none is on record."""
    held = plenary.of(decision)
    return told_of(held, list(Entrant.objects.standing(decision.stage_id))) if held else None


def told_of(held, standing):
    """The same of a meeting at hand; `standing` are the stage's entrants, or the choices on them."""
    present, stage = plenary.present_at(held), held.decision.stage
    members = panel_of(stage.pk)
    closed = plenary.tied(stage, list(present.values()), on=held.held_on, dossiers=standing)
    dossiers = {one.proposal_id: one.proposal for one in standing}
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
        "votes": [counted(one) for one in votes(held.pk)],
    }


@asked_often
def panel_of(stage):
    """The members of a stage's panel, by its id, in the order of their codes."""
    return PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code")


@asked_often
def votes(held):
    """The closed votes of a meeting, by its id, in their order, with their ballots."""
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
