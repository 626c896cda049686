"""Keys and addresses of partners as pages show them, and what the trail says of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.domain.partners import keys
from accounts.models import Happening, Hook, HookTry, PartnerKey
from accounts.reading.waiting import Counted

ACTS = {
    "partner_key.given": _("Kunci mitra diberikan kepada %(partner)s, sampai sebelum %(until)s"),
    "partner_key.revoked": _("Kunci mitra %(partner)s dicabut"),
    "hook.made": _("Alamat kabar %(partner)s ditambahkan: %(url)s"),
    "hook.paused": _("Kabar ke %(partner)s terhenti karena tidak diterima"),
    "hook.resumed": _("Kabar ke %(partner)s dilanjutkan"),
    "hook.ended": _("Alamat kabar %(partner)s diakhiri"),
    "hook.tested": _("Kabar percobaan dikirim ke %(partner)s"),
    "hook.sent_again": _("Kabar dikirim lagi ke %(partner)s"),
}
KINDS = {"accounts.partnerkey": _("kunci mitra"), "accounts.hook": _("alamat kabar")}
# How the address of the list asks for paused ones alone.
PAUSED = "status=terhenti"
# So many messages to an address its page shows.
LOGGED = 50


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


def hooks(*, only_paused=False):
    """Every address that is or was told, those told now first, or the paused ones alone, with what each is told."""
    found = Hook.objects.paused() if only_paused else Hook.objects.all()
    found = found.order_by(F("ended_at").desc(nulls_first=True), "-made_at", "-pk")
    return [{"hook": one, "kinds": kinds_of(one)} for one in found]


def kinds_of(hook):
    """What an address is told of, in words."""
    return [Happening(kind).label for kind in hook.kinds]


def log(hook):
    """The latest messages to an address, each with its tries, the latest first; two queries."""
    tries = Prefetch("attempts", HookTry.objects.order_by("-at", "-pk"))
    return hook.messages.order_by("-written_at", "-pk").prefetch_related(tries)[:LOGGED]


def paused(_office, _at):
    """One line of the home page when nobody took what a partner was told."""
    return [
        Counted(
            gettext("Kabar ke mitra yang terhenti"), Hook.objects.paused(), "paused_at", f"{reverse('hooks')}?{PAUSED}"
        )
    ]
