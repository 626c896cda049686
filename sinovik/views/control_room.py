"""The control room: editions, and one edition with its stages, who holds what, and what waits."""

from dataclasses import asdict
from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY, OVERSIGHT, AgencyKind, Role
from accounts.pages import exports, lists, live, stamps
from accounts.pages.doors import ALL, for_role, without_shut
from accounts.reading import chores
from accounts.reading.waiting import told
from accounts.rules import Refused, Stale
from competitions import motions, rules
from competitions.domain import heartbeat
from competitions.models import Edition, Stage
from competitions.reading.progress import LOOKS, numeral
from judging.forms.stages import ExtensionForm
from judging.reading import phases, progress, under_way, waiting_ministry, workload
from judging.reading.ticks import at_stage
from judging.reporting import funnel
from judging.views.control import stage_page
from sinovik.forms import EditionsFilter


def year(row):
    """The year of a listed edition."""
    return row["edition"].year


EDITIONS = (
    lists.ListColumn(
        "edisi",
        gettext_lazy("Edisi"),
        read=lambda row: row["edition"].name,
        is_head=True,
        template="control_room/columns/edition.html",
    ),
    lists.ListColumn("sekarang", gettext_lazy("Sekarang"), ("now",), template="control_room/columns/where.html"),
    lists.ListColumn(
        "tahun", gettext_lazy("Tahun"), read=year, draw=lambda row: str(year(row)), is_number=True, is_extra=True
    ),
    lists.ListColumn(
        "diumumkan", gettext_lazy("Diumumkan"), read=lambda row: row["edition"].announced_at, is_extra=True
    ),
    lists.ListColumn("dibuka", gettext_lazy("Pendaftaran dibuka"), read=lambda row: row["edition"].opens_at),
    lists.ListColumn("ditutup", gettext_lazy("Pendaftaran ditutup"), read=lambda row: row["edition"].closes_at),
    lists.ListColumn(
        "tahap",
        gettext_lazy("Tahap"),
        read=lambda row: row["current"].name if row["current"] else "",
        is_extra=True,
    ),
    lists.ListColumn(
        "status",
        gettext_lazy("Status"),
        read=lambda row: str(row["current"].state.label) if row["current"] else _("selesai"),
        is_extra=True,
    ),
    lists.ListColumn("contoh", gettext_lazy("Edisi contoh"), read=lambda row: row["edition"].is_example, is_extra=True),
)


@require_safe
@for_role(*OVERSIGHT, sees="editions", of=ALL)
def editions(request):
    """Every edition, the latest first, and the stage each is at."""
    at, office = timezone.now(), request.office
    form = EditionsFilter(request.GET)
    stages = Prefetch("stages", Stage.objects.in_order())
    rows = [
        {"edition": edition, "current": current(edition), "now": now_of(edition, current(edition), at)}
        for edition in form.applied_to(Edition.objects.latest_first()).prefetch_related(stages)
    ]
    listing = lists.Listing("edisi", rows, EDITIONS)
    return exports.answered(request, listing) or render(
        request,
        "control_room/editions.html",
        {
            "listing": listing.shown(request),
            **lists.shown(request, rows, form),
            "may_plan": rules.planning_refusal(by=office) is None,
            "failing": told([chores.for_ministry(office, at)])[0] if office.role in MINISTRY else [],
        },
    )


def now_of(edition, stage, at):
    """Where an edition is now, in a sentence."""
    if not edition.announced_at:
        return _("Belum diumumkan.")
    if at < edition.opens_at:
        return _("Pendaftaran belum dibuka.")
    if at < edition.closes_at:
        return _("Pendaftaran dibuka.")
    return _("Tahap sekarang: %(name)s.") % {"name": stage.name} if stage else _("Semua tahap selesai.")


def current(edition):
    """The first stage that is not over, or None."""
    return next((stage for stage in edition.stages.all() if not stage.is_over), None)


@require_safe
@for_role(*OVERSIGHT, sees="an edition with its stages", of=ALL)
def edition(request, slug):
    """One edition: the line of stages, and for each what it waits for, since when, and who holds it."""
    at = timezone.now()
    stages = progress.of_edition(slug)
    edition = stages[0].edition if stages else get_object_or_404(Edition, slug=slug)
    loads = workload.of_judges([stage for stage in stages if stage.is_open], at=at)
    positions = phases.of_all(stages)
    counted, batches = progress.registration(edition), waiting_ministry.batches_of(stages)
    shown_now = live.mark(
        going_on := under_way.of(edition, stages),
        *(stage_page.mark(stage, position) for stage, position in positions),
        counted,
        *((batch.pk, batch.missing, batch.failure) for batch in batches),
    )
    if nothing_new := live.unchanged(request, shown_now):
        return nothing_new
    return render(
        request,
        "control_room/edition.html",
        {
            "edition": edition,
            "at": at,
            "registration": counted,
            "stuck_batches": [batch for batch in batches if batch.failure],
            "printing": (printing := [batch for batch in batches if not batch.failure]),
            "funnel": funnel.steps(
                counted,
                stages,
                registration_url=reverse("control_room_registration", args=[slug]),
                address=lambda stage: at_stage("judging:entrants", stage),
            ),
            **going_on.living(shown_now, is_running=bool(printing) or any(map(progress.is_running, stages))),
            "news": "; ".join(f"{stage.name}: {position.phase.label}" for stage, position in positions),
            "extension_refusal": extension_refusal(edition, stages, office=request.office),
            "lost_minutes": heartbeat.lost(edition, at=at),
            "line": [dot(stage, position) for stage, position in positions],
            "rows": [
                {
                    "stage": stage,
                    "numeral": numeral(stage.position),
                    "position": position,
                    "numbers": without_shut(request, shown(stage)),
                    "work": progress.work(stage),
                    "promised": (promised := workload.of_stage(stage, at=at)),
                    "nudge_url": stage_page.nudge_of_ours(stage, promised, request),
                    "at_risk": [load for load in loads.get(stage.pk, ()) if load.is_at_risk],
                    "loads": loads.get(stage.pk, ()),
                }
                for stage, position in positions
            ],
        },
    )


