"""Writing letters to people, and sending them."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import Letter


def write(name, *, to, at, **context):
    """Put one letter `name` in the outbox for each user in `to`.

    The text is `templates/letters/<name>.txt`; its first line is the subject.
    """
    recipients = list(to)
    if not recipients:
        return
    text = render_to_string(f"letters/{name}.txt", {**context, "base_url": settings.BASE_URL}).strip()
    subject, _, body = text.partition("\n")
    Letter.objects.bulk_create(
        Letter(recipient=user, name=name, subject=subject[:200], body=body.strip(), written_at=at)
        for user in recipients
    )


def send_due(*, at, limit=200):
    """Send up to `limit` waiting letters; each is marked in the transaction that sends it. Returns how many."""
    sent = 0
    while sent < limit and send_next(at=at):
        sent += 1
    return sent


@transaction.atomic
def send_next(*, at):
    letter = (
        Letter.objects.unsent()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("recipient")
        .first()
    )
    if letter is None:
        return False
    send_mail(letter.subject, letter.body, None, [letter.recipient.email])
    letter.sent_at = at
    letter.save(update_fields=["sent_at"])
    return True
