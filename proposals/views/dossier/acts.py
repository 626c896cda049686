"""Acts on the dossier as a whole: checking it, handing it on, sending it in, taking it out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MINISTRY, Role
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import Refused
from proposals import motions, rules
from proposals.domain import completeness, dossier, lifecycle, publication, submission
from proposals.forms.acts import DeclarationForm, NoteForm
from proposals.models import Status
from proposals.views.dossier import parts
from proposals.views.dossier.dossiers import WRITING, load


@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="what a proposal lacks", of=OWN, when=WRITING)
def check(request, code):
    proposal, now = load(request, code), timezone.now()
    if refusal := rules.writing_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    standing = completeness.of(proposal)
    return render(
        request,
        "proposals/check.html",
        {
            "proposal": proposal,
            "standing": standing,
            "pages": parts.answers(proposal, dossier.read(proposal, blind=False), standing),
            "acts": parts.allowed_acts(proposal, request.office, now),
        },
    )


@for_role(Role.UNIT, sees="a proposal, handed over", of="own unit", when="the unit has it, registration is open")
def handover(request, code):
    proposal, now = load(request, code), timezone.now()
    if request.method == "POST":
        lifecycle.hand_over(proposal, by=request.office, at=now)
        messages.success(request, _("Usulan diserahkan ke admin instansi"))
        return redirect("proposals:show", code)
    if refusal := rules.handover_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    standing = completeness.of(proposal)
    return render(request, "proposals/handover.html", {"proposal": proposal, "standing": standing})


@for_role(
    Role.AGENCY_ADMIN, sees="a proposal, sent back", of="own agency", when="the agency has it, registration is open"
)
def sending_back(request, code):
    proposal, now = load(request, code), timezone.now()
    if refusal := rules.return_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Apa yang perlu diperbaiki?"),
        help_text=_("Unit membaca catatan ini di halaman usulan dan lewat surel"),
    )
    if form.is_valid():
        lifecycle.send_back(proposal, form.cleaned_data["note"], by=request.office, at=now)
        messages.success(request, _("Usulan dikembalikan ke unit"))
        return redirect("proposals:show", code)
    return render(request, "proposals/return.html", {"form": form, "proposal": proposal})


@for_role(
    Role.AGENCY_ADMIN,
    sees="a proposal, submitted",
    of="own agency",
    when="complete, a place is left, registration is open",
)
def submitting(request, code):
    try:
        return submission_page(request, code)
    except Refused:
        if load(request, code).status == Status.SUBMITTED:
            # Somebody pressed at the same moment: the receipt says what became of it.
            return redirect("proposals:receipt", code)
        raise


def submission_page(request, code):
    """The last question before a dossier goes to the ministry."""
    proposal, now = load(request, code), timezone.now()
    if proposal.status == Status.SUBMITTED:
        # A second press of the button: the receipt says what the first one did.
        return redirect("proposals:receipt", code)
    standing, cap_left = completeness.of(proposal), submission.cap_left(proposal)
    if refusal := rules.submission_refusal(
        proposal, office=request.office, gap=standing.first_gap, cap_left=cap_left, at=now
    ):
        raise Refused(refusal)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        submission.submit(proposal, declared=form.cleaned_data["is_declared"], by=request.office, at=now)
        return redirect("proposals:receipt", code)
    return render(request, "proposals/submission.html", {"form": form, "proposal": proposal, "cap_left": cap_left})


@for_role(Role.UNIT, Role.AGENCY_ADMIN, *MINISTRY, sees="the receipt", of=OWN_OR_SUBMITTED, when="it was submitted")
def receipt(request, code):
    proposal = load(request, code)
    revision = proposal.revisions.select_related("by__user", "by__unit", "by__agency").order_by("-number").first()
    if revision is None:
        raise Http404
    return render(
        request,
        "proposals/receipt.html",
        {"proposal": proposal, "revision": revision, "rows": parts.receipt_rows(proposal, revision)},
    )


@for_role(
    Role.UNIT,
    Role.AGENCY_ADMIN,
    sees="a proposal, withdrawn",
    of=OWN,
    when="one holds the pen; submitted ones by the agency while registration is open",
)
def withdrawal(request, code):
    proposal, now = load(request, code), timezone.now()
    if refusal := rules.withdrawal_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    was_sent = proposal.submitted_at is not None
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Mengapa usulan ini ditarik?") if was_sent else _("Mengapa draf ini dibatalkan?"),
        required=False,
    )
    if form.is_valid():
        lifecycle.withdraw(proposal, form.cleaned_data["note"], by=request.office, at=now)
        messages.success(request, _("Usulan ditarik") if was_sent else _("Draf dibatalkan"))
        return redirect("proposals:show", code)
    return render(request, "proposals/withdrawal.html", {"form": form, "proposal": proposal})


@for_role(
    *MINISTRY,
    fresh=True,
    sees="a proposal, disqualified",
    of="every submitted",
    when="it is submitted; by two persons once it is announced",
)
def disqualification(request, code):
    proposal, now = load(request, code), timezone.now()
    if refusal := rules.disqualification_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Alasan diskualifikasi"),
        help_text=_("Unit dan admin instansi membaca alasan ini"),
    )
    if form.is_valid():
        motion = motions.disqualify(proposal, form.cleaned_data["note"], by=request.office, at=now)
        if motion:
            messages.info(request, _("Diskualifikasi diajukan. Orang kedua perlu menyetujuinya."))
            return redirect("motion", motion.pk)
        messages.success(request, _("Usulan didiskualifikasi"))
        return redirect("proposals:show", code)
    return render(
        request,
        "proposals/disqualification.html",
        {"form": form, "proposal": proposal, "is_announced": publication.is_announced(proposal)},
    )
