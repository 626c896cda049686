"""Who may decide on an agency's wish to join, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Application, Membership, Role
from accounts.rules.refusals import Refusal

NOT_THE_SECRETARIAT = Refusal("not_the_secretariat", _("Permohonan instansi diputuskan oleh sekretariat."))
ALREADY_DECIDED = Refusal("application_already_decided", _("Permohonan ini sudah diputuskan."))


def deciding_refusal(application: Application, *, office: Membership) -> Refusal | None:
    """Why this office may not accept or decline an application."""
    if office.role != Role.SECRETARY:
        return NOT_THE_SECRETARIAT
    return None if application.state == Application.State.WAITING else ALREADY_DECIDED
