"""The ministry's people are held to their ties at the door, whichever page or act it is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import MINISTRY, Motion
from accounts.pages import above
from accounts.pages.doors import ALL, for_role
from judging.domain.judges import held_apart
from judging.forms.desk import InterestForm
from judging.models import Award, Objection, UnopenedFile, Visit
from proposals.models import CheckIn, Proposal, Replication

# Addresses that name something of a proposal by its key.
BY_KEY = {
    "judging:objection": Objection,
    "judging:objection-assignment": Objection,
    "judging:objection-answer": Objection,
    "judging:objection-evidence": Objection,
    "judging:unopened-answer": UnopenedFile,
    "judging:revocation": Award,
    "judging:photo": Visit,
    "judging:visit-file": Visit,
    **dict.fromkeys(
        (
            "proposals:replication",
            "proposals:replication_agreement",
            "proposals:replication_declining",
            "proposals:replication_dropping",
            "proposals:replication_certification",
            "proposals:replication_evidence",
            "proposals:replication_certificate",
        ),
        Replication,
    ),
    **dict.fromkeys(("proposals:check_in", "proposals:check_in_evidence"), CheckIn),
}


def ask(request, named):
    """Refuse somebody who comes for the ministry to a proposal that ties them; every door for roles asks this."""
    if request.office.role not in MINISTRY:
        return
    if "code" in named:
        held_apart.refuse_under(request.office, named["code"], at=timezone.now())
        return
    match = request.resolver_match
    if about := concerned(match.view_name if match else "", named):
        held_apart.refuse_behind(request.office, *about, at=timezone.now())


def concerned(view, named):
    """What of a proposal an address is about, as its model and its key; None where it is about none."""
    if view in BY_KEY:
        return BY_KEY[view], named["pk"]
    if view.startswith("motion") and "pk" in named:
        about = Motion.objects.filter(pk=named["pk"]).values_list("subject_type", "subject_id").first()
        if about and about[0] in held_apart.BY_NAME:
            return held_apart.BY_NAME[about[0]], about[1]
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a tie to a proposal, declared by people of the ministry", of=ALL, when="once, for good")
def declaration(request, code):
    proposal = get_object_or_404(Proposal, code=code)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        held_apart.declare(proposal, said["reason"], kind=said["kind"], by=request.office, at=timezone.now())
        messages.success(request, _("Hubungan Anda dengan %(code)s dicatat. Orang lain menanganinya.") % {"code": code})
        return redirect(above.address("home"))
    return render(request, "judging/interests/staff.html", {"form": form, "proposal": proposal})
