"""What was to be heard or visited is called off when its proposal leaves the contest: calendars lose it."""

from django.utils import timezone

from judging import letters
from judging.models import Session, Visit


def call_off(proposal, *, at):
    """Tell everybody concerned that the sessions and visits of a proposal that has just left will not be.

    Those that are over stay in the calendars. Part of the transaction in which it leaves.
    """
    running = {
        "proposal": proposal,
        "stage__opened_at__isnull": False,
        "stage__closed_at": None,
        "stage__skipped_at": None,
    }
    sessions = Session.objects.filter(**running, starts_at__gt=at).exclude(outcome=Session.Outcome.HELD)
    for session in sessions.select_related("stage__edition").order_by("pk"):
        session.proposal = proposal
        letters.tell("session.cancelled", session.stage, about=session, session=session, at=at)
    visits = Visit.objects.filter(**running, reported_at=None, planned_on__gte=timezone.localdate(at))
    for visit in visits.select_related("stage__edition").order_by("pk"):
        visit.proposal = proposal
        letters.tell("visit.cancelled", visit.stage, about=visit, visit=visit, at=at)
