"""Counting what goes wrong at the door: per address and visitor closely, per each of them alone loosely.

A stranger can then use up only the stranger's own tries, not those of the address's owner; and an office behind one
network address is not one visitor too many. Right passwords are not counted at all. Wishes for a link are not limited
by their address: whoever owns it gets a letter, though never many (`links`).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, Q

from accounts.models import Attempt, SignIn
from accounts.rules import TOO_MANY_ATTEMPTS, Refused


@dataclass(frozen=True)
class TryLimit:
    """How many tries within a time: from one visitor at one address, from one visitor, at one address (None: any)."""

    together: int
    by_visitor: int
    at_address: int | None
    within: timedelta


LIMITS = {
    Attempt.Kind.SIGN_IN: TryLimit(together=5, by_visitor=60, at_address=200, within=timedelta(minutes=10)),
    # Whoever tries these knows the password. Six digits, three of them right at a time: 20 a day guess one in 40 years.
    Attempt.Kind.CODE: TryLimit(together=5, by_visitor=60, at_address=20, within=timedelta(days=1)),
    Attempt.Kind.LINK: TryLimit(together=5, by_visitor=60, at_address=None, within=timedelta(hours=1)),
    # Each keeps a file of a stranger.
    Attempt.Kind.APPLICATION: TryLimit(together=3, by_visitor=10, at_address=5, within=timedelta(hours=12)),
    # By mailbox, confirmed: a whole office may speak behind one network address, a flood may not.
    Attempt.Kind.OBJECTION: TryLimit(together=10, by_visitor=200, at_address=10, within=timedelta(hours=1)),
    Attempt.Kind.INQUIRY: TryLimit(together=10, by_visitor=100, at_address=10, within=timedelta(days=1)),
    # A stranger's PDF is opened in a process of its own, beside the uploads of agencies.
    Attempt.Kind.FILE: TryLimit(together=20, by_visitor=20, at_address=None, within=timedelta(minutes=10)),
    # By mailbox; those that are confirmed leave none.
    Attempt.Kind.VISITOR: TryLimit(together=3, by_visitor=60, at_address=None, within=timedelta(hours=1)),
}
# A mailbox gets no second letter with a link sooner, whoever asks.
PAUSE = timedelta(minutes=5)
KEPT = timedelta(days=1)
# Key of the advisory lock under which a try is noted and counted.
COUNTING = 5146071997


@transaction.atomic
def begin(kind, address, visitor, *, at):
    """Note one more try before its outcome is known, so that tries at the same moment count each other.

    Refused when there were too many; the refused ones count no further, so that waiting helps. Call it outside of other
    transactions: others see the try once its transaction has ended, and wait for that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
    address = address.strip().lower()[:254]
    Attempt.objects.filter(at__lt=at - KEPT).delete()
    attempt = Attempt.objects.create(kind=kind, address=address, visitor=visitor, at=at)
    limit = LIMITS[kind]
    here, there = Q(visitor=visitor), Q(address=address)
    made = Attempt.objects.filter(here | there, kind=kind, at__gt=at - limit.within).aggregate(
        together=Count("pk", filter=here & there),
        by_visitor=Count("pk", filter=here),
        at_address=Count("pk", filter=there),
    )
    is_known = bool(visitor)
    is_far_too_many = (is_known and made["by_visitor"] > limit.by_visitor) or (
        limit.at_address is not None and made["at_address"] > limit.at_address
    )
    if made["together"] > limit.together or (is_far_too_many and not is_at_home(kind, address, visitor)):
        raise Refused(TOO_MANY_ATTEMPTS)
    return attempt


def is_at_home(kind, address, visitor):
    """Whether somebody has come in with this address from this network before: others' tries keep nobody out there.

    Neither those of one machine in an office at all its addresses, nor those of strangers everywhere at this one.
    """
    came_in = SignIn.objects.filter(outcome=SignIn.Outcome.LET_IN, user__email=address, visitor=visitor)
    return kind == Attempt.Kind.SIGN_IN and bool(visitor) and came_in.exists()


def forgive(attempt):
    """The password was right: the try is no failure."""
    attempt.delete()


def forgive_wishes(address):
    """Whoever wished to confirm an address has done it: the wishes are no failures."""
    Attempt.objects.filter(kind=Attempt.Kind.VISITOR, address=address).delete()


def forget(address, kind=Attempt.Kind.SIGN_IN):
    """Whoever has just proved by letter, or otherwise, to own the address starts afresh."""
    Attempt.objects.filter(kind=kind, address=address.lower()).delete()
