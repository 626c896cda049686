"""Sending what waits in the outbox: one sender at a time, bounded tries, and nothing locked meanwhile."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F

from accounts import rules
from accounts.domain import events, tries
from accounts.domain.alone import alone
from accounts.domain.correspondence import conversation, courtesies, envelopes
from accounts.domain.queue import enqueue
from accounts.models import Failure, Hold, Letter, is_unwanted

logger = logging.getLogger(__name__)

# Held by the connection of the one that sends; a sender that dies gives it back.
SENDER_LOCK = 5_146_071_999
TURN = timedelta(seconds=40)
# The mail server closes the connection with this answer.
CLOSING = 421


class ServerGone(Exception):
    """The connection to the mail server is of no more use in this turn."""


def send_due(*, clock, turn=TURN):
    """Send what is due, for as long as a turn lasts; returns how many letters went out.

    Somebody else at it already: nothing happens. Each letter is marked as begun before it is sent and as sent
    afterwards, each in a transaction of its own, so that no row is locked while the network is waited for. One that a
    sender left begun is never sent again by itself. A connection that fails ends the turn: a silent server costs one
    wait, not one for each letter.
    """
    with alone(SENDER_LOCK) as is_alone:
        if not is_alone:
            return 0
        note_cut_off(at=clock())
        if not Letter.objects.due(clock()).exists():
            return 0
        server = get_connection()
        try:
            server.open()
        except (OSError, smtplib.SMTPException) as error:
            note_silence(error, at=clock())
            return 0
        try:
            return send_until(clock() + turn, server, clock=clock)
        finally:
            server.close()


def note_cut_off(*, at):
    """Give up what an earlier sender left begun: whoever is alone at it knows that nobody is at work on it."""
    for letter in Letter.objects.begun():
        give_up(letter, Failure.INTERRUPTED, "", at=at)


def note_silence(error, *, at):
    """Write on what is due that the server did not answer. It is no fault of the letters and costs them no try."""
    logger.warning("The mail server cannot be reached: %s", error)
    detail = worded(error)
    silent = {"failure": Failure.UNREACHABLE, "failure_detail": detail}
    Letter.objects.due(at).exclude(**silent).order_by().update(**silent)


def send_until(end, server, *, clock):
    """Send letter after letter until the moment `end`, or until the connection fails; returns how many went out."""
    sent = 0
    while clock() < end and (letter := taken(at=clock())):
        try:
            sent += deliver(letter, server, clock=clock)
        except ServerGone:
            break
    return sent


def taken(*, at):
    """The next letter that is due, marked as begun; None when there is none."""
    while letter := Letter.objects.due(at).select_related("recipient").annotate(is_unwanted=is_unwanted()).first():
        if letter.is_courtesy and letter.is_unwanted:
            courtesies.drop(Letter.objects.filter(pk=letter.pk), at=at)
            continue
        waiting = Letter.objects.filter(pk=letter.pk, next_try_at=letter.next_try_at)
        if waiting.update(tries=F("tries") + 1, next_try_at=None, begun_at=at):
            letter.tries, letter.begun_at = letter.tries + 1, at
            return letter
    return None


def deliver(letter, server, *, clock):
    """Hand one letter to the server; returns whether it took it. Raises ServerGone when nothing more will go through.

    What the server refuses, or never asked for, is known not to be taken and may be tried again. Where the connection
    fails after the text was asked for, nobody knows.
    """
    try:
        server.send_messages([envelopes.message(letter)])
    except smtplib.SMTPRecipientsRefused as error:
        ((code, said),) = error.recipients.values()
        answered(letter, code, said, at=clock())
    except smtplib.SMTPDataError as error:
        answered(letter, error.smtp_code, error.smtp_error, at=clock())
    except smtplib.SMTPSenderRefused as error:
        # Whoever we say we are, the next letter says the same.
        failed(letter, Failure.REFUSED, worded(error), at=clock())
        raise ServerGone from error
    except (ValueError, smtplib.SMTPNotSupportedError) as error:
        give_up(letter, Failure.UNSENDABLE, worded(error), at=clock())
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("Letter %s: the connection to the mail server failed: %s", letter.pk, error)
        if conversation.may_have_taken(server):
            give_up(letter, Failure.INTERRUPTED, worded(error), at=clock())
        else:
            failed(letter, Failure.UNREACHABLE, worded(error), at=clock())
        raise ServerGone from error
    else:
        end(letter, begun_at=None, sent_at=clock(), given_up_at=None, failure="", failure_detail="")
        return True
    return False


def answered(letter, code, said, *, at):
    """The server refused one letter: for good when it says so, otherwise until the next try."""
    detail = f"{code} {said.decode(errors='replace')}"[:200]
    logger.warning("Letter %s was refused: %s", letter.pk, detail)
    if code >= 500:
        give_up(letter, Failure.REFUSED, detail, at=at)
    else:
        failed(letter, Failure.REFUSED, detail, at=at)
    if code == CLOSING:
        raise ServerGone


def failed(letter, failure, detail, *, at):
    """Leave a letter for its next try, or give it up after the last."""
    if letter.tries >= tries.MOST:
        give_up(letter, failure, detail, at=at)
    else:
        again_at = tries.again_at(letter.tries, at=at)
        waits = {"begun_at": None, "next_try_at": again_at}
        stands(letter).filter(given_up_at=None).update(failure=failure, failure_detail=detail, **waits)


def give_up(letter, failure, detail, *, at):
    """Try a letter no more; people are shown it with the reason."""
    logger.error("Letter %s is given up: %s %s", letter.pk, failure, detail)
    begun_at = letter.begun_at if failure == Failure.INTERRUPTED else None
    end(letter, begun_at=begun_at, given_up_at=at, failure=failure, failure_detail=detail)


def end(letter, **columns):
    """Close a letter; a key it carries goes with it."""
    if letter.is_secret:
        columns["body"] = ""
    stands(letter).update(next_try_at=None, **columns)


def stands(letter):
    """The row of a letter, unless somebody has decided about it since this sender began."""
    return Letter.objects.filter(pk=letter.pk, begun_at=letter.begun_at)


def worded(error):
    """What an error says, as far as there is room for it."""
    return f"{error}".replace("\0", "")[:200] or type(error).__name__


@transaction.atomic
def try_again(letter, *, by, at):
    """Put a letter that was given up back into the outbox, as if it had just been written."""
    letter = Letter.objects.locked(letter.pk)
    if refusal := rules.resending_refusal(letter, office=by):
        raise rules.Refused(refusal)
    letter.tries = 0
    letter.next_try_at = at
    letter.begun_at = letter.given_up_at = None
    letter.save(update_fields=["tries", "next_try_at", "begun_at", "given_up_at"])
    enqueue("accounts.send_due_letters")
    events.record("letter.tried_again", on=letter, by=by, at=at, recipient=letter.recipient_id)


@transaction.atomic
def vouch(letter, *, by, at):
    """Call a letter that was cut off delivered, as of the moment when it was handed over; it is not sent again."""
    letter = Letter.objects.locked(letter.pk)
    rules.refuse(rules.vouching_refusal(letter, office=by))
    letter.sent_at, letter.begun_at, letter.given_up_at = letter.begun_at, None, None
    letter.failure = letter.failure_detail = ""
    letter.vouched_at, letter.vouched_by = at, by
    changed = ["sent_at", "begun_at", "given_up_at", "failure", "failure_detail", "vouched_at", "vouched_by"]
    letter.save(update_fields=changed)
    events.record("letter.vouched", on=letter, by=by, at=at, recipient=letter.recipient_id)
    return letter


@transaction.atomic
def take_back(letter, *, by, at):
    """End a message that no sender has had yet; it stays readable, and another of its occasion may be written."""
    letter = Letter.objects.locked(letter.pk)
    rules.refuse(rules.taking_back_refusal(letter, office=by))
    letter.next_try_at, letter.given_up_at, letter.failure = None, at, Failure.TAKEN_BACK
    letter.occasion = f"{letter.occasion[:90]} taken back {letter.pk}"
    letter.save(update_fields=["next_try_at", "given_up_at", "failure", "occasion"])
    events.record("letter.taken_back", on=letter, by=by, at=at, recipient=letter.recipient_id)
    return letter


@transaction.atomic
def hold(name, *, edition="", occasion="", by, at):
    """Keep back the unsent letters of a kind, and those still to be written; held already, nothing happens."""
    if refusal := rules.holding_refusal(name, office=by):
        raise rules.Refused(refusal)
    held, is_new = Hold.objects.get_or_create(
        name=name, edition=edition, occasion=occasion, released_at=None, defaults={"held_at": at, "held_by": by}
    )
    if is_new:
        events.record("letters.held", on=held, by=by, at=at, kind=name, edition=edition, occasion=occasion)
    return held


@transaction.atomic
def release(held, *, by, at):
    """Let go what a hold kept back; what is due leaves at once. Released already, nothing happens."""
    held = Hold.objects.locked(held.pk)
    if refusal := rules.releasing_refusal(office=by):
        raise rules.Refused(refusal)
    if held.released_at:
        return held
    held.released_at, held.released_by = at, by
    held.save(update_fields=["released_at", "released_by"])
    enqueue("accounts.send_due_letters")
    events.record("letters.released", on=held, by=by, at=at, kind=held.name, edition=held.edition)
    return held
