"""Whose panel hears which session: that of those who hold it, wherever it is moved."""

from collections import Counter, defaultdict

from django.db.models import OuterRef, Subquery

from competitions.models import Stage
from judging.models import Assignment, PanelMember, Session


def rooms_of(stage: Stage) -> dict[int, str]:
    """The room whose panel hears each proposal; two queries.

    That in which most of those who hold it are seated, since a session that was moved to another room keeps its judges;
    before anybody holds it, that of its session.
    """
    seated = seats_by_proposal(stage)
    found = {}
    for proposal, room in Session.objects.filter(stage=stage).values_list("proposal_id", "room"):
        of_room = Counter(seated[proposal])
        found[proposal] = min(of_room, key=lambda one: (-of_room[one], one != room, one), default=room)
    return found


def seats_by_proposal(stage: Stage) -> dict[int, list[str]]:
    """The rooms in which those who hold each proposal are seated; one query."""
    seat = PanelMember.objects.filter(stage=stage, judge=OuterRef("judge")).exclude(room="").values("room")[:1]
    found = defaultdict(list)
    held = Assignment.objects.standing().filter(stage=stage).annotate(seat=Subquery(seat)).exclude(seat=None)
    for proposal, room in held.values_list("proposal_id", "seat"):
        found[proposal].append(room)
    return found


def engaged(stage: Stage) -> set[tuple[int, int]]:
    """Every (proposal, judge) pair of a session during which the judge hears another of the edition; two queries."""
    around = Session.objects.standing().filter(stage__edition=stage.edition_id)
    held = list(around.values_list("stage_id", "proposal_id", "starts_at", "ends_at"))
    busy = defaultdict(list)
    span = {(at_stage, proposal): (starts, ends) for at_stage, proposal, starts, ends in held}
    given = Assignment.objects.standing().filter(stage__edition=stage.edition_id)
    for at_stage, proposal, judge in given.values_list("stage_id", "proposal_id", "judge_id"):
        if (at_stage, proposal) in span:
            busy[judge].append((at_stage, proposal))
    return {
        (proposal, judge)
        for judge, own in busy.items()
        for at_stage, proposal, starts, ends in held
        if at_stage == stage.pk
        and any(one != (at_stage, proposal) and span[one][0] < ends and starts < span[one][1] for one in own)
    }
