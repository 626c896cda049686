"""The administrative selection: the list to check, one dossier beside its checklist, and corrections."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from competitions.models import Stage
from judging import motions, rules
from judging.domain import verification
from judging.domain.verification import Found
from judging.forms.administration import ChecklistForm, CorrectionForm, VerdictFilter
from judging.models import Entrant
from judging.reading import checklist
from judging.reading.desk import apart
from judging.reporting import columns
from judging.views.control import bulk, stage_page
from judging.views.control.bulk import CHECKED
from proposals.domain import dossier


@require_safe
@for_role(*MINISTRY, sees="entrants to check", of=ALL)
def entrants(request, stage_id):
    stage = get_object_or_404(Stage.objects.select_related("edition"), pk=stage_id, kind__in=CHECKED)
    form = VerdictFilter(request.GET)
    found = apart.kept(request.office, stage.edition_id, checklist.rows(stage, **form.chosen), at=timezone.now())
    listing = lists.Listing(stage_page.file_name("pemeriksaan", stage), found.rows, columns.to_check())
    return exports.answered(request, listing) or render(
        request,
        "judging/administration/entrants.html",
        {
            "stage": stage,
            "counts": checklist.counts(stage),
            "hidden": found.hidden,
            "listing": listing.shown(request),
            "filters": stage_page.state_links(request, VerdictFilter.STATES[1:]),
            "buttons": bulk.checklist_buttons(request, stage),
            **lists.shown(request, listing.rows, form),
        },
    )


def the_entrant(stage_id, code):
    """One entrant of an administrative stage with its places, the stage's decision and edition; one query, or 404."""
    return get_object_or_404(
        Entrant.objects.select_related(
            "stage__edition",
            "stage__decision",
            "proposal__edition",
            "proposal__agency__region",
            "proposal__unit",
            "proposal__group",
            "proposal__category",
        ),
        stage=stage_id,
        stage__kind__in=CHECKED,
        proposal__code=code,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY, sees="a dossier and its verdict", of=ALL, when="read always; decided once, while the stage takes marks"
)
def examination(request, stage_id, code):
    """One dossier with its checklist; once decided, with the verdict and its reasons instead."""
    entrant, at = the_entrant(stage_id, code), timezone.now()
    stage, proposal = entrant.stage, entrant.proposal
    history = checklist.verdicts(stage, proposal)
    current = checklist.in_force(history)
    refusal = rules.verdict_refusal(stage, office=request.office, at=at, status=proposal.status, verdict=current)
    # Somebody else was faster: what was typed here is not lost, both are shown.
    is_late = refusal is rules.ALREADY_DECIDED
    if request.method == "POST" and refusal and not is_late:
        raise Refused(refusal)
    findings = checklist.findings(stage, proposal)
    form = ChecklistForm(
        request.POST if request.method == "POST" else None,
        findings=findings,
        openings=checklist.openings(stage, proposal, findings, history),
    )
    if form.is_bound and stamps.came_whole(request, form) and (is_late or not form.errors):
        if is_late and says_the_same(form, history):
            return onward(request, stage, proposal)
        if is_late:
            return overtaken(request, entrant, form)
        try:
            verification.decide(stage, proposal, form.found(), seen=stamps.seen(request), by=request.office, at=at)
        except Stale:
            return overtaken(request, entrant, form)
        messages.success(request, _("Putusan untuk %(code)s disimpan") % {"code": code})
        return onward(request, stage, proposal)
    return shown(request, entrant, "judging/administration/dossier.html", form, history, refusal=refusal)


def says_the_same(form, history):
    """Whether a form asks for what was found already and never corrected: the same press once more."""
    return (
        history[0].corrects_id is None
        and form.is_valid()
        and form.found() == {one.check_row_id: Found(one.is_met, one.note.strip()) for one in form.findings}
    )


def onward(request, stage, proposal):
    """After a verdict: the next undecided dossier if asked for, otherwise this one again; the list at the end."""
    if "next" not in request.POST:
        return redirect("judging:verdict", stage.pk, proposal.code)
    if code := checklist.next_waiting(stage, after=proposal.number):
        return redirect("judging:verdict", stage.pk, code)
    messages.info(request, _("Semua usulan sudah diputuskan"))
    return redirect("judging:administration", stage.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY,
    fresh=True,
    sees="a verdict, put forward for correction",
    of=ALL,
    when="decided, until the decision is proposed",
)
def correction(request, stage_id, code):
    """Put the correction of a verdict before a second person, with the reason."""
    entrant, at = the_entrant(stage_id, code), timezone.now()
    stage, proposal = entrant.stage, entrant.proposal
    history = checklist.verdicts(stage, proposal)
    refusal = rules.correction_refusal(
        stage,
        office=request.office,
        status=proposal.status,
        verdict=checklist.in_force(history),
        decision=getattr(stage, "decision", None),
        reason="-",
    )
    if refusal:
        raise Refused(refusal)
    findings = checklist.findings(stage, proposal)
    form = CorrectionForm(request.POST if request.method == "POST" else None, findings=findings)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            motions.correct(
                stage,
                proposal,
                form.found(),
                form.cleaned_data["reason"],
                seen=stamps.seen(request),
                by=request.office,
                at=at,
            )
        except Stale:
            return overtaken(request, entrant, form)
        messages.success(request, _("Koreksi %(code)s diajukan. Orang lain perlu menyetujuinya.") % {"code": code})
        return redirect("judging:verdict", stage.pk, code)
    return shown(request, entrant, "judging/administration/correction.html", form, history)


def overtaken(request, entrant, form):
    """Somebody else checked this dossier meanwhile: both checklists, and the choice.

    What is chosen against a verdict in force goes on as its correction, which asks for the reason.
    """
    stage, proposal = entrant.stage, entrant.proposal
    findings, history = checklist.findings(stage, proposal), checklist.verdicts(stage, proposal)
    current = checklist.in_force(history)
    return stamps.side_by_side(
        request,
        form,
        type(form)(findings=findings),
        stamp=verification.stamp(findings, current),
        title=proposal.code,
        by=current.decided_by if current else None,
        at=current.decided_at if current else None,
        to=reverse("judging:correction", args=[stage.pk, proposal.code]) if current else "",
    )


def shown(request, entrant, template, form, history, **more):
    """A dossier's page with its checklist."""
    stage = entrant.stage
    return render(
        request,
        template,
        {
            "stage": stage,
            "proposal": entrant.proposal,
            "dossier": dossier.read(entrant.proposal, blind=False),
            "form": form,
            "verdict": checklist.in_force(history),
            "history": history,
            "resemblances": checklist.resemblances(stage, entrant.proposal),
            "mended": checklist.mended(entrant.proposal, history),
            "stamp": stamps.drawn(request, verification.stamp(form.findings, checklist.in_force(history))),
            "unmet": [finding for finding in form.findings if finding.is_met is False],
            "correction_refusal": rules.correction_refusal(
                stage,
                office=request.office,
                status=entrant.proposal.status,
                verdict=checklist.in_force(history),
                decision=getattr(stage, "decision", None),
                reason="-",
            ),
            **more,
        },
    )
