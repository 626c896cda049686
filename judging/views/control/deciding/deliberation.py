"""The plenary's table: what the machine proposes, what people decide, and whether the rules are kept."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import CONTROL, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from competitions.domain import composition
from judging import rules
from judging.circle import deliberation
from judging.domain.panel import composing, passing
from judging.forms.deliberation import ChoiceForm, ListingForm, StageFilter
from judging.models import Choice, Standing
from judging.reading import progress
from judging.reading.desk import apart
from judging.reporting import choices, columns, standings
from judging.views.control import stage_page
from judging.views.control.stage import the_stage_alone


def decided(slug, position):
    """The stage at an address and its decision; refused before anything was computed."""
    stage = the_stage_alone(slug, position)
    decision = progress.decision(stage)
    if decision is None:
        raise Refused(rules.NOT_COMPUTED)
    return stage, decision


@require_safe
@for_role(*OVERSIGHT, sees="a decision", of=ALL, when="computed")
def table(request, slug, position):
    stage, decision = decided(slug, position)
    special = list(stage.award_names.exclude(places=None).order_by("position"))
    states = [*choices.STATES, *([choices.HONOURS] if special else [])]
    groups = composition.groups_with_places(stage)
    form = StageFilter(request.GET, groups=groups, states=states)
    names = {award.key: award.name for award in special}
    refusal = rules.deliberation_refusal(decision, office=request.office)
    listing = lists.Listing(
        stage_page.file_name("keputusan", stage),
        apart.marked(request.office, choices.rows(decision, **form.chosen), at=timezone.now()),
        columns.of_choices(stage, names, may_decide=refusal is None),
    )
    if file := exports.answered(request, listing):
        return file
    drawn, asked = listing.shown(request), passing.asked_in(stage)
    going = composing.going_on(decision)
    return render(
        request,
        "judging/deliberation/table.html",
        {
            "stage": stage,
            "decision": decision,
            "next": stage_page.decision_steps(stage, decision, office=request.office),
            "balances": composing.balances(stage, decision, going=going, groups=groups),
            "passings": standings.passings(asked),
            "below": passing.below_going_on(stage, decision, asked=asked),
            "may_list": not rules.listing_refusal(
                decision, office=request.office, notes=progress.computation(stage).notes
            ),
            "honours": choices.honours(going, special),
            "listing": drawn,
            "filters": stage_page.state_links(request, states),
            **lists.shown(request, listing.rows, form, columns=drawn.columns),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="both lists of a provisional result", of=ALL, when="computed, until the decision is proposed")
def listing(request, slug, position):
    """Decide which list of a provisional result counts."""
    stage, decision = decided(slug, position)
    if refusal := rules.listing_refusal(decision, office=request.office, notes=progress.computation(stage).notes):
        raise Refused(refusal)
    initial = {"listing": decision.listing, "reason": decision.listing_reason}
    form = ListingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            deliberation.count_by(
                stage,
                form.cleaned_data["listing"],
                form.cleaned_data["reason"],
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale:
            stamps.overtake(request, form)
            decision.refresh_from_db()
        else:
            messages.success(request, _("Daftar yang berlaku diputuskan"))
            return redirect("judging:deliberation", slug=slug, position=position)
    return render(
        request,
        "judging/deliberation/listing.html",
        {
            "stage": stage,
            "form": form,
            "notes": standings.notes(stage),
            "stamp": stamps.drawn(request, decision.stamp()),
        },
        status=stamps.status(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a choice of a decision", of=ALL, when="computed, until the decision is proposed")
def choice(request, slug, position, code):
    """Decide one proposal."""
    stage, decision = decided(slug, position)
    chosen = get_object_or_404(
        Choice.objects.select_related("proposal__agency", "proposal__group", "proposal__category"),
        decision=decision,
        proposal__code=code,
    )
    refusal = rules.deliberation_refusal(decision, office=request.office)
    if refusal := refusal or rules.LEFT_THE_CONTEST.get(chosen.proposal.status):
        raise Refused(refusal)
    awards = list(stage.award_names.exclude(places=None).order_by("position"))
    form = form_of(chosen, awards, request.POST if request.method == "POST" else None)
    try:
        is_decided = (
            form.is_bound
            and stamps.came_whole(request, form)
            and not form.errors
            and decide(request, stage, chosen, form)
        )
    except Stale:
        chosen.refresh_from_db(fields=["goes_on", "reason", "honours"])
        # The same press once more has nothing to choose.
        is_decided = says_the_same(form, chosen)
        if not is_decided:
            return overtaken(request, chosen, awards, form)
    if is_decided:
        messages.success(request, _("Keputusan untuk %(code)s disimpan") % {"code": code})
        return redirect("judging:deliberation", slug=slug, position=position)
    return render(
        request,
        "judging/deliberation/choice.html",
        {
            "stage": stage,
            "choice": chosen,
            "by_means": decision.goes_by_means,
            "form": form,
            "below": passing.below(stage, [chosen.proposal_id]),
            "standing": Standing.objects.unsealed().filter(stage=stage, proposal=chosen.proposal_id).first(),
            "stamp": stamps.drawn(request, deliberation.stamp(chosen)),
        },
    )


def form_of(chosen, awards, data=None):
    """A choice as a form, with what is decided."""
    initial = {"goes_on": str(int(chosen.goes_on)), "reason": chosen.reason, "honours": chosen.honours}
    return ChoiceForm(data, choice=chosen, awards=awards, initial=initial)


def says_the_same(form, chosen):
    """Whether a form asks for what is decided already."""
    asked = form.cleaned_data
    return [asked["goes_on"], asked["reason"], sorted(asked.get("honours", chosen.honours))] == chosen.says


def overtaken(request, chosen, awards, form):
    """Somebody else decided this proposal meanwhile: both choices, to choose between."""
    return stamps.side_by_side(
        request, form, form_of(chosen, awards), stamp=deliberation.stamp(chosen), title=chosen.proposal.title
    )


def decide(request, stage, chosen, form):
    """Do what the form says, all or nothing; a refusal by the places becomes an error of the form."""
    at, values = timezone.now(), form.cleaned_data
    try:
        with transaction.atomic():
            made = deliberation.choose(
                stage,
                chosen.proposal,
                goes_on=values["goes_on"],
                reason=values["reason"],
                seen=stamps.seen(request),
                by=request.office,
                at=at,
            )
            if "honours" in values and values["goes_on"] and sorted(values["honours"]) != made.honours:
                seen = deliberation.stamp(made)
                deliberation.honour(stage, chosen.proposal, values["honours"], seen=seen, by=request.office, at=at)
    except Refused as refused:
        form.add_error("honours" if "honours" in form.fields else None, str(refused.refusal))
        return False
    return True
