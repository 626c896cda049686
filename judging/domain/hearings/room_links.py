"""The links under which rooms of an interview stage meet."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import refuse
from competitions.models import Stage
from judging import rules
from judging.models import MeetingRoom


def links_of(stage: Stage) -> dict[str, str]:
    """The link of each room of a stage that has one; one query."""
    return dict(MeetingRoom.objects.filter(stage=stage).values_list("room", "link"))


def links_stamp(stage: Stage) -> str:
    """The stamp of the links of a stage as they stand."""
    return stamps.fingerprint(sorted(links_of(stage).items()))


@transaction.atomic
def link_rooms(stage: Stage, links: Mapping[str, str], *, seen=None, by, at: datetime) -> Stage:
    """Say behind which link each room meets; "" for none. Changed by nothing, nothing happens."""
    stage = Stage.objects.locked(stage.pk)
    refuse(rules.linking_refusal(stage, office=by))
    wanted = {room: link for room, link in links.items() if link}
    for link in wanted.values():
        refuse(rules.meeting_link_refusal(link))
    if links_of(stage) == wanted:
        return stage
    stamps.unchanged(seen, links_stamp(stage), stage)
    MeetingRoom.objects.filter(stage=stage).delete()
    MeetingRoom.objects.bulk_create(MeetingRoom(stage=stage, room=room, link=link) for room, link in wanted.items())
    events.record("stage.rooms_linked", on=stage, by=by, at=at, rooms=sorted(wanted))
    return stage
