"""Who may say what the public reads of an innovation, and why not."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from proposals.models import Proposal
from proposals.models.public_page import PublicFacts
from proposals.rules.refusals import ENDED
from proposals.rules.writing import holder_refusal

PRIVATE_CONTACT = Refusal(
    "private_contact", _("Tulis kontak kantor. Yang ini sama dengan kontak pribadi inovator, dan tidak ditampilkan.")
)
FREE_MAILBOX = Refusal(
    "free_mailbox",
    _("Tulis alamat surel dinas kantor, misalnya organisasi@contoh.go.id, bukan kotak surel gratis seperti Gmail."),
)
# Where anybody gets a mailbox: its address says nothing of an office, and leaves with the person who opened it.
FREE_PROVIDERS = (
    *("aol", "gmail", "gmx", "googlemail", "hotmail", "icloud", "live", "mail", "me", "msn", "outlook", "plasa"),
    *("proton", "protonmail", "rocketmail", "tutanota", "yahoo", "yandex", "ymail", "zohomail"),
)
# What stands behind such a name where it belongs to the provider: "yahoo.co.id", never "mail.contoh.go.id".
OPEN_ENDINGS = ("co.id", "co.uk", "com", "com.sg", "de", "fr", "id", "me", "net", "org", "ru")
# Several numbers may stand in one box, side by side; what is shorter than a number is a part of one.
BESIDE = re.compile(r"[/,;]")
FEWEST_DIGITS = 6
NO_EVIDENCE = Refusal("no_such_evidence", _("Pilih bukti yang ada dalam usulan ini."))


def telling_refusal(proposal: Proposal, *, is_agreed: bool | None, office: Membership) -> Refusal | None:
    """Why `office` may not say what the public reads; None if it may, at any time: nobody judges by it.

    `is_agreed` is the consent that stands: of what has left the contest it can still be taken back.
    """
    if refusal := holder_refusal(proposal, office):
        return refusal
    return None if is_agreed else ENDED.get(proposal.status)


def contact_refusal(told: PublicFacts, *, phone: str, email: str) -> Refusal | None:
    """Why this is no contact of an office: it is the one of the innovator, whose `phone` and `email` nobody reads,
    or a mailbox that anybody gets.
    """
    is_private = is_same_phone(told.office_phone, phone) or is_same_email(told.office_email, email)
    if is_private:
        return PRIVATE_CONTACT
    return FREE_MAILBOX if is_free_mailbox(told.office_email) else None


def is_free_mailbox(email: str) -> bool:
    """Whether an address is one of a provider that gives a mailbox to everybody."""
    provider, _dot, ending = email.rpartition("@")[2].casefold().rstrip(".").partition(".")
    return provider in FREE_PROVIDERS and ending in OPEN_ENDINGS


def is_same_phone(one: str, other: str) -> bool:
    """Whether one of the numbers in either box rings the same telephone, however they are written."""
    return bool(numbers(one) & numbers(other))


def is_same_email(one: str, other: str) -> bool:
    """Whether two addresses are one mailbox."""
    return bool(one) and one.casefold() == other.casefold()


def numbers(phone: str) -> set[str]:
    """The numbers that stand in one box, as they are dialled at home."""
    found = {digits(piece) for piece in BESIDE.split(phone)}
    return {one for one in found if len(one) >= FEWEST_DIGITS} or {digits(phone)} - {""}


def digits(phone: str) -> str:
    """A number as it is dialled at home."""
    dialled = "".join(sign for sign in phone if sign.isdigit())
    return dialled.removeprefix("62").removeprefix("0")
