"""A judge with a tie leaves the dossier."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import JUDGES
from accounts.pages.doors import for_role
from judging.circle import giving_out
from judging.forms.desk import InterestForm
from judging.reading.desk import desk
from judging.views.desk.doors import ASSIGNED, covered_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a tie, declared", of=ASSIGNED, when="once; its dossiers close for good")
def interest(request, slug, position, code):
    assignment = covered_or_404(request, slug, position, code)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        giving_out.recuse(assignment, said["reason"], kind=said["kind"], by=request.office, at=timezone.now())
        messages.success(
            request, _("Benturan kepentingan dicatat. Usulan %(code)s tidak lagi menjadi tugas Anda.") % {"code": code}
        )
        return redirect("judging:desk")
    return render(
        request,
        "judging/interests/interest.html",
        {"form": form, "assignment": assignment, "proposal": desk.cover_of(assignment)},
    )
