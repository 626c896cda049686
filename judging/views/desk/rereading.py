"""A dossier of the quality sample, read anew by an outsider: dossier and card, marked once."""

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import JUDGES, Reading
from accounts.pages import kept_text, stamps, typing
from accounts.pages.doors import for_role
from accounts.rules import Refused, Stale
from accounts.views import readings
from judging import rules
from judging.domain.desk import rereading as outside
from judging.forms.desk import InterestForm
from judging.forms.scorecard import ScorecardForm
from judging.reading.desk import beside_cards, desk, rereadings
from judging.views.desk import cover, evidence
from judging.views.desk.card import answers_to, given, parts
from judging.views.desk.doors import ASSIGNED
from proposals.domain import dossier

UNCOVERED = "no tie, said before its cover"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *JUDGES,
    sees="a dossier of the quality sample, marked anew",
    of=ASSIGNED,
    when="no tie, said before its cover; marked once",
)
def rereading(request, pk):
    found = covered_or_404(request, pk)
    if rules.cover_refusal(found) and request.method != "POST":
        return cover.page(
            request,
            found,
            clearance=reverse("judging:rereading-clearance", args=[pk]),
            interest=reverse("judging:rereading-interest", args=[pk]),
        )
    found = rereading_or_404(request, pk)
    form = kept_text.read_as(request, form_of(found, request.POST if request.method == "POST" else None))
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            outside.sign(
                found,
                form.marks(),
                remark=form.general_remark(),
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale as stale:
            theirs = form_of(with_levels(stale.current))
            return stamps.side_by_side(
                request, form, theirs, stamp=outside.stamp(stale.current), title=found.code, dropped=("langkah",)
            )
        messages.success(request, _("Pembacaan ulang %(code)s dikunci.") % {"code": found.code})
        return redirect("judging:rereading", pk)
    readings.note(request, Reading.Kind.DOSSIER, ("proposals.proposal", found.proposal_id), found.code)
    proposal = desk.proposal_of(found, is_read=True)
    shown = dossier.read(proposal, blind=found.stage.is_blind)
    reports = beside_cards.reports_of(found.stage.pk, request.user.pk, found.proposal_id)
    return render(
        request,
        "judging/scorecards/rereading.html",
        {
            "rereading": found,
            "stage": found.stage,
            "proposal": proposal,
            "dossier": shown,
            "chapters": {chapter.key for chapter in shown.chapters},
            "parts": list(parts(shown)),
            "file_prefix": reverse("judging:rereading", args=[pk]) + "lampiran/",
            "form": form,
            "reported": {one["file"] for one in reports},
            "answers": answers_to(reports, shown),
            "stamp": stamps.drawn(request, outside.stamp(found)),
            "n_marked": sum(line.points.value() not in (None, "") for line in form.lines),
            "uses_keys": beside_cards.works_with_keys(request.user.pk),
            "given": given(form, found.levels) if found.signed_at else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a reading of the quality sample, kept while it is filled in", of=ASSIGNED, when=UNCOVERED)
@typing.small_door
def typed(request, pk):
    found = rereading_or_404(request, pk)
    form = form_of(found, request.POST, lock=False)
    if not stamps.came_whole(request, form) or form.errors:
        raise typing.NotTaken(error for errors in form.errors.values() for error in errors)
    kept = outside.keep(
        found,
        form.marks(),
        remark=form.general_remark(),
        seen=stamps.seen(request),
        by=request.office,
        at=timezone.now(),
    )
    return typing.Kept(outside.stamp(kept), kept.saved_at)


@require_POST
@for_role(*JUDGES, sees="a dossier of the quality sample, opened under its cover", of=ASSIGNED, when="no tie")
def clearance(request, pk):
    outside.clear(covered_or_404(request, pk), by=request.office, at=timezone.now())
    return redirect("judging:rereading", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a tie to a dossier of the quality sample, declared", of=ASSIGNED, when="once, not marked yet")
def interest(request, pk):
    found = covered_or_404(request, pk)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        outside.recuse(found, said["reason"], kind=said["kind"], by=request.office, at=timezone.now())
        messages.success(
            request, _("Benturan kepentingan dicatat. Usulan %(code)s kembali ke sekretariat.") % {"code": found.code}
        )
        return redirect("judging:desk")
    return render(
        request,
        "judging/interests/rereading.html",
        {"form": form, "rereading": found, "proposal": desk.cover_of(found)},
    )


@require_safe
@for_role(*JUDGES, sees="a file of a dossier of the quality sample", of=ASSIGNED, when=UNCOVERED)
def attachment(request, pk, file_pk):
    found, file = file_or_404(request, pk, file_pk)
    evidence.noted(request, found, file)
    look = reverse("judging:rereading-evidence", args=[pk, file_pk])
    return evidence.as_file(file, blind=found.stage.is_blind, look=look)


@require_safe
@for_role(*JUDGES, sees="a file of the quality sample, as pictures", of=ASSIGNED, when=UNCOVERED)
@xframe_options_sameorigin
@csp_replace(evidence.FRAME)
def look(request, pk, file_pk):
    found, file = file_or_404(request, pk, file_pk)
    evidence.noted(request, found, file)
    return evidence.as_pictures(request, file, blind=found.stage.is_blind)


@require_safe
@for_role(*JUDGES, sees="one page of a file of the quality sample, as a picture", of=ASSIGNED, when=UNCOVERED)
def look_page(request, pk, file_pk, number):
    found, file = file_or_404(request, pk, file_pk)
    evidence.noted(request, found, file)
    return evidence.as_picture(file, number, blind=found.stage.is_blind)


@require_POST
@for_role(*JUDGES, sees="a file of the quality sample that does not open, reported", of=ASSIGNED, when=UNCOVERED)
def report(request, pk, file_pk):
    found, file = file_or_404(request, pk, file_pk)
    outside.report(found, file, by=request.office, at=timezone.now())
    messages.success(request, evidence.REPORTED)
    return redirect("judging:rereading", pk)


def file_or_404(request, pk, file_pk):
    """The judge's own reading, and a file of its dossier."""
    found = rereading_or_404(request, pk)
    return found, get_object_or_404(desk.attachments_of(found), pk=file_pk)


def rereading_or_404(request, pk):
    """The judge's own reading; 404 where there is none, or a tie closes it.

    Refused, with the way to its cover, where the judge has not said yet that there is no tie.
    """
    found = covered_or_404(request, pk)
    if refusal := rules.cover_refusal(found):
        raise Refused(refusal, way=reverse("judging:rereading", args=[pk]))
    return with_levels(found)


def with_levels(found):
    """The reading with the scale of its rubric."""
    found.levels = rereadings.levels(found.stage.rubric)
    return found


def covered_or_404(request, pk):
    """The same, its pact signed, its dossier perhaps still under its cover."""
    found = rereadings.held_by(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    found = desk.opened(found, found.stage.edition.slug)
    found.code = found.proposal.code
    return found


def form_of(found, data=None, *, lock=True):
    """The card as a form; to be signed, every criterion is to be marked."""
    criteria = sorted(found.stage.rubric.criteria.all(), key=lambda one: one.position)
    return ScorecardForm(
        data,
        criteria=criteria,
        levels=found.levels,
        marks=rereadings.marks_of(found, criteria),
        remark=found.remark,
        lock=lock,
        reasons=found.stage.arranged.asks_reasons,
    )
