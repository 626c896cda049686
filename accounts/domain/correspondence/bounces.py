"""Letters that come back: a mailbox took one and said later that it could not be delivered (RFC 3464).

Nobody is believed by name: what comes back counts only with the mark that the letter left with, in the address it came
back to or in the piece of it that is sent along.
"""

import email
import email.policy
import re
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import erasing, events
from accounts.domain.correspondence import envelopes
from accounts.models import Failure, Letter

# Longer reports are read so far: what matters stands first.
MOST_BYTES = 1_048_576
# Where a report says to which address it came, and which message it is about.
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
ORIGINAL = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
# How Exim names what did not arrive where it writes no report for machines.
EXIM = "X-Failed-Recipients"


@dataclass(frozen=True)
class Report:
    """What a mail server says of a letter: for good or not, and in its own words."""

    is_final: bool
    said: str


def read(raw):
    """The report in a message as it came in, or None where it is none: an answer, a receipt, a note of absence."""
    message = email.message_from_bytes(raw[:MOST_BYTES], policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            return of_blocks(part.get_payload())
    if message.get(EXIM):
        return Report(is_final=True, said=said_in(text_of(message)))
    return None


def of_blocks(blocks):
    """The report of the first recipient that failed, else of any; the first block is about the message as a whole."""
    told = [block for block in blocks if block.get("Action")] if isinstance(blocks, list) else []
    failed = [block for block in told if block["Action"].strip().lower() == "failed"]
    for block in failed or told:
        kind, _semicolon, diagnosis = block.get("Diagnostic-Code", "").partition(";")
        said = " ".join((diagnosis or kind or block.get("Status", "")).split())
        return Report(is_final=bool(failed), said=said)
    return None


def said_in(text):
    """The line of a plain report that carries an answer of a mail server, else nothing."""
    found = re.search(r"^.*\b[45]\d\d[ -].*$", text, re.MULTILINE)
    return " ".join(found[0].split()) if found else ""


def text_of(message):
    """The text of a plain report."""
    part = next((one for one in message.walk() if one.get_content_type() == "text/plain"), None)
    return part.get_payload(decode=True).decode(errors="replace") if part else ""


def letter_in(raw):
    """The letter that a report is about: by the address it came back to, else by the piece that is sent along."""
    message = email.message_from_bytes(raw[:MOST_BYTES], policy=email.policy.compat32)
    for name in ADDRESSED:
        for address in message.get_all(name, []):
            if found := envelopes.marked(str(address)):
                return found
    for part in message.walk():
        if part.get_content_type() in ORIGINAL and (found := envelopes.marked(part.as_string())):
            return found
    # Exim's plain reports carry the letter's head in their text.
    return envelopes.marked(text_of(message)) if message.get(EXIM) else None


def told_of(letter, report):
    """What is kept of a report's words. They quote the address: of who was forgotten, nothing."""
    if letter.recipient and erasing.is_erased(letter.recipient):
        return ""
    return report.said.replace("\0", "")[:200]


@transaction.atomic
def take_in(raw, *, at):
    """Mark the letter that came back as not delivered; returns it, or None where nothing is to be done.

    Safe twice: a letter that is given up already stays as it is.
    """
    report = read(raw)
    found = letter_in(raw) if report and report.is_final else None
    if found is None:
        return None
    letter = Letter.objects.locked(found.pk)
    # One that was cut off was taken after all: this is how it ended.
    if letter.begun_at is None and letter.sent_at is None:
        return None
    letter.begun_at, letter.sent_at, letter.given_up_at = None, None, at
    letter.vouched_at = letter.vouched_by = None
    letter.failure, letter.failure_detail = Failure.RETURNED, told_of(letter, report)
    if letter.is_secret:
        letter.body = ""
    ended = ["begun_at", "sent_at", "given_up_at", "vouched_at", "vouched_by", "failure", "failure_detail", "body"]
    letter.save(update_fields=ended)
    events.record("letter.returned", on=letter, by=None, at=at, recipient=letter.recipient_id)
    return letter
