"""Writing letters to people, and sending them."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import Letter

logger = logging.getLogger(__name__)


def write(name, *, to, at, **context):
    """Put one letter `name` in the outbox for each user in `to`.

    The text is `templates/letters/<name>.txt`; its first line is the subject.
    """
    recipients = list(to)
    if not recipients:
        return
    # In the portal's own language: the one the writer has chosen is not the reader's.
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"letters/{name}.txt", {**context, "base_url": settings.BASE_URL}).strip()
    subject, _, body = text.partition("\n")
    Letter.objects.bulk_create(
        Letter(recipient=user, name=name, subject=subject[:200], body=body.strip(), written_at=at)
        for user in recipients
    )


def send_due(*, at, limit=200):
    """Try up to `limit` waiting letters, oldest first; returns how many went out.

    Each is marked in the transaction that sends it. One that the mail server refuses stays in the outbox for
    the next call and holds up no other.
    """
    waiting = list(Letter.objects.unsent().values_list("pk", flat=True)[:limit])
    return sum(send(pk, at=at) for pk in waiting)


def send(pk, *, at):
    """Send one letter unless another sender has it in hand or has sent it; returns whether it went out."""
    try:
        return send_locked(pk, at=at)
    except (OSError, ValueError):
        # Everything smtplib and the network raise is an OSError; an address that is none is a ValueError.
        logger.exception("letter %s was not sent", pk)
        return False


@transaction.atomic
def send_locked(pk, *, at):
    """Send one letter and mark it, its row locked; False when there is nothing to do."""
    letter = (
        Letter.objects.unsent()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("recipient")
        .filter(pk=pk)
        .first()
    )
    if letter is None:
        return False
    send_mail(letter.subject, letter.body, None, [letter.recipient.email])
    letter.sent_at = at
    letter.save(update_fields=["sent_at"])
    return True
