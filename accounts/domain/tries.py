"""Bounded tries: what failed is tried again after growing pauses, and then left to a person.

Letters, computations and certificates keep their tries on their own rows. What has none is a chore: its row says how
often it was tried, and goes when it is done.
"""

import logging
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from accounts.domain import events
from accounts.models import Chore
from accounts.rules import chores as rules
from accounts.rules import refuse

logger = logging.getLogger(__name__)

# How long something rests after its first, second ... failed try.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
# The last try is followed by none.
MOST = len(PAUSES) + 1
# How many workers may be lost over one piece of work that somebody waits for before a person has to look.
WORKERS = 3


def again_at(tries, *, at):
    """When something is due again of which try number `tries` was at the moment `at`."""
    return at + PAUSES[min(max(tries, 1), len(PAUSES)) - 1]


def each(name, due, act, *, at, give_up=None):
    """Do `act(key)` for all that is `due`, keys with what people call them; returns what came of those done.

    A try is noted before it is made, so that one counts that takes its worker with it. One that fails holds up no
    other, rests, and is given up after its last try: `give_up(key)` ends it or, without that, a person is shown it.
    """
    come_of_it = []
    for key, about in due.items():
        if (chore := begun(name, key, about, at=at, give_up=give_up)) is None:
            continue
        try:
            come_of_it.append(done(chore, act, key))
        except Exception as error:
            logger.exception("%s %s could not be done", name, key)
            failed(chore, key, error, at=at, give_up=give_up)
            if isinstance(error, SoftTimeLimitExceeded):
                raise
    return come_of_it


def begun(name, key, about, *, at, give_up):
    """The chore, one more try noted on it; None while it rests, when it is given up or another worker has it."""
    with transaction.atomic():
        first = {"about": about[:300], "since": at, "next_try_at": at}
        Chore.objects.get_or_create(name=name, key=key, defaults=first)
        chore = Chore.objects.select_for_update().filter(name=name, key=key, next_try_at__lte=at).first()
        if chore is None:
            return None
        if chore.tries < MOST:
            chore.tries += 1
            chore.next_try_at = again_at(chore.tries, at=at)
            chore.save(update_fields=["tries", "next_try_at"])
            return chore
    end(chore, key, at=at, give_up=give_up)
    return None


@transaction.atomic
def done(chore, act, key):
    """Do it; the row goes in the same transaction, so that what is done is never a chore."""
    came_of_it = act(key)
    Chore.objects.filter(pk=chore.pk).delete()
    return came_of_it


def failed(chore, key, error, *, at, give_up):
    """Keep what a try said, and give up after the last."""
    chore.failure = f"{type(error).__name__}: {error}".replace("\0", "")[:200]
    Chore.objects.filter(pk=chore.pk).update(failure=chore.failure)
    if chore.tries >= MOST:
        end(chore, key, at=at, give_up=give_up)


def end(chore, key, *, at, give_up):
    """Try it no more. Where even ending it fails, a person is shown it like the others."""
    logger.error("%s is given up after %s tries: %s", chore, chore.tries, chore.failure)
    Chore.objects.filter(pk=chore.pk).update(next_try_at=None, given_up_at=at)
    if give_up:
        try:
            done(chore, give_up, key)
        except Exception:
            logger.exception("%s could not be ended", chore)


def drop(name, *, besides):
    """Forget the chores of a name that are not due any more: what they were to do was undone meanwhile."""
    Chore.objects.filter(name=name).exclude(key__in=list(besides)).delete()


@transaction.atomic
def try_again(chore, *, by, at):
    """Forget the failed tries: what is still due is done by the clock within a minute, as if for the first time."""
    refuse(rules.retrying_refusal(office=by))
    chore = Chore.objects.select_for_update().filter(pk=chore.pk).first()
    if chore is None:
        return
    events.record("chore.tried_again", on=chore, by=by, at=at, chore=chore.name, about=chore.about)
    chore.delete()
