"""A sent dossier is asked back after registration closed: asking, taking the request back, answering it."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MINISTRY, Motion, Role
from accounts.pages.doors import for_role
from accounts.rules import refuse
from proposals import motions, rules
from proposals.domain import withdrawing
from proposals.domain.catalogue import publication
from proposals.forms.acts import NoteForm, WithdrawalAnswerForm
from proposals.views.dossier.acts import done, question
from proposals.views.dossier.dossiers import load


@for_role(
    Role.AGENCY_ADMIN,
    sees="a request to withdraw a proposal",
    of="own agency",
    when="it is submitted, registration is closed",
)
def asking(request, code):
    proposal, now = load(request, code), timezone.now()
    waiting = withdrawing.waiting(proposal)
    refuse(rules.asking_withdrawal_refusal(proposal, waiting=waiting, office=request.office, at=now))
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Mengapa usulan ini perlu ditarik?"),
        help_text=motions.LET_GO.why,
    )
    if done(
        request,
        proposal,
        form,
        lambda: withdrawing.ask(proposal, form.cleaned_data["note"], by=request.office, at=now),
    ):
        messages.success(request, _("Permintaan penarikan dikirim ke kementerian"))
        return redirect("proposals:show", code)
    is_announced = publication.is_announced(proposal)
    return question(request, "proposals/withdrawal_request.html", proposal, form, is_announced=is_announced)


@for_role(
    Role.AGENCY_ADMIN,
    sees="a request to withdraw a proposal, taken back",
    of="own agency",
    when="it waits for an answer",
)
def dropping(request, code):
    proposal, now = load(request, code), timezone.now()
    waiting = withdrawing.waiting(proposal)
    refuse(rules.dropping_withdrawal_refusal(proposal, waiting=waiting, office=request.office))
    form = Form(request.POST if request.method == "POST" else None)
    if done(request, proposal, form, lambda: withdrawing.drop(proposal, by=request.office, at=now)):
        messages.success(request, _("Permintaan penarikan dibatalkan"))
        return redirect("proposals:show", code)
    return question(request, "proposals/withdrawal_dropping.html", proposal, form, asked=withdrawing.last(proposal))


@for_role(
    *MINISTRY,
    fresh=True,
    sees="a request to withdraw a proposal, answered",
    of="every submitted",
    when="it waits for an answer; granted by two persons once the proposal is announced",
)
def answer(request, code):
    proposal, now = load(request, code), timezone.now()
    waiting = withdrawing.waiting(proposal)
    refuse(rules.answering_withdrawal_refusal(proposal, waiting=waiting, office=request.office))
    form = WithdrawalAnswerForm(request.POST if request.method == "POST" else None)
    is_announced = publication.is_announced(proposal)
    if not is_announced:
        form.ask_for_no_moment()
    given = done(request, proposal, form, lambda: answered(proposal, form, by=request.office, at=now))
    if isinstance(given, Motion):
        messages.info(request, _("Penarikan diajukan. Orang kedua perlu menyetujuinya."))
        return redirect("motion", given.pk)
    if given:
        messages.success(
            request, _("Usulan ditarik") if form.is_granted else _("Permintaan penarikan tidak dikabulkan")
        )
        return redirect("proposals:show", code)
    context = {"asked": withdrawing.last(proposal), "is_announced": is_announced}
    return question(request, "proposals/withdrawal_answer.html", proposal, form, **context)


def answered(proposal, form, *, by, at):
    """The request granted, at once or before a second person, or declined with its reason."""
    if form.is_granted:
        return motions.let_go(proposal, release_at=form.release_at, by=by, at=at)
    return withdrawing.decline(proposal, form.cleaned_data["note"], by=by, at=at)
