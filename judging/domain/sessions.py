"""Laying interview sessions out in the stage's window."""

from datetime import datetime
from itertools import islice

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.rules import Refused
from competitions.models import Stage
from judging import rules
from judging.domain.work import Column
from judging.models import Entrant, Session


def starts_at(stage):
    """When an entrant has its session."""
    own = Session.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    return {"starts_at": Subquery(own.values("starts_at")[:1])}


COLUMN = Column(
    gettext_lazy("Sesi"),
    "judging/columns/session.html",
    plain=lambda row: row.starts_at,
    figures=starts_at,
    order="starts_at",
)


def lay_out(stage: Stage, *, at: datetime) -> None:
    """Give every entrant without a session one, in order of number, as the stage's settings arrange the days.

    No session begins before the stage opened, before `at` or outside its window. Refused, with how many find no
    place, when the window is too short.
    """
    held = list(Session.objects.filter(stage=stage).values_list("proposal_id", "room", "starts_at", "ends_at"))
    with_session = {proposal for proposal, *_where in held}
    waiting = [one.proposal_id for one in Entrant.objects.standing(stage) if one.proposal_id not in with_session]
    if not waiting:
        return
    free = (
        slot
        for slot in stage.arranged.slots(max(stage.opens_at, at), stage.closes_at)
        if not any(
            slot.room == room and slot.starts_at < ends_at and starts_at < slot.ends_at
            for _proposal, room, starts_at, ends_at in held
        )
    )
    found = list(islice(free, len(waiting)))
    if len(found) < len(waiting):
        raise Refused(
            rules.WINDOW_TOO_SHORT,
            [
                _(
                    "Sampai tahap ini ditutup hanya ada tempat untuk %(places)d sesi, padahal %(count)d usulan "
                    "menunggu sesi. Perpanjang tahap ini."
                )
                % {"places": len(found), "count": len(waiting)}
            ],
        )
    Session.objects.bulk_create(
        Session(stage=stage, proposal_id=proposal, room=slot.room, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for proposal, slot in zip(waiting, found, strict=True)
    )
