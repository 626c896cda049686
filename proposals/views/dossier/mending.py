"""A sent dossier that came back to be mended: its page, and the page on which it is handed in again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.pages.arrival import arrived
from accounts.pages.doors import for_role
from accounts.rules import refuse
from proposals import rules
from proposals.domain import completeness, dossier, mending
from proposals.forms.acts import DeclarationForm
from proposals.views.dossier import acts, dossiers, parts


def page(request, proposal, context):
    """The home of a dossier that is being mended: why, what is open, until when."""
    standing = completeness.of(proposal)
    opened = mending.opened(standing, proposal.mending_parts)
    is_over = context["now"] >= proposal.mending_until
    return render(
        request,
        "proposals/mending/page.html",
        {
            **context,
            "mending": mending.running(proposal),
            "is_over": is_over,
            "tasks": parts.task_rows(proposal, opened),
            "is_admin": request.office.role == Role.AGENCY_ADMIN,
            "handing_in_refusal": rules.handing_in_refusal(
                proposal, office=request.office, gap=standing.first_gap, at=context["now"]
            ),
            "dossier": dossier.read(proposal, blind=False),
        },
    )


@for_role(
    Role.AGENCY_ADMIN,
    sees="a mended proposal, handed in again",
    of="own agency",
    when="it came back to be mended, complete, before the time is over",
)
def handing_in(request, code):
    proposal, now = dossiers.load(request, code), arrived(request)
    gap = completeness.of(proposal).first_gap if proposal.is_mended else None
    refuse(rules.handing_in_refusal(proposal, office=request.office, gap=gap, at=now))
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if acts.done(
        request,
        proposal,
        form,
        lambda: mending.hand_in(proposal, declared=form.cleaned_data["is_declared"], by=request.office, at=now),
    ):
        messages.success(request, _("Perbaikan diserahkan. Usulan diperiksa lagi."))
        return redirect("proposals:receipt", code)
    return acts.question(
        request, "proposals/mending/handing_in.html", proposal, form, mending=mending.running(proposal)
    )
