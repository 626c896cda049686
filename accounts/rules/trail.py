"""Who names and ends holders of the trail's heads, and when there is a head to prove an event by."""

from django.utils.translation import gettext_lazy as _

from accounts.models import HeadHolder, Membership, Role
from accounts.rules.refusals import ADMIN_ONLY, Refusal

HOLDS_ALREADY = Refusal("holds_heads_already", _("Alamat ini sudah menerima sidik riwayat."))
HOLDER_ENDED = Refusal("holder_ended", _("Pemegang ini tidak disurati lagi."))


def naming_refusal(*, is_named: bool, office: Membership) -> Refusal | None:
    """Why nobody may be named a holder. `is_named`: the address is one of a holder who is still written to."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return HOLDS_ALREADY if is_named else None


def holder_ending_refusal(holder: HeadHolder, *, office: Membership) -> Refusal | None:
    """Why a holder may not be ended."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return HOLDER_ENDED if holder.ended_at else None


HEAD_AWAITED = Refusal(
    "head_awaited",
    _("Sidik riwayat yang memuat peristiwa ini belum diterbitkan. Sidik diterbitkan setiap malam; buktinya ada besok."),
)
