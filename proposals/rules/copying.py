"""Who may begin a new draft with what an own earlier dossier says, and why not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from competitions.models import Edition
from proposals.models import Proposal, Status
from proposals.rules.refusals import DISQUALIFIED
from proposals.rules.writing import NOT_YOURS, holder_refusal

STILL_HERE = Refusal(
    "still_here", _("Usulan ini masih ada dalam edisi yang sama. Lanjutkan usulan itu; salinannya akan jadi duplikat.")
)


def copying_refusal(source: Proposal, edition: Edition, *, office: Membership) -> Refusal | None:
    """Why `office` may not copy a dossier into an edition; who would write the new one may.

    Whether the edition takes proposals, its beginning says.
    """
    if refusal := holder_refusal(source, office):
        return refusal
    if source.unit_id != office.unit_id:
        return NOT_YOURS
    if source.edition_id != edition.pk:
        return None
    if source.status == Status.DISQUALIFIED:
        return DISQUALIFIED
    return None if source.status == Status.WITHDRAWN else STILL_HERE
