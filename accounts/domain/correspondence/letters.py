"""Writing letters to people, in the transaction of the act that they tell of."""

from itertools import islice

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils import translation

from accounts.models import Letter

BATCH = 1000


def write(name, *, to, about, at, is_secret=False, **context):
    """Put one letter `name` in the outbox for each user in `to`.

    The text is `templates/letters/<name>.txt`; its first line is the subject. The act `about` a thing at a moment
    writes each person one letter of a name: written again, nothing happens.
    """
    recipients = list(to)
    if recipients:
        text = worded(name, context)
        store(draft(name, user, about, at, text, is_secret) for user in recipients)


def write_each(name, contexts, *, about, at, is_secret=False):
    """The same for letters that differ from person to person: `contexts` holds pairs of a user and what it says.

    They are many and nobody waits for them: a link that somebody asks for meanwhile goes first.
    """
    template = get_template(f"letters/{name}.txt")
    with translation.override(settings.LANGUAGE_CODE):
        texts = (
            (user, template.render({**context, "base_url": settings.BASE_URL}).strip()) for user, context in contexts
        )
        store(draft(name, user, about, at, text, is_secret, is_waited_for=False) for user, text in texts)


def write_to(name, *, address, about, at, language=settings.LANGUAGE_CODE, **context):
    """Put one letter with a key in the outbox for a visitor, who has no account, in the language they asked in."""
    letter = draft(name, None, about, at, worded(name, context, language=language), is_secret=True)
    letter.address = address
    store([letter])


def worded(name, context, *, language=settings.LANGUAGE_CODE):
    """The text of a letter, in the portal's own language: the one the writer has chosen is not the reader's."""
    with translation.override(language):
        return render_to_string(f"letters/{name}.txt", {**context, "base_url": settings.BASE_URL}).strip()


def draft(name, user, about, at, text, is_secret, **columns):
    """The row of a letter from a text whose first line is the subject, due at once."""
    subject, _, body = text.partition("\n")
    return row(name, user, about, at, subject, body.strip(), is_secret=is_secret, **columns)


def row(name, user, about, at, subject, body, **columns):
    """The row of a letter, due at once; one with a key is waited for unless it says otherwise."""
    columns.setdefault("is_waited_for", columns.get("is_secret", False))
    return Letter(
        recipient=user,
        name=name,
        subject=subject[:200],
        body=body,
        written_at=at,
        **{"next_try_at": at, "occasion": f"{about._meta.label_lower} {about.pk} {at.isoformat()}", **columns},
    )


def store(letters):
    """Save those that the act has not written already; so many at a time, that ten thousand are never in memory."""
    letters = iter(letters)
    while batch := list(islice(letters, BATCH)):
        Letter.objects.bulk_create(batch, ignore_conflicts=True)
