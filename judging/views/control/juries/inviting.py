"""Asking judges of the register to serve in a stage, and noting who agreed by a letter."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import CONTROL
from accounts.pages import lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, refuse
from judging import rules
from judging.domain.judges import inviting
from judging.forms.panels import InviteForm, PaperForm
from judging.forms.register import RegisterFilter
from judging.models import Invitation
from judging.reading import candidates, register
from judging.views.control.stage import the_stage

DAYS_TO_ANSWER = timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="judges, invited to a stage", of=ALL, when="announced, until the stage has closed")
def invitation(request, slug, position):
    """Choose from the register; what was chosen is shown with what it means before anybody is written to."""
    stage, _earlier = the_stage(slug, position)
    today = timezone.localdate()
    refuse(rules.inviting_refusal(stage, office=request.office, on=today))
    everybody = register.with_entries(candidates.to_invite(stage, on=today))
    context = {"stage": stage, "today": today}
    if request.method == "POST":
        form = InviteForm(request.POST, candidates=everybody)
        if form.is_valid() and request.POST.get("langkah") == "kirim" and sent(request, stage, form):
            return redirect("judging:panel", slug=slug, position=position)
        if form.is_valid():
            chosen = [one for one in everybody if one.pk in form.cleaned_data["judges"]]
            context |= {"form": form, "asked": candidates.consequences(stage, chosen, on=today)}
            return render(request, "judging/panels/invitation_check.html", context)
    else:
        form = InviteForm(candidates=everybody, initial={"reply_by": today + DAYS_TO_ANSWER})
    narrowing = RegisterFilter(request.GET, fields=register.fields_known(), provinces=register.provinces())
    found = everybody
    if narrowing.is_narrowing:
        found = register.with_entries(
            register.narrowed(candidates.to_invite(stage, on=today), today, **narrowing.chosen)
        )
    context |= {"form": form, "filter_form": narrowing, "clear_url": lists.cleared(request, narrowing)}
    # Who was ticked stays ticked, also beside another filter.
    chosen = {str(pk) for pk in (form["judges"].value() or [])}
    rows = [{"judge": one, "is_chosen": str(one.pk) in chosen} for one in found]
    return render(request, "judging/panels/invitation.html", {**context, "rows": rows})


def sent(request, stage, form):
    """Invite who was chosen; where that is refused, the form says why."""
    try:
        invited = inviting.invite_all(
            stage,
            inviting.people(form.cleaned_data["judges"]),
            reply_by=form.cleaned_data["reply_by"],
            by=request.office,
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.refusal.sentence)
        return False
    count = ngettext("%(count)d orang diundang", "%(count)d orang diundang", len(invited)) % {"count": len(invited)}
    messages.success(request, count)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a judge's consent by letter, noted", of=ALL, when="announced, until the stage has closed")
def consent(request, slug, position):
    """Note that somebody agreed on paper; who then may be seated."""
    stage, _earlier = the_stage(slug, position)
    today = timezone.localdate()
    refuse(rules.inviting_refusal(stage, office=request.office, on=today))
    people = candidates.to_note(stage, on=today)
    form = PaperForm(request.POST if request.method == "POST" else None, candidates=people)
    if form.is_valid():
        person = inviting.people([form.cleaned_data["judge"]]).get()
        inviting.agreed_on_paper(stage, person, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("%(name)s bersedia menurut surat") % {"name": person.told_apart})
        return redirect("judging:panel", slug=slug, position=position)
    return render(request, "judging/panels/consent.html", {"stage": stage, "form": form})


@require_POST
@for_role(*CONTROL, sees="an invitation, taken back", of=ALL, when="until its judge is seated")
def withdrawal(request, pk):
    found = get_object_or_404(Invitation.objects.select_related("stage__edition", "judge"), pk=pk)
    inviting.withdraw(found, by=request.office, at=timezone.now())
    messages.success(request, _("Undangan %(name)s ditarik") % {"name": found.judge.told_apart})
    return redirect("judging:panel", slug=found.stage.edition.slug, position=found.stage.position)
