"""Writing letters to people, in the transaction of the act that they tell of."""

from functools import cache
from itertools import islice

from django.utils.translation import get_language

from accounts.domain.correspondence import portal_texts, texts
from accounts.models import Letter

BATCH = 1000


def write(name, *, to, words, about, at, is_secret=False):
    """Put one letter of a kind of the portal in the outbox for each user in `to`.

    `words` gives the values of the fields when called, in the language of the moment. The act `about` a thing at a
    moment writes each person one letter of a name: written again, nothing happens.
    """
    if recipients := list(to):
        write_each(name, ((user, words) for user in recipients), about=about, at=at, is_secret=is_secret)


def write_each(name, told, *, about, at, common=dict, is_secret=False, **columns):
    """The same for letters that differ from person to person: `told` holds pairs of a user and the words for that one,
    `common` gives the words that are the same in all of them.

    However many they are, what the kind says is read once and taken apart once, and `common` called once a language.
    """
    text = portal_texts.text_of(name)
    shared = cache(lambda _language: common())
    store(
        row(
            name,
            user,
            about,
            at,
            *texts.worded(text, called_by_name(words, user, shared)),
            is_secret=is_secret,
            reply_to=text.reply_to,
            **columns,
        )
        for user, words in told
    )


def called_by_name(words, user, shared=lambda _language: {}):
    """The words for one letter, those that it shares with others of its language, and its reader's name."""
    return lambda: {"nama_penerima": user.full_name, **shared(get_language()), **words()}


def write_to(name, *, address, words, about, at, language=None):
    """Put one letter with a key in the outbox for a visitor, who has no account; in a `language` alone, if one is
    given.
    """
    text = portal_texts.text_of(name)
    said = texts.worded(text, words, language=language)
    store([row(name, None, about, at, *said, is_secret=True, reply_to=text.reply_to, address=address)])


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
