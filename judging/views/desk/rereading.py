"""A dossier of the quality sample, read anew by an outsider: dossier and card, marked once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import JUDGES
from accounts.pages import kept_text
from accounts.pages.doors import for_role
from accounts.rules import Refused
from judging import rules
from judging.domain.desk import rereading as outside
from judging.forms.desk import InterestForm
from judging.forms.scorecard import ScorecardForm
from judging.reading.desk import desk, rereadings
from judging.views.desk import cover
from judging.views.desk.card import given, parts
from judging.views.desk.doors import ASSIGNED
from proposals.domain import dossier


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
    if form.is_valid():
        outside.sign(found, form.marks(), remark=form.general_remark(), by=request.office, at=timezone.now())
        messages.success(request, _("Pembacaan ulang %(code)s dikunci.") % {"code": found.code})
        return redirect("judging:rereading", pk)
    shown = dossier.read(desk.proposal_of(found), blind=found.stage.is_blind)
    return render(
        request,
        "judging/scorecards/rereading.html",
        {
            "rereading": found,
            "stage": found.stage,
            "proposal": desk.proposal_of(found),
            "dossier": shown,
            "chapters": {chapter.key for chapter in shown.chapters},
            "parts": list(parts(shown)),
            "file_prefix": reverse("judging:rereading", args=[pk]) + "lampiran/",
            "form": form,
            "levels": found.levels,
            "given": given(form, found.levels) if found.signed_at else [],
        },
    )


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
@for_role(*JUDGES, sees="a file of a dossier of the quality sample", of=ASSIGNED, when="no tie, said before its cover")
def attachment(request, pk, file_pk):
    found = rereading_or_404(request, pk)
    file = get_object_or_404(desk.attachments_of(found), pk=file_pk)
    return keeping.response(
        file.clean, filename=dossier.name_of(file, blind=found.stage.is_blind), content_type=file.content_type
    )


def rereading_or_404(request, pk):
    """The judge's own reading; 404 where there is none, or a tie closes it.

    Refused, with the way to its cover, where the judge has not said yet that there is no tie.
    """
    found = covered_or_404(request, pk)
    if refusal := rules.cover_refusal(found):
        raise Refused(refusal, way=reverse("judging:rereading", args=[pk]))
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


def form_of(found, data=None):
    """The card as a form; every criterion is to be marked."""
    criteria = sorted(found.stage.rubric.criteria.all(), key=lambda one: one.position)
    return ScorecardForm(
        data,
        criteria=criteria,
        levels=found.levels,
        marks=rereadings.marks_of(found, criteria),
        remark=found.remark,
        lock=True,
        reasons=found.stage.arranged.asks_reasons,
    )
