"""The judge's own work: one stage at a time, in reading order, and the way to what comes next."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import JUDGES
from accounts.pages import exports, lists
from accounts.pages.doors import for_role
from judging import stages
from judging.domain.hearings import sessions
from judging.forms.desk import STATES, VISITS, DeskFilter
from judging.reading import waiting
from judging.reading.desk import desk, in_pages, rereadings
from judging.reporting import desk_columns, own_columns
from judging.views.control import stage_page
from judging.views.desk.doors import ASSIGNED


@require_safe
@for_role(*JUDGES, sees="own work", of=ASSIGNED)
def overview(request):
    now = timezone.now()
    everywhere, unsigned, again = rereadings.overview(request.user, now)
    held = [stage for stage in everywhere if stage.has_signed]
    asked = request.GET.get("tahap", "")
    chosen = next((stage for stage in held if waiting.key(stage) == asked), held[0] if held else None)
    for stage in everywhere:
        if waiting.key(stage) == asked:
            desk.opened(stage, stage.edition.slug)
    if asked and (chosen is None or waiting.key(chosen) != asked):
        raise Http404
    context = {"again": again, "stages": [line(stage, now, is_chosen=stage == chosen) for stage in held], "now": now}
    context["unsigned"] = unsigned
    if chosen:
        told = line(chosen, now, is_chosen=True)
        form, listing = work(request, chosen, told)
        if file := exports.answered(request, listing):
            return file
        context |= {"stage": chosen, "chosen": told}
        context |= lists.shown(request, DRAWN[shown_as(chosen)](chosen, request.user, form, listing), form)
        context["listing"] = listing.shown(request)
    return render(request, "judging/desk/desk.html", context)


@require_safe
@for_role(*JUDGES, sees="the next unfinished dossier", of=ASSIGNED)
def going_on(request, slug, position):
    """On to the next dossier that is not finished."""
    after = request.GET.get("setelah", "").replace("\0", "")
    found = desk.next_unfinished(slug, position, request.user, at=timezone.now(), after=after)
    if found is None:
        messages.info(request, _("Semua lembar nilai yang sudah dapat Anda isi sudah dikunci."))
        return redirect("judging:desk")
    return redirect("judging:scorecard", slug, position, found.code)


def line(stage, now, *, is_chosen):
    """A stage as the desk names it: how far it is, and whether anything can be done in it."""
    kind = stages.of(stage)
    return {
        "stage": stage,
        "key": waiting.key(stage),
        "is_chosen": is_chosen,
        "is_running": stage.takes_marks(now),
        "state": _("Di luar jadwal") if stage.is_open else capfirst(stage.state.label),
        "is_counted": kind.WORK is not None,
        "is_scored": stage.needs.is_scored,
        "list": TEMPLATES[shown_as(stage)],
        "is_calibrated": stage.arranged.is_calibrated,
        "is_discussed": stage.arranged.is_discussed,
        "has_sessions": sessions.COLUMN in kind.COLUMNS,
        "done": stage.n_done,
        "total": stage.n_held,
        "left": stage.n_held - stage.n_done,
        "pace": desk.pace_of(stage, now) if kind.WORK else None,
    }


def shown_as(stage):
    """How the desk lists what a judge holds in a stage: "visits" or "dossiers"."""
    work = stages.of(stage).WORK
    return work.desk if work else "dossiers"


def work(request, stage, told):
    """What narrows the list of the chosen stage, and the list."""
    return LISTS[shown_as(stage)](request, stage, told)


def visits(request, stage, told):
    """The judge's visits in the order of their days."""
    return narrowed(request, stage, desk.visits_in(stage, request.user), VISITS, own_columns.VISITS)


def visits_drawn(_stage, _user, _form, listing):
    """The visits as the page draws them."""
    return listing.rows


def dossiers(request, stage, told):
    """The judge's dossiers in reading order, narrowed as asked."""
    columns = desk_columns.of_dossiers(stage, is_scored=told["is_scored"], has_sessions=told["has_sessions"])
    states = STATES if stage.needs.is_scored else {}
    # A page of the whole list asks a question of its own.
    held = SimpleLazyObject(lambda: desk.work_in(stage, request.user))
    return narrowed(request, stage, held, states, columns)


def dossiers_drawn(stage, user, form, listing):
    """The dossiers as the page draws them, by their facts."""
    whole = in_pages.WorkInPages(stage, user)
    return in_pages.in_facts(listing.rows, stage.is_blind) if form.is_narrowing or not whole else whole


def narrowed(request, stage, pieces, states, columns):
    """The pieces of work asked for, as a list."""
    form = DeskFilter(request.GET, stage=waiting.key(stage), states=states)
    return form, lists.Listing(stage_page.file_name("tugas", stage), form.applied_to(pieces), columns)


LISTS = {"visits": visits, "dossiers": dossiers}
DRAWN = {"visits": visits_drawn, "dossiers": dossiers_drawn}
TEMPLATES = {"visits": "judging/desk/visits.html", "dossiers": "judging/desk/dossiers.html"}
