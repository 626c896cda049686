"""The home of a sent dossier that came back to be mended."""

from django.shortcuts import render

from accounts.models import Role
from proposals import rules
from proposals.domain import completeness, dossier, mending
from proposals.views.dossier import parts


def page(request, proposal, context):
    """Why, what is open, until when."""
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
