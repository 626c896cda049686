"""One stage in the control room: where it stands, who holds it, what may be done next."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.stamps import as_shown
from accounts.models import CONTROL, OVERSIGHT, Role
from accounts.pages import exports, kept_text, lists, live, stamps
from accounts.pages.doors import ALL, for_role, require_fresh, without_shut
from accounts.reading import between_acts, seconding
from accounts.rules import Refused, Stale
from competitions.models import Stage
from judging import rules
from judging.circle import opening
from judging.domain.panel import composing
from judging.forms.deliberation import EntrantFilter
from judging.reading import drawing, entrants, phases, progress, readiness, under_way, workload
from judging.reading.desk import apart
from judging.reading.visits import visit_preview
from judging.reporting import choices, columns, sentences
from judging.views.control import bulk, stage_page, stage_places
from judging.views.control.acts import ACTS

# What the boxes for a reason of its own answer, by their names.
UNSAID = {
    rules.OVERRIDE_MISSING: "override",
    rules.LIST_DEPARTS: "override",
    rules.NOT_ON_RECORD: "without_quorum",
    rules.NOT_QUORATE: "without_quorum",
}


def the_stage(slug, position):
    """The counted stage at an address and whether every earlier stage is over; one query, or 404."""
    stage = progress.at_address(slug, int(position))
    if stage is None:
        raise Http404
    return stage, stage.earlier_are_over


def the_stage_alone(slug, position):
    """The stage at an address without its counts, for pages that show none; one query, or 404."""
    return get_object_or_404(progress.uncounted(Stage.objects.all()), edition__slug=slug, position=position)


@require_safe
@for_role(*OVERSIGHT, sees="a stage", of=ALL)
def stage(request, slug, position):
    at = timezone.now()
    stage, earlier_are_over = the_stage(slug, position)
    position = phases.of(stage, earlier_are_over=earlier_are_over)
    going_on = under_way.of_stage(stage)
    shown = live.mark(stage_page.mark(stage, position), going_on)
    if nothing_new := live.unchanged(request, shown):
        return nothing_new
    refusals = phases.refusals(stage, office=request.office, at=at, earlier_are_over=earlier_are_over)
    possible, refused = stage_page.others(stage, position, refusals, role=request.office.role)
    loads = workload.of_judges([stage], at=at)[stage.pk]
    is_narrowed = request.GET.get("penilai") == stage_page.AT_RISK
    at_risk = [load for load in loads if load.is_at_risk]
    promised = workload.of_stage(stage, at=at)
    return render(
        request,
        "judging/stages/stage.html",
        {
            "stage": stage,
            "position": position,
            "at": at,
            "steps": stage_page.steps(stage, position),
            "primary": stage_page.primary(stage, position, refusals, request),
            "possible": possible,
            "refused": refused,
            "numbers": without_shut(request, stage_page.numbers(stage)),
            "places": stage_places.places(stage, request),
            "loads": at_risk if is_narrowed else loads,
            "is_narrowed": is_narrowed,
            "at_risk": len(at_risk),
            "nudge_url": stage_page.nudge(stage, request) if at_risk else "",
            "promised": promised,
            "ours_url": stage_page.nudge_of_ours(stage, promised, request),
            "computation": progress.computation(stage),
            "step": sentences.step_of(stage),
            "failure": sentences.failure_of(stage),
            "may_compute": request.office.role == Role.MINISTRY_ADMIN,
            "decision": progress.decision(stage),
            "readiness": stage_page.with_open_ways(
                request, readiness.of(stage, at=at, earlier_are_over=earlier_are_over), stage, refusals
            ),
            **going_on.living(shown, is_running=progress.is_running(stage)),
            "moved": seconding.about(stage) if under_way.is_moved(stage) else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="an act on a stage", of=ALL, when={noun: rules.CIRCLE[noun].when for noun in ACTS})
def act(request, slug, position, noun):
    """Any act of the circle: GET says what it will do, POST does it."""
    at, kind = timezone.now(), ACTS[noun]
    if kind.is_fresh:
        require_fresh(request)
    stage, earlier_are_over = the_stage(slug, position)
    refusals = phases.refusals(stage, office=request.office, at=at, earlier_are_over=earlier_are_over)
    page = {"stage": stage, "kind": kind, "noun": noun}
    if refusal := refusals[noun]:
        page |= {"texts": kept_text.texts(request), "sentences": [refusal.sentence]}
        page |= ways_out(stage, refusal, refusals, request)
        return render(request, "judging/stages/refused.html", page, status=403)
    data = request.POST if request.method == "POST" else None
    form = kept_text.read_as(request, kind.form(data, subject=stage, at=at))
    # Computing again has no page of its own: it reads what was frozen.
    if form.is_valid() and (not kind.asks or stamps.came_whole(request, form)):
        try:
            with as_shown(stage, partial(kind.stamp, at=at), stamps.seen(request) if kind.asks else None):
                kind.perform(stage, form.cleaned_data, by=request.office, at=at)
        except Stale:
            stamps.overtake(request, form)
            stage, _earlier = the_stage(slug, position)
            page["stage"] = stage
        except Refused as refused:
            box = UNSAID.get(refused.refusal)
            if box not in form.fields:
                page |= {"texts": kept_text.texts(request), "sentences": refused.sentences, "is_unchanged": True}
                page |= ways_out(stage, refused.refusal, refusals, request)
                return render(request, "judging/stages/refused.html", page, status=409)
            form.add_error(box, str(refused.refusal.sentence))
        else:
            messages.success(request, kind.done)
            return redirect("judging:stage", slug=slug, position=position)
    page |= {"form": form, "stamp": stamps.drawn(request, kind.stamp(stage, at=at)), **details(stage, noun, at=at)}
    return render(request, kind.template, page, status=stamps.status(request))


def ways_out(stage, refusal, refusals, request):
    """Where what stands in the way of an act is put right, and what is missing."""
    return {
        "ways": stage_page.ways_out(stage, refusal, refusals, request),
        "gaps": readiness.to_fill(stage) if refusal == rules.WORK_MISSING else [],
    }


def details(stage, noun, *, at):
    """What a page shows beside the question: what is missing before a close, the decision before its steps."""
    decision = progress.decision(stage)
    if noun == "pembukaan":
        return {"reach": {"entering": opening.proposals_entering(stage).count(), "planned": stage.opens_at}}
    if noun == "pembagian":
        return {
            "reach": {"entrants": stage.n_entrants, "judges": stage.n_judges, "gaps": stage.has_work and stage.n_gaps},
            "preview": drawing.preview(stage, at=at),
            "visits": visit_preview.preview(stage, at=at),
        }
    if noun == "penutupan":
        return {"missing": readiness.to_fill(stage)}
    if noun in ("pengajuan-keputusan", "pengumuman") and decision:
        return {
            "decision": decision,
            "balances": composing.balances(stage, decision),
            "departures": choices.departures(decision),
        }
    return {}


@require_safe
@for_role(*OVERSIGHT, sees="entrants of a stage", of=ALL)
def entering(request, slug, position):
    """Who stands in a stage and how much of its work is done; never a mark."""
    stage = the_stage_alone(slug, position)
    groups = list(stage.edition.groups.order_by("position"))
    states = entrants.states(stage)
    form = EntrantFilter(request.GET, groups=groups, states=states)
    found = apart.kept(request.office, stage.edition_id, entrants.rows(stage, **form.chosen), at=timezone.now())
    listing = lists.Listing(stage_page.file_name("peserta", stage), found.rows, columns.of_entrants(stage))
    if file := exports.answered(request, listing):
        return file
    # How far the work is on thousands of them is added up once, and stands until somebody acts.
    asked = ("entrants", stage.pk, request.office.user_id, timezone.localdate(), *sorted(form.chosen.items()))
    count = between_acts.while_nobody_acts(asked, listing.rows.count)
    return render(
        request,
        "judging/stages/entrants.html",
        {
            "stage": stage,
            "hidden": found.hidden,
            "listing": listing.shown(request),
            "filters": stage_page.state_links(request, states),
            "buttons": bulk.entrant_buttons(request, stage),
            **lists.shown(request, listing.rows, form, count=count),
        },
    )
