"""The interview sessions of a stage in the control room: who is heard when, what was handed in, how it went."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping
from accounts.models import CONTROL, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from competitions.models import Stage
from judging import rules, stages
from judging.domain.hearings import materials, room_links, session_clashes, sessions
from judging.forms.hearings import BroadcastForm, HearingForm, MoveForm, RoomLinksForm, SessionFilter
from judging.letters import calendars
from judging.reading import hearings
from judging.reading.desk import apart
from judging.reporting import own_columns
from judging.views.control import bulk, stage_page
from judging.views.control.timetables.moving import moving_page, tried


def stage_or_404(slug, position):
    """The stage at an address, if its kind has sessions."""
    found = get_object_or_404(Stage.objects.select_related("edition"), edition__slug=slug, position=position)
    if sessions.COLUMN not in stages.of(found).COLUMNS:
        raise Http404
    return found


def session_or_404(slug, position, code):
    """The session of a proposal in a stage."""
    return get_object_or_404(hearings.in_stage(stage_or_404(slug, position)), proposal__code=code)


@require_safe
@for_role(*OVERSIGHT, sees="the interview sessions of a stage", of=ALL)
def listed(request, slug, position):
    stage = stage_or_404(slug, position)
    days = hearings.days(stage)
    form = SessionFilter(request.GET, stage=stage, days=days)
    open_to = apart.kept(request.office, stage.edition_id, form.applied_to(hearings.in_stage(stage)), at=timezone.now())
    found = open_to.rows
    # A page asks for the materials of its own rows alone, a file for those of all.
    context = {} if exports.is_asked(request) else lists.shown(request, found, form)
    held = list(context.get("page", found))
    checklists = hearings.checklists(held)
    columns = own_columns.of_sessions(stage, lambda one: hearings.state_of(checklists[one.proposal_id]))
    listing = lists.Listing(stage_page.file_name("sesi", stage), held, columns)
    return exports.answered(request, listing) or render(
        request,
        "judging/hearings/stage.html",
        {
            "stage": stage,
            "listing": listing.shown(request),
            "days": days,
            "hidden": open_to.hidden,
            "buttons": bulk.session_buttons(request, stage),
            **context,
            "public": hearings.public_timetable(stage),
            "linking_refusal": rules.linking_refusal(stage, office=request.office),
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="an interview session of a stage", of=ALL)
def session(request, slug, position, code):
    found = session_or_404(slug, position, code)
    return render(
        request,
        "judging/hearings/session.html",
        {
            "session": found,
            "stage": found.stage,
            "rows": hearings.checklists([found])[found.proposal_id],
            "moving_refusal": rules.moving_refusal(
                found,
                found.room,
                max(timezone.now(), found.stage.opens_at) + timedelta(seconds=1),
                found.stage.closes_at,
                office=request.office,
                at=timezone.now(),
            ),
            "noting_refusal": rules.noting_refusal(found, at=timezone.now()),
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="a file of an interview session", of=ALL)
def file(request, slug, position, code, kind):
    found = materials.present(session_or_404(slug, position, code), kind)
    if found is None or found.link:
        raise Http404
    return keeping.response(found.kept.handed_out, filename=found.kept.name, content_type=found.kept.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="the meeting links of a stage", of=ALL, when="the stage is not over")
def links(request, slug, position):
    stage = stage_or_404(slug, position)
    if refusal := rules.linking_refusal(stage, office=request.office):
        raise Refused(refusal)
    data = request.POST if request.method == "POST" else None
    form = RoomLinksForm(data, rooms=stage.arranged.hearing_rooms, links=room_links.links_of(stage))
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            room_links.link_rooms(stage, form.links, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Tautan rapat disimpan."))
            return redirect("judging:sessions", slug, position)
    return render(
        request,
        "judging/hearings/links.html",
        {"stage": stage, "form": form, "stamp": stamps.drawn(request, room_links.links_stamp(stage))},
        status=stamps.status(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *CONTROL, sees="an interview session, moved", of=ALL, when="the stage is open; not into the past, nor onto another"
)
def moving(request, slug, position, code):
    """Another time or room for a session: what it would clash with and who is told are shown before it is moved."""
    found, at = session_or_404(slug, position, code), timezone.now()
    is_asked_only = request.POST.get("langkah") == "periksa"
    form = MoveForm(request.POST if request.method == "POST" else None, session=found, is_asked_only=is_asked_only)
    room = lambda: form.cleaned_data["room"]  # noqa: E731
    trial = tried(
        request,
        form,
        found,
        refusal=lambda: rules.moving_refusal(
            found,
            room(),
            form.starts_at,
            form.starts_at + (found.ends_at - found.starts_at),
            owes=bool(materials.owing([found])),
            office=request.office,
            at=at,
        ),
        clashes=lambda: session_clashes.clashes(found, room(), form.starts_at),
        move=lambda **more: sessions.move(found, room(), form.starts_at, by=request.office, at=at, **more),
    )
    if trial.is_moved:
        messages.success(request, _("Sesi dipindahkan. Peserta dan panelnya menerima surat."))
        return redirect("judging:session", slug, position, code)
    context = {"session": trial.current, "stage": found.stage, "told": sessions.told_of(found, at=at)}
    return moving_page(request, "judging/hearings/moving.html", form, trial, sessions.stamp, context)


@require_safe
@for_role(*OVERSIGHT, sees="the interview sessions of a stage for a calendar", of=ALL)
def calendar(request, slug, position):
    stage = stage_or_404(slug, position)
    found = apart.kept(request.office, stage.edition_id, hearings.in_calendar(stage), at=timezone.now()).rows
    return as_calendar(calendars.of_sessions(found), f"wawancara-{slug}-{position}")


def as_calendar(entries, name, *, is_feed=False):
    """The entries of a calendar as a file, or for a program that reads them again by itself."""
    text = calendars.calendar(entries, at=timezone.now(), is_feed=is_feed)
    return HttpResponse(
        text,
        content_type=calendars.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"', "Cache-Control": "private, no-store"},
    )


@require_safe
@for_role(*OVERSIGHT, sees="the sheet of a day of interviews, to be printed", of=ALL)
def sheet(request, slug, position, day):
    """One day of sessions on paper, a table a room: who is heard, who presents, room for notes and signatures."""
    stage = stage_or_404(slug, position)
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    rooms = hearings.day_by_room(stage, wanted)
    if not rooms:
        raise Http404
    return render(request, "judging/hearings/sheet.html", {"stage": stage, "day": wanted, "rooms": rooms})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *CONTROL, sees="the timetable, opened to the public", of=ALL, when="sessions are laid out, the stage is not over"
)
def publication(request, slug, position):
    stage = stage_or_404(slug, position)
    has_sessions = hearings.in_stage(stage).exists()
    if refusal := rules.timetable_refusal(stage, office=request.office, has_sessions=has_sessions):
        raise Refused(refusal)
    public = hearings.public_timetable(stage)
    initial = {"broadcast": public.broadcast if public else ""}
    form = BroadcastForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and stamps.came_whole(request, form):
        given = {"seen": stamps.seen(request), "by": request.office, "at": timezone.now()}
        try:
            sessions.publish_timetable(stage, form.cleaned_data["broadcast"], **given)
        except Stale as stale:
            public = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Jadwal terbuka untuk umum."))
            return redirect("judging:sessions", slug, position)
    return render(
        request,
        "judging/hearings/publication.html",
        {
            "stage": stage,
            "form": form,
            "public": public,
            "stamp": stamps.drawn(request, sessions.timetable_stamp(public)),
        },
        status=stamps.status(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="how a session went, noted", of=ALL, when="it has begun, the stage is not over")
def notes(request, slug, position, code):
    found = session_or_404(slug, position, code)
    return noted(request, found, template="judging/hearings/notes.html", to=("judging:session", slug, position, code))


def noted(request, found, *, template, to, **context):
    """The page on which it is noted how a session went; sent, what was noted."""
    at = timezone.now()
    if refusal := rules.noting_refusal(found, at=at):
        raise Refused(refusal)
    head = {True: "ya", False: "tidak"}.get(found.head_was_present, "")
    initial = {"outcome": found.outcome, "head": head, "text": found.note}
    # Whoever may not know whose dossier it is is not told who presents, either.
    if not (found.stage.is_blind and "assignment" in context):
        initial["presenter"] = found.presenter
    form = HearingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            sessions.note(
                found,
                form.cleaned_data["outcome"],
                presenter=form.cleaned_data["presenter"],
                head_was_present=form.head_was_present,
                text=form.cleaned_data["text"],
                seen=stamps.seen(request),
                by=request.office,
                at=at,
            )
        except Stale as stale:
            found = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Jalannya sesi dicatat."))
            return redirect(*to)
    stamp = stamps.drawn(request, sessions.stamp(found))
    return render(
        request,
        template,
        {"session": found, "stage": found.stage, "form": form, "stamp": stamp, **context},
        status=stamps.status(request),
    )
