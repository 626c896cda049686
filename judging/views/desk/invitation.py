"""A judge reads an invitation and answers it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import JUDGES
from accounts.models.asked_often import asked_often
from accounts.pages import exports, lists
from accounts.pages.doors import for_role
from accounts.rules import Refused
from judging import rules
from judging.domain.judges import inviting
from judging.forms.panels import AnswerForm
from judging.models import Invitation
from judging.reporting import own_columns

INVITED = "own invitation"


def own(request):
    """The invitations of the signed-in judge, those that wait first."""
    return invitations_of(request.user.pk)


def invitations_of(judge):
    """The same by the judge's number."""
    found = Invitation.objects.filter(judge=judge).select_related("stage__edition")
    return found.order_by("withdrawn_at", "answer", "reply_by", "pk")


shown = asked_often(invitations_of)


@require_safe
@for_role(*JUDGES, sees="own invitations", of=INVITED)
def listed(request):
    listing = lists.Listing("undangan", own(request), own_columns.INVITATIONS)
    return exports.answered(request, listing) or render(
        request, "judging/invitations/list.html", {"invitations": shown(request.user.pk), "today": timezone.localdate()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="an invitation and its answer", of=INVITED, when="answered until one is seated")
def answer(request, pk):
    found = get_object_or_404(own(request), pk=pk)
    refusal = rules.answering_refusal(found, office=request.office, is_seated=inviting.is_seated(found))
    if request.method == "POST" and refusal:
        raise Refused(refusal)
    initial = {"answer": found.answer, "reason": "" if found.is_on_paper else found.reason}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        accepts = form.cleaned_data["answer"] == Invitation.Answer.ACCEPTED
        try:
            inviting.answer(found, accepts, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(
                request,
                _("Jawaban Anda tercatat: bersedia.") if accepts else _("Jawaban Anda tercatat: tidak bersedia."),
            )
            return redirect("judging:invitations")
    return render(
        request, "judging/invitations/invitation.html", {"invitation": found, "form": form, "refusal": refusal}
    )
