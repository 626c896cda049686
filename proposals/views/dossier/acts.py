"""Acts on the dossier as a whole: checking it, handing it on, sending it in, taking it out."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.stamps import as_shown
from accounts.models import MINISTRY, Motion, Role
from accounts.pages import stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import Refused, Stale
from proposals import motions, rules
from proposals.domain import dossier, lifecycle, likeness, remark_places, remarks, submission, withdrawing
from proposals.domain.catalogue import publication
from proposals.forms.acts import DeclarationForm, DisqualificationForm, NoteForm
from proposals.forms.returning import ReturnForm
from proposals.models import Status
from proposals.reading import besides, foreseen, receipts
from proposals.views.dossier import parts
from proposals.views.dossier.dossiers import WRITING, load, prepared


@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="what a proposal lacks", of=OWN, when=WRITING)
def check(request, code):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.writing_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    standing, outlook = prepared(proposal)
    return render(
        request,
        "proposals/check.html",
        {
            "proposal": proposal,
            "standing": standing,
            "pages": parts.answers(proposal, dossier.read(proposal, blind=False), standing),
            "acts": parts.allowed_acts(proposal, request.office, now),
            "outlook": outlook,
            "alike": likeness.alike(proposal),
            "foreseen": foreseen.of(proposal, at=now),
            "corrected": besides.changed(proposal),
            # The rule that would stop it says so before anybody presses.
            "submission_refusal": rules.submission_refusal(
                proposal,
                office=request.office,
                gap=standing.first_gap,
                cap_left=submission.cap_left(proposal),
                at=now,
            ),
        },
    )


@for_role(Role.UNIT, sees="a proposal, handed over", of="own unit", when="the unit has it, registration is open")
def handover(request, code):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.handover_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    form = Form(request.POST if request.method == "POST" else None)
    if done(request, proposal, form, lambda: lifecycle.hand_over(proposal, by=request.office, at=now)):
        messages.success(request, _("Usulan diserahkan ke admin instansi"))
        return redirect("proposals:show", code)
    standing, outlook = prepared(proposal)
    return question(
        request,
        "proposals/handover.html",
        proposal,
        form,
        standing=standing,
        outlook=outlook,
        alike=likeness.alike(proposal),
    )


def done(request, proposal, form, act):
    """What `act` gave, done on the dossier as its page showed it; None where the form comes back and says why."""
    if not (form.is_bound and stamps.came_whole(request, form)) or form.errors:
        return None
    try:
        with as_shown(proposal, lifecycle.stamp, stamps.seen(request)):
            return act()
    except Stale:
        stamps.overtake(request, form)
        proposal.refresh_from_db()
    return None


def question(request, template, proposal, form, **context):
    """The page that asks before an act, with the stamp of what it shows."""
    stamp = stamps.drawn(request, lifecycle.stamp(proposal))
    context |= {"form": form, "proposal": proposal, "stamp": stamp, "now": arrived(request)}
    return render(request, template, context, status=stamps.status(request))


@for_role(
    Role.AGENCY_ADMIN, sees="a proposal, sent back", of="own agency", when="the agency has it, registration is open"
)
def sending_back(request, code):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.return_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    places = remarks.places(dossier.read(proposal, blind=False), remark_places.beside(proposal))
    form = ReturnForm(request.POST if request.method == "POST" else None, places=places)

    def send_back():
        return lifecycle.send_back(proposal, form.cleaned_data["note"], form.remarks(), by=request.office, at=now)

    if done(request, proposal, form, send_back):
        messages.success(request, _("Usulan dikembalikan ke unit"))
        return redirect("proposals:show", code)
    return question(request, "proposals/return.html", proposal, form)


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
    proposal, now = load(request, code), arrived(request)
    if proposal.status == Status.SUBMITTED:
        # A second press of the button: the receipt says what the first one did.
        return redirect("proposals:receipt", code)
    (standing, outlook), cap_left = prepared(proposal), submission.cap_left(proposal)
    if refusal := rules.submission_refusal(
        proposal, office=request.office, gap=standing.first_gap, cap_left=cap_left, at=now
    ):
        raise Refused(refusal)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if done(
        request,
        proposal,
        form,
        lambda: submission.submit(proposal, declared=form.cleaned_data["is_declared"], by=request.office, at=now),
    ):
        return redirect("proposals:receipt", code)
    if proposal.status == Status.SUBMITTED:
        return redirect("proposals:receipt", code)
    return question(
        request,
        "proposals/submission.html",
        proposal,
        form,
        cap_left=cap_left,
        outlook=outlook,
        alike=likeness.alike(proposal),
    )


@for_role(Role.UNIT, Role.AGENCY_ADMIN, *MINISTRY, sees="the receipt", of=OWN_OR_SUBMITTED, when="it was submitted")
def receipt(request, code):
    proposal = load(request, code)
    given = receipts.of(proposal)
    if not given:
        raise Http404
    context = {
        "proposal": proposal,
        "receipt": given[0],
        "earlier": given[1:],
        "awaited": receipts.awaited(given[0].revision),
        "rows": parts.receipt_rows(proposal, given[0].revision),
        "base_url": settings.BASE_URL,
    }
    return render(request, "proposals/receipt.html", context)


@for_role(
    Role.UNIT,
    Role.AGENCY_ADMIN,
    sees="a proposal, withdrawn",
    of=OWN,
    when="one holds the pen; submitted ones by the agency while registration is open",
)
def withdrawal(request, code):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.withdrawal_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal, way=way_after_the_close(proposal, request.office, now))
    was_sent = proposal.submitted_at is not None
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Mengapa usulan ini ditarik?") if was_sent else _("Mengapa draf ini dibatalkan?"),
        required=False,
    )
    if done(
        request,
        proposal,
        form,
        lambda: lifecycle.withdraw(proposal, form.cleaned_data["note"], by=request.office, at=now),
    ):
        messages.success(request, _("Usulan ditarik") if was_sent else _("Draf dibatalkan"))
        return redirect("proposals:show", code)
    return question(request, "proposals/withdrawal.html", proposal, form)


def way_after_the_close(proposal, office, now):
    """Where a sent dossier can still be asked back, or an empty text."""
    waiting = withdrawing.waiting(proposal)
    if rules.asking_withdrawal_refusal(proposal, waiting=waiting, office=office, at=now):
        return ""
    return reverse("proposals:withdrawal_request", args=[proposal.code])


@for_role(
    *MINISTRY,
    fresh=True,
    sees="a proposal, disqualified",
    of="every submitted",
    when="it is submitted; by two persons once it is announced",
)
def disqualification(request, code):
    proposal, now = load(request, code), arrived(request)
    if refusal := rules.disqualification_refusal(proposal, office=request.office, at=now):
        raise Refused(refusal)
    form = DisqualificationForm(
        request.POST if request.method == "POST" else None,
        label=_("Alasan diskualifikasi"),
        help_text=motions.DISQUALIFY.why,
    )
    is_announced = publication.is_announced(proposal)
    if not is_announced:
        form.ask_for_no_moment()
    given = done(
        request,
        proposal,
        form,
        lambda: motions.disqualify(
            proposal, form.cleaned_data["note"], release_at=form.release_at, by=request.office, at=now
        ),
    )
    if isinstance(given, Motion):
        messages.info(request, _("Diskualifikasi diajukan. Orang kedua perlu menyetujuinya."))
        return redirect("motion", given.pk)
    if given:
        messages.success(request, _("Usulan didiskualifikasi"))
        return redirect("proposals:show", code)
    return question(request, "proposals/disqualification.html", proposal, form, is_announced=is_announced)
