"""Home by role: what waits for me, since when, until when."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT, Role
from accounts.pages.doors import for_role, offices
from accounts.reading import chores, confirmations, erasures, outbox, partners, people, seconding
from accounts.reading.waiting import told
from competitions.models import Edition
from judging.reading import waiting as judges
from judging.reading import waiting_ministry
from proposals.reading import follow_up
from proposals.reading import waiting as writers
from sinovik import invariants
from sinovik.watching import alarms

WHO_WRITES = (Role.UNIT, Role.AGENCY_ADMIN)
LINES = {
    Role.UNIT: [writers.for_unit, judges.for_participant],
    Role.AGENCY_ADMIN: [writers.for_agency, judges.for_participant, follow_up.for_agency, outbox.for_agency],
    Role.EVALUATOR: [judges.for_judge],
    Role.PANELIST: [judges.for_judge],
    Role.AUDITOR: [waiting_ministry.broken_seals, invariants.waiting],
    Role.SECRETARY: [
        waiting_ministry.for_ministry,
        waiting_ministry.feedback,
        waiting_ministry.stuck_certificates,
        waiting_ministry.broken_seals,
        invariants.waiting,
        writers.for_ministry,
        writers.for_helpers,
        seconding.for_ministry,
        people.applications_waiting,
        confirmations.for_ministry,
        follow_up.for_ministry,
        outbox.for_ministry,
        chores.for_ministry,
    ],
    Role.MINISTRY_ADMIN: [
        alarms.waiting,
        waiting_ministry.for_ministry,
        waiting_ministry.feedback,
        waiting_ministry.stuck_certificates,
        waiting_ministry.broken_seals,
        invariants.waiting,
        writers.for_ministry,
        seconding.for_ministry,
        confirmations.for_ministry,
        erasures.for_admin,
        outbox.for_ministry,
        partners.paused,
        chores.for_ministry,
    ],
}
# What is the same for every office of the ministry is asked once, however many of them a person holds: whole, or what
# its lines are made of.
OF_ANY_OFFICE = {
    *(waiting_ministry.stuck_certificates, waiting_ministry.broken_seals),
    *(writers.for_ministry, outbox.for_ministry, chores.for_ministry, invariants.waiting),
}

KNOWN = {
    waiting_ministry.for_ministry: waiting_ministry.standing,
    seconding.for_ministry: seconding.unseconded,
}


@require_safe
@for_role(*Role, sees="what waits for one", of="own offices")
def home(request):
    at, asked = timezone.now(), {}
    held = offices(request)
    drawn = told([lines(office, at, asked) for office in held])
    desks = [
        {
            "office": office,
            "lines": own,
            "is_written_to": office.role not in OVERSIGHT,
            "is_writer": office.role in WHO_WRITES,
        }
        for office, own in zip(held, drawn, strict=True)
    ]
    extended = list(Edition.objects.extended(at)) if any(desk["is_writer"] for desk in desks) else []
    return render(request, "home.html", {"desks": desks, "at": at, "extended": extended})


def lines(office, at, asked):
    """Everything that waits for an office, whichever floor knows of it; `asked` keeps what is the same for several."""
    found = []
    for reading in LINES[office.role]:
        key = reading if reading in OF_ANY_OFFICE else (reading, office.pk)
        if key not in asked:
            asked[key] = list(reading(office, at, *known_for(reading, at, asked)))
        found += asked[key]
    return found


def known_for(reading, at, asked):
    """What the lines of a reading are made of, where that is the same for several offices."""
    if reading not in KNOWN:
        return ()
    known = KNOWN[reading]
    if known not in asked:
        asked[known] = known(at)
    return (asked[known],)
