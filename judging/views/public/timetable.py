"""The timetable of a stage's interviews as everybody reads it."""

from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages.doors import public
from judging.models import PublicTimetable
from judging.reading import hearings
from proposals.models.catalogue import reads_blind


@require_safe
@public(sees="when who is heard, and where it is broadcast", of="timetables that were opened")
def timetable(request, slug, position):
    found = get_object_or_404(
        PublicTimetable.objects.annotate(in_codes=reads_blind("stage__edition")).select_related("stage__edition"),
        stage__edition__slug=slug,
        stage__position=position,
        stage__skipped_at=None,
    )
    sessions = hearings.in_stage(found.stage)
    days = groupby(sessions, key=lambda session: timezone.localdate(session.starts_at))
    return render(
        request,
        "judging/hearings/timetable.html",
        {"stage": found.stage, "public": found, "days": [(day, list(held)) for day, held in days]},
    )
