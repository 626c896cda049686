"""Holders of heads: named, written to by the clock, ended by themselves or by the ministry.

What a holder keeps is what makes a head worth anything: nobody of this house can take it back. So a holder whom the
ministry ends is told, with the last head.
"""

from functools import partial

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.domain.queue import enqueue
from accounts.domain.trail import growing
from accounts.models import Event, HeadHolder
from accounts.moments import moment
from accounts.rules import LINK_NOT_OURS, Refused, refuse
from accounts.rules import trail as rules

SALT = "accounts.head_holder"
LETTER, ENDED = "head.sent", "head.ended"


@transaction.atomic
def name(person, house, address, rhythm, *, by, at):
    """Have a person of another house written to from now on; returns the HeadHolder. Raises Refused."""
    address = address.strip()
    refuse(
        rules.naming_refusal(is_named=HeadHolder.objects.standing().filter(address__iexact=address).exists(), office=by)
    )
    try:
        # Two who name the same at the same moment both saw nobody: the table takes one.
        with transaction.atomic():
            holder = HeadHolder.objects.create(
                name=" ".join(person.split()),
                house=" ".join(house.split()),
                address=address,
                rhythm=rhythm,
                named_at=at,
                named_by=by,
            )
    except IntegrityError as twice:
        raise Refused(rules.HOLDS_ALREADY) from twice
    events.record("holder.named", on=holder, by=by, at=at, house=holder.house, rhythm=holder.rhythm)
    return holder


@transaction.atomic
def end(holder, *, page, by, at):
    """The ministry writes to a holder no more, and tells the holder so. Raises Refused.

    `page` is where heads are checked.
    """
    holder = HeadHolder.objects.locked(holder.pk)
    refuse(rules.holder_ending_refusal(holder, office=by))
    if head := growing.keep_head(at=at):
        letters.write_to(ENDED, address=holder.address, words=partial(told, holder, head, page), about=holder, at=at)
        enqueue("accounts.send_due_letters")
    return ended(holder, by=by, at=at)


@transaction.atomic
def leave(holder, *, at):
    """The holder wants no more letters; said before, nothing happens."""
    holder = HeadHolder.objects.locked(holder.pk)
    return holder if holder.ended_at else ended(holder, by=None, at=at)


def ended(holder, *, by, at):
    """Part of the transaction that ends a locked holder."""
    holder.ended_at, holder.ended_by = at, by
    holder.save(update_fields=["ended_at", "ended_by"])
    events.record("holder.ended", on=holder, by=by, at=at, house=holder.house, is_own_wish=by is None)
    return holder


@transaction.atomic
def tell_due(*, publications, page, at):
    """Write the head of now to every holder whose time has come; returns how many. Safe to run twice.

    Due is who was never written to, whose rhythm has come round, or since whose last letter an act of one of the names
    in `publications` was done. `page` is where heads are checked.
    """
    holders = HeadHolder.objects.standing().select_for_update(of=("self",), no_key=True).order_by("pk")
    due = [one for one in holders if is_due(one, publications, at=at)]
    head = growing.keep_head(at=at) if due else None
    if head is None:
        return 0
    for holder in due:
        letters.write_to(LETTER, address=holder.address, words=partial(words, holder, head, page), about=holder, at=at)
        holder.told_at, holder.told_size = at, head.size
        holder.save(update_fields=["told_at", "told_size"])
    enqueue("accounts.send_due_letters")
    events.record("heads.sent", on=head, by=None, at=at, letters=len(due), head=str(head))
    return len(due)


def is_due(holder, publications, *, at):
    """Whether a holder is to be written to."""
    if holder.told_at is None or at >= holder.told_at + holder.pause:
        return True
    return Event.objects.filter(number__gt=holder.told_size, name__in=publications).exists()


def words(holder, head, page):
    """What a letter to a holder tells: the head, and how the letters end."""
    return told(holder, head, page) | {"tautan": settings.BASE_URL + reverse("letters_of_heads", args=[key_of(holder)])}


def told(holder, head, page):
    """The head in both forms, and where it is checked."""
    return {
        "pemegang": holder.name,
        "saat": moment(head.at),
        "jumlah": str(head.size),
        "sidik": str(head),
        "sidik_peristiwa": f"{head.size}:{head.head}",
        "periksa": settings.BASE_URL + page,
    }


def key_of(holder):
    """What the link in a letter carries; good for ever, as letters are kept long."""
    return signing.Signer(salt=SALT).sign_object(holder.pk)


def read(key):
    """The holder of a link; refused when it was not written by us."""
    try:
        pk = signing.Signer(salt=SALT).unsign_object(key)
    except signing.BadSignature as bad:
        raise Refused(LINK_NOT_OURS) from bad
    return HeadHolder.objects.get(pk=pk)
