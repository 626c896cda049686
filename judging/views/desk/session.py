"""When a panelist hears whom."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import JUDGES
from accounts.pages import exports, lists
from accounts.pages.doors import for_role
from judging import stages
from judging.domain.hearings import sessions
from judging.letters import calendars
from judging.reading import hearings
from judging.reading.desk import desk
from judging.reporting import own_columns
from judging.views.control import stage_page
from judging.views.control.timetables.sessions import as_calendar
from judging.views.desk.doors import ASSIGNED

# Three days of twelve.
ROWS = 36


@require_safe
@for_role(*JUDGES, sees="sessions of a panel", of=ASSIGNED, when="the stage has sessions")
def schedule(request, slug, position):
    stage = next(
        (
            one
            for one in desk.stages_of(request.user, timezone.now())
            if (one.edition.slug, one.position) == (slug, position)
        ),
        None,
    )
    if stage is None or sessions.COLUMN not in stages.of(stage).COLUMNS:
        raise Http404
    desk.opened(stage, slug)
    page = lists.page(request, desk.sessions_in(stage, request.user), size=ROWS)
    if request.GET.get("berkas") == "ics":
        found = hearings.of_judge(request.user, stage)
        entries = calendars.of_sessions(found, is_blind=stage.is_blind)
        return as_calendar(entries, f"wawancara-{slug}-{position}")
    listing = lists.Listing(
        stage_page.file_name("sesi", stage), desk.sessions_in(stage, request.user), own_columns.of_schedule(stage)
    )
    if file := exports.answered(request, listing):
        return file
    days = groupby(page, key=lambda assignment: timezone.localdate(assignment.session_at))
    return render(
        request,
        "judging/sessions/schedule.html",
        {"stage": stage, "page": page, "days": [(day, list(held)) for day, held in days]},
    )
