"""When certificates may be ordered, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions.models import Stage
from judging.models import Award
from judging.rules.refusals import NO_AWARDS

NOT_PUBLISHED = Refusal("not_published", _("Umumkan hasil tahap ini dahulu."))
AWARD_ENDED = Refusal("award_ended", _("Penghargaan ini dicabut, jadi sertifikatnya tidak dapat diunduh lagi."))
ALREADY_REVOKED = Refusal("already_revoked", _("Penghargaan ini sudah dicabut."))
NO_PDF = Refusal("no_pdf", _("Pencetakan PDF tidak aktif di server ini. Pasang Pango, lalu jalankan lagi."))


def certificates_refusal(stage: Stage, *, office: Membership, has_awards: bool, can_render: bool) -> Refusal | None:
    """Why the certificates of a stage may not be ordered."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.published_at:
        return NOT_PUBLISHED
    if not has_awards:
        return NO_AWARDS
    return None if can_render else NO_PDF


def revoking_refusal(award: Award, *, office: Membership) -> Refusal | None:
    """Why an award may not be revoked by itself."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    return ALREADY_REVOKED if award.is_over else None
