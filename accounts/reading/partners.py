"""Keys of partners as pages show them, and what the trail says of them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.domain.partners import keys
from accounts.models import PartnerKey

ACTS = {
    "partner_key.given": _("Kunci mitra diberikan kepada %(partner)s, sampai sebelum %(until)s"),
    "partner_key.revoked": _("Kunci mitra %(partner)s dicabut"),
}
KINDS = {"accounts.partnerkey": _("kunci mitra")}


@dataclass(frozen=True)
class KeyLine:
    """A key with how it stands: "standing", "over" or "revoked", and when it was used last, where that is known."""

    key: PartnerKey
    state: str
    used_at: datetime | None


def listed(*, on):
    """Every key, the latest first, as it stands on a day; one query, and the cache is asked once."""
    found = list(PartnerKey.objects.select_related("given_by__user", "revoked_by__user").latest_first())
    used = keys.last_uses(found)
    return [KeyLine(one, state(one, on=on), used.get(one.pk)) for one in found]


def state(key, *, on):
    """How a key stands on a day."""
    if key.revoked_at:
        return "revoked"
    return "over" if key.is_over(on) else "standing"
