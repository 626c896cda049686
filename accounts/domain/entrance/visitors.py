"""Visitors confirm that a mailbox is theirs: a wish, a letter with a link, and a press on the page behind it.

Opening the link changes nothing, since mail servers open links by themselves. Whether an address was confirmed before
is never asked on the way to the letter: both take the same answer in the same time.
"""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.domain import events, tries
from accounts.domain.correspondence import letters
from accounts.domain.entrance import attempts
from accounts.domain.queue import enqueue
from accounts.models import Attempt, Letter, Visitor
from accounts.models.entrance.visitor import mailbox
from accounts.moments import moment
from accounts.rules import LINK_TOO_OLD, Refused

LETTER = "account.visitor"
SALT = "accounts.visitor"
# What erasing addresses is called among the chores.
ERASING = "visitors.erase"
# How long a link may be followed, and how long an address is kept.
LINK_LIVES = timedelta(days=1)
KEPT = timedelta(days=180)


def ask(address, *, back, visitor, at, language=settings.LANGUAGE_CODE):
    """Send a letter with a link that leads `back` to a page once the address is confirmed.

    `visitor` is the network address that counts; refused when there were too many wishes that nobody confirmed. The
    letter speaks the `language` it was asked for in.
    """
    wish = attempts.begin(Attempt.Kind.VISITOR, mailbox(address), visitor, at=at)
    write(wish, address.strip(), back=back, at=at, language=language)
    enqueue("accounts.send_due_letters")


@transaction.atomic
def write(wish, address, *, back, at, language=settings.LANGUAGE_CODE):
    """Write the letter, unless one for the same mailbox has just been written."""
    lately = Attempt.objects.filter(
        kind=Attempt.Kind.VISITOR, address=wish.address, answered_at__gt=at - attempts.PAUSE
    )
    if not lately.exists():
        key = signing.dumps([address, back], salt=SALT, compress=True)
        url = settings.BASE_URL + reverse("visitor_confirmation", args=[key])
        words = partial(confirming_words, url, at + LINK_LIVES)
        letters.write_to(LETTER, address=address, words=words, about=wish, at=at, language=language)
        wish.answered_at = at
        wish.save(update_fields=["answered_at"])


def confirming_words(url, until):
    """What a visitor is told who is to confirm a mailbox: the link, its end, how long the address is kept."""
    kept = ngettext("%(days)d hari", "%(days)d hari", KEPT.days) % {"days": KEPT.days}
    return {"tautan": url, "berlaku_sampai": moment(until), "lama_disimpan": kept}


def read(key):
    """The address and the way back that a link carries; refused when it is too old or was not written by us."""
    try:
        address, back = signing.loads(key, salt=SALT, max_age=LINK_LIVES)
    except signing.BadSignature as bad:
        raise Refused(LINK_TOO_OLD) from bad
    return address, back


@transaction.atomic
def confirm(address, *, at):
    """Whoever read the letter presses: the mailbox is that of one visitor, from the first time on the same."""
    found, is_new = Visitor.objects.get_or_create(
        mailbox=mailbox(address), defaults={"address": address, "first_at": at, "confirmed_at": at}
    )
    if not is_new:
        Visitor.objects.filter(pk=found.pk).update(confirmed_at=at)
    attempts.forgive_wishes(mailbox(address))
    events.record("visitor.confirmed", on=found, by=None, at=at)
    return found


def erase_old(*, at):
    """Erase every address that was not confirmed for `KEPT`, and the letters to visitors; returns how many.

    What a visitor did stays, without an address.
    """
    return sum(tries.each(ERASING, {"": ""}, lambda _all: erase(at=at), at=at))


def erase(*, at):
    """Part of the transaction that notes it as done."""
    Letter.objects.filter(recipient=None, next_try_at=None, written_at__lt=at - LINK_LIVES).delete()
    old = Visitor.objects.known().filter(confirmed_at__lt=at - KEPT)
    return old.update(address="", mailbox=None, erased_at=at)
