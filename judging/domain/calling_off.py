"""What was to be heard or visited is called off when its proposal leaves the contest: calendars lose it.

So they do for a judge alone, who no longer hears or visits it.
"""

from collections import defaultdict

from django.db.models import F
from django.utils import timezone

from judging import letters
from judging.domain.certificates import revoking
from judging.models import Award, Session, Visit


def call_off(proposal, *, at):
    """Tell everybody concerned that the sessions and visits of a proposal that has just left will not be, and programs
    of partners that its certificates hold no more.

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
    revoking.tell_partners(Award.objects.filter(proposal=proposal, ended_at=None), at=at)


def let_go(assignments, *, at):
    """Tell judges whose work was taken back or moved that its sessions and visits are theirs no more.

    One letter a judge and stage, nothing where there is no session or visit to come. Part of the transaction that
    takes it back. Who gets one of them back is asked in anew, with a number above the one that called it off.
    """
    held = defaultdict(list)
    for one in assignments:
        held[one.stage_id, one.judge_id].append(one)
    for (stage, judge), own in held.items():
        sessions, visits = ahead(stage, [one.proposal_id for one in own], at=at)
        if sessions or visits:
            letters.tell(
                "assignment.let_go",
                own[0].stage,
                about=own[0],
                judge=judge,
                sessions=sessions,
                visits=visits,
                at=at,
            )
            for model, rows in ((Session, sessions), (Visit, visits)):
                model.objects.filter(pk__in=[one.pk for one in rows]).update(sequence=F("sequence") + 2)


def ahead(stage, proposals, *, at):
    """The sessions and the visits of proposals in a stage that are still to come, in their order."""
    about = {"stage": stage, "proposal__in": proposals}
    sessions = Session.objects.filter(**about, starts_at__gt=at).exclude(outcome=Session.Outcome.HELD)
    visits = Visit.objects.filter(**about, reported_at=None, planned_on__gte=timezone.localdate(at))
    return (
        list(sessions.select_related("proposal__agency").order_by("starts_at", "room", "pk")),
        list(visits.select_related("proposal__agency", "proposal__unit").order_by("planned_on", "pk")),
    )
