"""The field visits of a stage in the control room: who visits whom on which day, what was reported, what differs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import CONTROL, MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from competitions.models import Stage
from judging import rules, stages
from judging.domain.visits import visit_reports, visiting
from judging.forms.visits import ArrangementForm, DifferenceForm, VisitFilter, VisitMoveForm
from judging.letters import calendars
from judging.models import VisitReport
from judging.reading.desk import apart
from judging.reading.visits import visits
from judging.reporting import own_columns
from judging.views.control import stage_page
from judging.views.control.timetables.moving import moving_page, tried
from judging.views.control.timetables.sessions import as_calendar

ARRANGED = "the stage is open, the visit not reported, the proposal in the contest"


def stage_or_404(slug, position):
    """The stage at an address, if its kind has visits."""
    found = get_object_or_404(Stage.objects.select_related("edition"), edition__slug=slug, position=position)
    if visiting.COLUMN not in stages.of(found).COLUMNS:
        raise Http404
    return found


def visit_or_404(slug, position, code):
    """The visit to a proposal in a stage; also one that is off, so that it can be said."""
    return get_object_or_404(visits.in_calendar(stage_or_404(slug, position)), proposal__code=code)


@require_safe
@for_role(*OVERSIGHT, sees="the field visits of a stage", of=ALL)
def listed(request, slug, position):
    stage = stage_or_404(slug, position)
    differing = visit_reports.apart(stage)
    form = VisitFilter(request.GET)
    open_to = apart.kept(
        request.office, stage.edition_id, form.applied_to(visits.in_stage(stage), differing), at=timezone.now()
    )
    found = open_to.rows
    # A page asks for the judges of its own rows alone, a file for those of all.
    context = {} if exports.is_asked(request) else lists.shown(request, found, form)
    shown = list(context.get("page", found))
    crews = visits.crews(shown)
    columns = own_columns.of_visits(
        lambda one: crews.get(one.proposal_id, ()),
        visits.island,
        lambda one: visits.state_of(one, differing),
    )
    listing = lists.Listing(stage_page.file_name("kunjungan", stage), shown, columns)
    return exports.answered(request, listing) or render(
        request,
        "judging/visits/stage.html",
        {
            "stage": stage,
            "hidden": open_to.hidden,
            "listing": listing.shown(request),
            "crowded": visits.crowded(stage),
            **context,
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="a field visit of a stage, with both reports", of=ALL)
def visit(request, slug, position, code):
    found = visit_or_404(slug, position, code)
    reports = list(
        VisitReport.objects.filter(visit=found)
        .select_related("verifier", "signed_by__user", "signed_by__agency", "signed_by__unit")
        .order_by("pk")
    )
    signed = visit_reports.signed_reports(found)
    # Who verifies the visit, too, sees here no more than at the own desk.
    only = visits.whose_alone(found, signed, request.user)
    reports = [one for one in reports if only is None or one.verifier_id == only.pk]
    return render(
        request,
        "judging/visits/control_visit.html",
        {
            "visit": found,
            "stage": found.stage,
            "crew": visits.crews([found]).get(found.proposal_id, ()),
            "island": visits.island(found),
            "reports": reports,
            "found": visits.compared(found, reports, only=only),
            "sees_evidence": request.office.role in MINISTRY,
            "arranging_refusal": rules.arranging_refusal(found, office=request.office),
            "deciding_refusal": deciding_refusal(found, signed, request.office),
        },
    )


def deciding_refusal(found, signed, office):
    """Why this office may not decide where the reports differ."""
    return rules.visit_deciding_refusal(
        found,
        office=office,
        verifiers={one.verifier_id for one in signed},
        differs=bool(visit_reports.differences(signed)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a field visit, moved", of=ALL, when=f"{ARRANGED}; not into the past, nor onto another")
def moving(request, slug, position, code):
    """Another day for a visit: what it would clash with and who is told are shown before it is moved."""
    found, at = visit_or_404(slug, position, code), timezone.now()
    if refusal := rules.arranging_refusal(found, office=request.office):
        raise Refused(refusal)
    is_asked_only = request.POST.get("langkah") == "periksa"
    data = request.POST if request.method == "POST" else None
    form = VisitMoveForm(data, visit=found, is_asked_only=is_asked_only)
    day = lambda: form.cleaned_data["day"]  # noqa: E731
    trial = tried(
        request,
        form,
        found,
        refusal=lambda: rules.visit_moving_refusal(found, day(), office=request.office, at=at),
        clashes=lambda: visiting.clashes(found, day()),
        move=lambda **more: visiting.move(found, day(), by=request.office, at=at, **more),
    )
    if trial.is_moved:
        messages.success(request, _("Kunjungan dipindahkan. Yang disebut di halaman itu menerima surat."))
        return redirect("judging:visit-control", slug, position, code)
    context = {"visit": trial.current, "stage": found.stage, "told": visiting.told_of(found, at=at)}
    return moving_page(request, "judging/visits/moving.html", form, trial, visiting.stamp, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="who else visits and whether it is announced, set", of=ALL, when=ARRANGED)
def arrangement(request, slug, position, code):
    found = visit_or_404(slug, position, code)
    if refusal := rules.arranging_refusal(found, office=request.office):
        raise Refused(refusal)
    form = ArrangementForm(request.POST if request.method == "POST" else None, visit=found)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            visiting.arrange(
                found,
                party=form.cleaned_data["party"],
                is_announced=form.cleaned_data["announced"],
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale as stale:
            found = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Pengaturan kunjungan disimpan."))
            return redirect("judging:visit-control", slug, position, code)
    return render(
        request,
        "judging/visits/arrangement.html",
        {
            "visit": found,
            "stage": found.stage,
            "form": form,
            "stamp": stamps.drawn(request, visiting.stamp(found)),
        },
        status=stamps.status(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *CONTROL, sees="where two reports of a visit differ, decided", of=ALL, when="both are signed, by none of the two"
)
def decision(request, slug, position, code):
    """Both reports side by side where they differ, and what is decided about each claim."""
    found = visit_or_404(slug, position, code)
    signed = visit_reports.signed_reports(found)
    if refusal := deciding_refusal(found, signed, request.office):
        raise Refused(refusal)
    differences = visit_reports.differences(signed)
    form = DifferenceForm(request.POST if request.method == "POST" else None, differences=differences)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            visit_reports.decide(
                found,
                form.decided,
                visited_on=form.chosen_day,
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Perbedaan laporan diputuskan. Kedua laporan tetap seperti ditandatangani."))
            return redirect("judging:visit-control", slug, position, code)
    return render(
        request,
        "judging/visits/decision.html",
        {
            "visit": found,
            "stage": found.stage,
            "reports": signed,
            "found": visits.compared(found, signed),
            "form": form,
            "lines": form.lines,
            "stamp": stamps.drawn(request, visit_reports.both_stamp(signed)),
        },
        status=stamps.status(request),
    )


@require_safe
@for_role(*OVERSIGHT, sees="the field visits of a stage for a calendar", of=ALL)
def calendar(request, slug, position):
    stage = stage_or_404(slug, position)
    found = apart.kept(request.office, stage.edition_id, visits.in_calendar(stage), at=timezone.now()).rows
    return as_calendar(calendars.of_visits(found), f"kunjungan-{slug}-{position}")