def shown(stage):
    """The counts of a stage in the table: of a finished one only who came in and who went on."""
    if not stage.opened_at:
        return []
    counts = stage_page.numbers(stage)
    return [counts[0], counts[-1]] if stage.published_at else counts


def dot(stage, position):
    """A stage for components/stages.html."""
    # For the public a stage is behind once it has closed, for those who decide and announce not yet.
    looks = {**LOOKS, Stage.State.CLOSED: LOOKS[Stage.State.OPEN]}
    return {
        "numeral": numeral(stage.position),
        "name": stage.name,
        "state": looks[stage.state],
        "state_text": position.phase.label,
        "when": "",
        "url": at_stage("judging:stage", stage),
    }


def extension_refusal(edition, stages, *, office):
    """Why registration may not be extended, before a date is chosen."""
    has_selection_started = any(stage.opened_at for stage in stages)
    return rules.reopening_refusal(edition, has_selection_started=has_selection_started, by=office)


REGISTRATION = (
    lists.ListColumn(
        "instansi", gettext_lazy("Instansi"), ("called",), is_head=True, template="control_room/agency.html"
    ),
    lists.ListColumn(
        "jenis",
        gettext_lazy("Jenis instansi"),
        ("agency__kind",),
        say=lambda kind: AgencyKind(kind).label,
        is_extra=True,
    ),
    lists.ListColumn("ditulis", gettext_lazy("Ditulis unit"), ("at_unit",), is_number=True),
    lists.ListColumn("diperiksa", gettext_lazy("Diperiksa admin"), ("at_agency",), is_number=True),
    lists.ListColumn("diajukan", gettext_lazy("Diajukan"), ("submitted",), is_number=True),
    lists.ListColumn("ditarik", gettext_lazy("Ditarik"), ("ended",), is_number=True),
)


@require_safe
@for_role(*OVERSIGHT, sees="registration by agency", of=ALL)
def registration(request, slug):
    """Which agencies hold how many proposals where."""
    edition = get_object_or_404(Edition, slug=slug)
    place = request.GET.get("di", "")
    rows = progress.registration_by_agency(edition, place=place)
    listing = lists.Listing(f"pendaftaran-{edition.slug}", rows, REGISTRATION)
    if file := exports.answered(request, listing):
        return file
    registration = progress.registration(edition)
    proposals = asdict(registration)
    return render(
        request,
        "control_room/registration.html",
        {
            "edition": edition,
            "registration": registration,
            "total": proposals.get(place, sum(proposals.values())),
            "place": place if place in progress.WHERE else "",
            "page": lists.page(request, listing.rows),
            "listing": listing.shown(request),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.MINISTRY_ADMIN,
    fresh=True,
    sees="the close of registration, put forward",
    of=ALL,
    when="until a stage opens or the lot is drawn",
)
def extension(request, slug):
    """Extend registration, with the reason."""
    edition, at = get_object_or_404(Edition, slug=slug), timezone.now()
    if refusal := extension_refusal(edition, edition.stages.all(), office=request.office):
        raise Refused(refusal)
    lost = heartbeat.lost(edition, at=at)
    form = ExtensionForm(
        request.POST if request.method == "POST" else None,
        subject=edition,
        at=at,
        initial=made_good(edition, lost, at) if lost else None,
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        values = form.cleaned_data
        try:
            motions.extend_registration(
                edition,
                values["closes_at"],
                values["reason"],
                seen=stamps.seen(request),
                by=request.office,
                at=at,
            )
        except Stale as stale:
            return extension_overtaken(request, form, stale.current, at)
        messages.success(request, _("Perpanjangan diajukan. Admin kementerian lain perlu menyetujuinya."))
        return redirect("control_room_edition", slug=slug)
    stamp = stamps.drawn(request, edition.closes_at.isoformat())
    context = {"edition": edition, "form": form, "stamp": stamp, "lost_minutes": lost}
    return render(request, "control_room/extension.html", context)


def made_good(edition, minutes, at):
    """An extension by as many minutes as the portal was not there, from now on where the close is past."""
    closes_at = timezone.localtime(max(edition.closes_at, at) + timedelta(minutes=minutes))
    reason = _("Pada hari terakhir pendaftaran portal tidak dapat dibuka selama %(minutes)s menit.")
    return {
        "date": closes_at.strftime("%d/%m/%Y"),
        "time": closes_at.strftime("%H.%M"),
        "reason": reason % {"minutes": minutes},
    }


def extension_overtaken(request, form, edition, at):
    """Somebody else moved the close meanwhile: both moments, and the choice."""
    closes_at = timezone.localtime(edition.closes_at)
    stands = {"date": closes_at.strftime("%d/%m/%Y"), "time": closes_at.strftime("%H.%M"), "reason": ""}
    return stamps.side_by_side(
        request,
        form,
        ExtensionForm(subject=edition, at=at, initial=stands),
        stamp=edition.closes_at.isoformat(),
        title=edition.name,
    )
