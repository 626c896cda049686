"""Everything that stands in one person's calendar, as far as that person may see it today."""

from datetime import timedelta
from itertools import chain

from django.utils import timezone

from accounts.models import CONTROL, JUDGES, Membership, Role
from competitions.models import Stage
from judging.letters import calendars
from judging.models import Assignment, Session, Visit, has_signed
from judging.reading import hearings
from judging.reading.desk import apart
from judging.reading.visits import visits

# What is longer past is no longer read by programs.
BACK = timedelta(days=30)


def entries(user, *, at):
    """Sessions and visits of every office that a person holds today, each once; what is off is said to be cancelled.

    A judge reads of a blind stage what a judge may; nothing of an edition before its pact is signed. Nobody of the
    ministry reads what ties them. Where rooms meet is left out: whoever gets hold of the address must not walk in.
    """
    offices = list(Membership.objects.current(timezone.localdate(at)).filter(user=user).with_places().order_by("pk"))
    is_judge = any(office.role in JUDGES for office in offices)
    found = chain(as_judge(user, at=at) if is_judge else (), *(of_office(office, at=at) for office in offices))
    # The fuller one stays: a judge's blind one comes first, so that no other office tells a judge whose it is.
    unique = {}
    for entry in found:
        unique.setdefault(entry.uid, entry)
    return list(unique.values())


def as_judge(user, *, at):
    """What a judge hears and visits."""
    held = Assignment.objects.filter(judge=user, recused_at=None)
    stages = Stage.objects.filter(pk__in=held.values("stage"), opened_at__isnull=False).select_related("edition")
    for stage in stages.annotate(has_signed=has_signed(user, "edition")).order_by("pk"):
        if stage.has_signed:
            sessions = without_links(hearings.of_judge(user, stage).filter(starts_at__gte=at - BACK))
            yield from calendars.of_sessions(sessions, is_blind=stage.is_blind)
    day = timezone.localdate(at - BACK)
    own = visits.of_verifier(user).filter(planned_on__gte=day)
    yield from calendars.of_visits(one for one in own if one.has_signed)


def of_office(office, *, at):
    """What an applicant's office is heard and visited for; what the ministry sees to in stages that run."""
    since, day = at - BACK, timezone.localdate(at - BACK)
    if office.role in (Role.UNIT, Role.AGENCY_ADMIN):
        heard = hearings.of_participant(office).filter(starts_at__gte=since)
        visited = visits.of_participant(office).filter(planned_on__gte=day)
    elif office.role in CONTROL:
        running = {"stage__opened_at__isnull": False, "stage__closed_at": None, "stage__skipped_at": None}
        heard = hearings.with_link(Session.objects.filter(**running, starts_at__gte=since))
        visited = Visit.objects.filter(**running, planned_on__gte=day).select_related(*visits.WITH_PLACES)
        heard, visited = (apart.all_kept(office, rows, at=at) for rows in (heard, visited.order_by("planned_on", "pk")))
    else:
        return
    yield from calendars.of_sessions(without_links(heard))
    yield from calendars.of_visits(visited)


def without_links(sessions):
    """The sessions, nobody being told where their rooms meet."""
    for session in sessions:
        session.link = None
        yield session
