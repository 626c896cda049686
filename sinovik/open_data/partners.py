"""Programs of partners: whose key an address is asked with, and whether it opens what is asked for."""

from collections.abc import Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.partners import keys
from accounts.models import PartnerKey
from accounts.rules import Refusal
from accounts.rules import partners as rules
from sinovik.open_data.datasets import DATASETS, FOR_PARTNERS

# What says who asks, as RFC 6750 has it.
SCHEME = "bearer"
# No key is longer.
LONGEST = 200
AWAY = Refusal("away", _("Data belum dapat dibaca sekarang. Coba lagi beberapa menit lagi."))


class ShutOut(Exception):
    """A key does not open what is asked for: the refusal, and the status that says so to a program."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.key)
        self.refusal = refusal
        self.status = 503 if refusal is AWAY else 401 if refusal in rules.NOT_KNOWN else 403


def shown(request: HttpRequest) -> str:
    """The key that is shown, or "" for what anybody asks."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip()[:LONGEST] if scheme.lower() == SCHEME else ""


def who_asks(request: HttpRequest, noun: str) -> PartnerKey | None:
    """Whose key is shown, where it opens the data set; None for what anybody may read. Raises ShutOut.

    `noun` is "" for what describes the data: there every key that stands is welcome.
    """
    secret, at = shown(request), timezone.now()
    if not secret:
        if noun in FOR_PARTNERS:
            raise ShutOut(rules.KEY_NEEDED)
        return None
    try:
        key = keys.found(secret)
    except (OperationalError, InterfaceError):
        raise ShutOut(AWAY) from None
    refusal = rules.showing_refusal(key, on=timezone.localdate(at))
    if not refusal and noun:
        refusal = reading_refusal(key, noun, request.GET)
    if refusal:
        raise ShutOut(refusal)
    keys.note(key, at=at)
    return key


def reading_refusal(key: PartnerKey, noun: str, asked: Mapping[str, Any]) -> Refusal | None:
    """Why a key that stands does not open a data set as it is asked for; one that there is not is told by its view."""
    dataset = (DATASETS | FOR_PARTNERS).get(noun)
    if dataset is None:
        return None
    return rules.reading_refusal(
        key.reads, key.editions, noun, asked.get("edisi", ""), is_by_edition=dataset.is_by_edition
    )
