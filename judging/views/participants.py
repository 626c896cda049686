"""A unit's and an agency's own interview sessions: when and where, what to hand in, who presents."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.stamps import as_shown, fingerprint
from accounts.files import keeping
from accounts.models import Role
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import OWN, for_role
from accounts.rules import Refused, Stale
from judging import rules
from judging.domain.hearings import materials
from judging.forms.hearings import HearingFilter, MaterialForm, PresenterForm
from judging.letters import calendars
from judging.models import Session
from judging.reading import hearings
from judging.reporting import own_columns
from judging.views.control.timetables.sessions import as_calendar

PARTICIPANTS = (Role.UNIT, Role.AGENCY_ADMIN)
BEFORE = "the stage is open, the session has not begun"


@require_safe
@for_role(*PARTICIPANTS, sees="interview sessions", of=OWN)
def listed(request):
    at, rows = timezone.now(), hearings.of_participant(request.office)
    form = HearingFilter(request.GET, stages=hearings.stages_of(rows))
    rows = form.applied_to(rows, hearings.lacking_materials(request.office, at))
    listing = lists.Listing("wawancara", rows, own_columns.HEARINGS)
    return exports.answered(request, listing) or render(
        request,
        "judging/hearings/listed.html",
        {**lists.shown(request, rows, form), "now": at},
    )


@require_safe
@for_role(*PARTICIPANTS, sees="an interview session", of=OWN)
def hearing(request, pk):
    session = session_or_404(request, pk)
    rows = rows_of(session)
    return render(
        request,
        "judging/hearings/hearing.html",
        {
            "session": session,
            "rows": rows,
            "panel": hearings.panel_of(session),
            "refusal": rules.preparing_refusal(session, office=request.office, at=timezone.now()),
        },
    )


@require_safe
@for_role(*PARTICIPANTS, sees="own interview sessions for a calendar", of=OWN)
def calendar(request):
    """Every session of the office's proposals; those that are off are said to be cancelled."""
    return as_calendar(calendars.of_sessions(hearings.of_participant(request.office)), "wawancara")


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*PARTICIPANTS, sees="a material of a session, handed in", of=OWN, when=BEFORE)
def material(request, pk, kind):
    """Hand one material in, in the place of the one that was shown there."""
    session, at = session_or_404(request, pk), timezone.now()
    row = next((one for one in rows_of(session) if one.kind == kind), None)
    if row is None:
        raise Http404
    if refusal := rules.preparing_refusal(session, office=request.office, at=at):
        raise Refused(refusal)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MaterialForm(*sent, session=session, row=row)
    if form.is_valid() and stamps.came_whole(request, form) and put(request, session, row, form, at):
        messages.success(request, _("%(name)s diserahkan.") % {"name": row.name})
        return redirect("judging:hearing", pk)
    stamp = stamps.drawn(request, materials.stamp(session, kind))
    return render(
        request,
        "judging/hearings/material.html",
        {"session": session, "row": row, "form": form, "stamp": stamp},
        status=stamps.status(request),
    )


def put(request, session, row, form, at):
    """Hand in what the form holds; what stands in the way is said beside it, and False."""
    try:
        with as_shown(session, partial(materials.stamp, kind=row.kind), stamps.seen(request)):
            materials.hand_in(session, row.kind, **form.handed_in, by=request.office, at=at)
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        form.add_error(next(iter(form.handed_in)), refused.refusal.sentence)
        return False
    if not row.is_link and (remark := form.cleaned_data["file"].remark):
        messages.info(request, remark)
    return True


@require_safe
@for_role(*PARTICIPANTS, sees="a file of a session", of=OWN)
def file(request, pk, kind):
    session = session_or_404(request, pk)
    found = materials.present(session, kind)
    if found is None or found.link:
        raise Http404
    return keeping.response(found.kept.handed_out, filename=found.kept.name, content_type=found.kept.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*PARTICIPANTS, sees="who presents in a session, named", of=OWN, when=BEFORE)
def presenter(request, pk):
    session, at = session_or_404(request, pk), timezone.now()
    if refusal := rules.preparing_refusal(session, office=request.office, at=at):
        raise Refused(refusal)
    form = PresenterForm(request.POST or None, initial={"presenter": session.presenter})
    if form.is_valid() and stamps.came_whole(request, form):
        try:
            materials.name_presenter(
                session, form.cleaned_data["presenter"], seen=stamps.seen(request), by=request.office, at=at
            )
        except Stale as stale:
            session = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Penyaji dicatat."))
            return redirect("judging:hearing", pk)
    stamp = stamps.drawn(request, fingerprint([session.presenter]))
    return render(
        request,
        "judging/hearings/presenter.html",
        {"session": session, "form": form, "stamp": stamp},
        status=stamps.status(request),
    )


def session_or_404(request, pk) -> Session:
    """The session of one of the office's own proposals."""
    return get_object_or_404(hearings.of_participant(request.office), pk=pk)


def rows_of(session):
    """The checklist of one session."""
    return hearings.checklists([session])[session.proposal_id]
