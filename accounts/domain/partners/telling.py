"""Telling programs of partners what waits for them: one sender at a time, bounded tries, nothing locked meanwhile."""

import logging
import time
from datetime import timedelta

from django.db.models import F, Q

from accounts.domain import tries
from accounts.domain.alone import alone
from accounts.domain.entrance import sign_ins
from accounts.domain.partners import hooks, posting
from accounts.models import HookMessage, HookTry

logger = logging.getLogger(__name__)

# Held by the connection of the one that tells; a teller that dies gives it back.
TELLER_LOCK = 5_146_071_996
TURN = timedelta(seconds=30)
# Who says so wishes for nothing any more.
GONE = 410


def tell_due(*, clock, turn=TURN):
    """Tell what is due, for as long as a turn lasts; returns how many messages were taken.

    Somebody else at it already: nothing happens. A try is noted before it is made, and the next one is set: a teller
    that dies leaves it to the next, and a program that was told twice knows it by the key. An address that fails is
    left alone for the rest of the turn, so that a silent one costs one wait.
    """
    with alone(TELLER_LOCK) as is_alone:
        if not is_alone:
            return 0
        end, taken, failed = clock() + turn, 0, set()
        while clock() < end and (message := begun(failed, at=clock())):
            if tell(message, clock=clock):
                taken += 1
            else:
                failed.add(message.hook_id)
        return taken


def begun(failed, *, at):
    """The next message that is due, one more try noted on it; None where there is none."""
    while message := HookMessage.objects.due(at).exclude(hook__in=failed).first():
        waits = HookMessage.objects.filter(pk=message.pk, next_try_at=message.next_try_at)
        again_at = tries.again_at(message.tries + 1, at=at)
        if waits.update(tries=F("tries") + 1, next_try_at=again_at):
            message.tries, message.next_try_at = message.tries + 1, again_at
            return message
    return None


def erase_old(*, at):
    """Erase tries, and messages that ended, once they are as old as what is kept of signing in; returns how many
    messages. Safe to run twice.
    """
    old = at - sign_ins.KEPT
    HookTry.objects.filter(at__lt=old).delete()
    ended = HookMessage.objects.filter(Q(taken_at__lt=old) | Q(given_up_at__lt=old))
    number = ended.count()
    ended.delete()
    return number


def tell(message, *, clock):
    """Send one message and keep what came of it; returns whether it was taken."""
    at, began = clock(), time.monotonic()
    headers = hooks.signed(message.hook, message, seconds=int(at.timestamp()))
    outcome = posting.post(message.hook.url, message.body, headers)
    HookTry.objects.create(
        message=message,
        at=at,
        status=outcome.status,
        milliseconds=round((time.monotonic() - began) * 1000),
        answer=outcome.answer,
        failure=outcome.failure,
    )
    # Somebody may have decided about it meanwhile.
    stands = HookMessage.objects.filter(pk=message.pk, next_try_at=message.next_try_at)
    if not outcome.failure:
        stands.update(next_try_at=None, taken_at=clock())
        return True
    logger.warning("Message %s was not taken: %s %s", message.key, outcome.failure, outcome.status or "")
    if message.tries >= tries.MOST or outcome.status == GONE:
        stands.update(next_try_at=None, given_up_at=clock())
        hooks.pause(message.hook, at=clock())
    return False
