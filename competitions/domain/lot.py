"""Drawing an edition's lot so that nobody can have chosen it.

Before registration closes the portal makes a random secret and publishes its SHA-256, with the name of a public
number that will only exist afterwards. At the close the secret is revealed; two people then type the public number,
each from a source of their own. The seed is the SHA-256 of secret, number and edition, fixed for ever.
"""

import hashlib
import re
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.domain import events, tries
from accounts.models import Membership
from accounts.rules import Refused
from competitions import rules
from competitions.models import Edition, Lot

# Known to everybody, kept by many, made by a whole market, and unknown until the exchange closes on that day.
SOURCE = "Nilai penutupan Indeks Harga Saham Gabungan (IHSG) pada hari bursa pertama sesudah pendaftaran ditutup"
# What revealing a secret is called among the chores.
REVEALING = "lot.reveal"
NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,9})[.,](?P<hundredths>\d{2})")


@transaction.atomic
def commit(edition: Edition, *, secret: str | None = None, by: Membership, at: datetime) -> Lot:
    """Make a secret and publish its hash. Refused once registration has closed.

    Only an example, which must come out the same again, may bring a `secret` of 64 hexadecimal digits.
    """
    if refusal := rules.committing_refusal(edition, brings_secret=secret is not None, by=by, at=at):
        raise Refused(refusal)
    return _promised(edition, secret or secrets.token_hex(32), by=by, at=at)


@transaction.atomic
def renew(edition: Edition, *, by: Membership, at: datetime) -> None:
    """After registration was opened again: a secret that is known already is replaced by a new one.

    Nothing happens while the secret is still one.
    """
    known = Lot.objects.current().select_for_update().filter(edition=edition, revealed_at__isnull=False).first()
    if known is None:
        return
    known.replaced_at = at
    known.save(update_fields=["replaced_at"])
    _promised(edition, secrets.token_hex(32), by=by, at=at)


def _promised(edition, secret, *, by, at):
    lot = Lot.objects.create(
        edition=edition,
        secret=secret,
        commitment=hashed(secret),
        source=SOURCE,
        committed_at=at,
        committed_by=by,
    )
    events.record(
        "edition.lot_committed", on=edition, by=by, at=at, commitment=lot.commitment, public_number=lot.source
    )
    return lot


def reveal_due(*, at: datetime) -> int:
    """Reveal the secret of every edition whose registration has closed; returns how many. Safe to run twice."""
    rows = Lot.objects.current().filter(revealed_at=None, edition__closes_at__lte=at).order_by("pk")
    due = {str(lot.pk): lot.edition.name for lot in rows.select_related("edition")}
    # Registration may have been opened again, or a person who typed the number opened the secret.
    tries.drop(REVEALING, besides=due)
    return sum(tries.each(REVEALING, due, lambda pk: reveal(pk, at=at), at=at))


@transaction.atomic
def reveal(pk: int | str, *, at: datetime) -> bool:
    """Make one secret public; False where another did so meanwhile or registration is open again."""
    # The edition first, as every act on a lot: registration may be opened again at this moment.
    Edition.objects.select_for_update(of=("self",)).filter(lots=pk).first()
    lot = Lot.objects.current().select_for_update(of=("self",)).select_related("edition").filter(pk=pk).first()
    if lot is None or lot.revealed_at or at < lot.edition.closes_at:
        return False
    lot.revealed_at = at
    lot.save(update_fields=["revealed_at"])
    events.record("edition.lot_revealed", on=lot.edition, by=None, at=at, secret=lot.secret)
    return True


@transaction.atomic
def enter(
    edition: Edition, value: str, day: date, found_at: str, reason: str = "", *, by: Membership, at: datetime
) -> Lot:
    """Type the public number of `day` as it was found in the source `found_at`; returns the lot.

    `reason` says why the exchange was closed on the expected day, where `day` is a later one; it is shown to everybody.

    The first to type waits for a second person, and may type again until then. When the second types the same number
    and day, the seed is fixed. Refused while registration is open, for a number that existed before its close, for a
    later day without a reason, and, with nothing kept, where the second person's differs.
    """
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    lot = Lot.objects.current().filter(edition=edition).first()
    if refusal := rules.typing_refusal(edition, lot, by=by, at=at):
        raise Refused(refusal)
    number = canonical(value)
    refusal = rules.value_refusal(
        edition,
        value=number,
        day=day,
        reason=reason,
        found_at=found_at,
        expected=expected_day(edition),
        today=timezone.localdate(at, timezone.get_default_timezone()),
    )
    if refusal:
        raise Refused(refusal)
    # On the expected day there is nothing to explain.
    explained = "" if day == expected_day(edition) else reason.strip()
    if not lot.revealed_at:
        reveal(lot.pk, at=at)
        lot.refresh_from_db(fields=["revealed_at"])
    if lot.first_at is None or lot.first_person_id == by.user_id:
        return _first(lot, number, day, found_at.strip(), explained, by=by, at=at)
    if (number, day) != (lot.value, lot.day):
        raise Refused(rules.VALUES_DIFFER)
    return _second(lot, edition, found_at.strip(), explained, by=by, at=at)


def _first(lot, number, day, found_at, reason, *, by, at):
    """Keep what the first person typed. The trail does not repeat it: the second is to find it alone."""
    lot.value, lot.day, lot.first_found_at, lot.first_reason = number, day, found_at, reason
    lot.first_at, lot.first_by, lot.first_person = at, by, by.user
    lot.save(update_fields=["value", "day", "first_found_at", "first_reason", "first_at", "first_by", "first_person"])
    events.record("edition.lot_typed", on=lot.edition, by=by, at=at)
    return lot


def _second(lot, edition, found_at, reason, *, by, at):
    """Fix the seed."""
    lot.second_found_at, lot.second_reason = found_at, reason
    lot.second_at, lot.second_by, lot.second_person = at, by, by.user
    lot.save(update_fields=["second_found_at", "second_reason", "second_at", "second_by", "second_person"])
    edition.lot_seed = hashed(mixed(lot.secret, lot.value, edition.slug))
    edition.save(update_fields=["lot_seed"])
    events.record(
        "edition.lot_drawn",
        on=edition,
        by=by,
        at=at,
        value=lot.value,
        day=lot.day.isoformat(),
        sources=[lot.first_found_at, lot.second_found_at],
        reasons=[lot.first_reason, lot.second_reason],
        seed=edition.lot_seed,
    )
    lot.edition = edition
    return lot


def mixed(secret: str, value: str, slug: str) -> str:
    """The text whose SHA-256 is the seed."""
    return f"{secret}|{value}|{slug}"


def hashed(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: str) -> str | None:
    """A number with two decimals as it enters the seed: "7.234,56" becomes "7234.56"; None for anything else."""
    found = NUMBER.fullmatch(value.strip())
    return f"{int(found['whole'].replace('.', ''))}.{found['hundredths']}" if found else None


def expected_day(edition: Edition) -> date:
    """The first weekday after registration closed: where the exchange is closed that day, the next it is open."""
    day = edition.last_day + timedelta(days=1)
    while not rules.is_weekday(day):
        day += timedelta(days=1)
    return day
