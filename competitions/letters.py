"""The letters of an edition: their kinds, the fields each has, what they say by themselves, and writing them.

An edition may word each kind anew (`LetterTemplate`); the fields are the same. The texts that the portal brings
are in `competitions/data/letters/`, the first line being the subject.
"""

from collections.abc import Iterable
from pathlib import Path

from accounts.domain.correspondence import letters, texts
from accounts.domain.correspondence.texts import LetterText
from competitions.letter_kinds import KINDS

FOLDER = Path(__file__).parent / "data" / "letters"


def brought(key: str, language: str = "id") -> tuple[str, str]:
    """Subject and body of a kind, as the portal brings them."""
    return texts.brought(FOLDER, key, language)


def default(key: str) -> LetterText:
    """What a kind of letter says where the edition does not say otherwise."""
    return LetterText(*brought(key))


def text_of(edition, key: str) -> LetterText:
    """What a kind of letter says in an edition, or by itself where there is none; one query."""
    row = edition and edition.letter_templates.filter(key=key).first()
    return texts.held(row) if row else default(key)


def tell(key: str, edition, told: Iterable, *, about, at) -> None:
    """Put a letter of a kind into the outbox for each of the `told`: pairs of a person and the words for that one.

    A third, where there is one, gives the calendar that goes along.

    `about` is what it happened to. The act that happened to it then writes each person one letter of a kind.
    Without an edition the letter says what the portal brings.
    """
    text = text_of(edition, key)
    letters.store(
        letters.row(
            key,
            person,
            about,
            at,
            *texts.worded(text, with_common(words, edition, person)),
            edition=edition.slug if edition else "",
            reply_to=text.reply_to,
            is_courtesy=KINDS[key].is_courtesy,
            calendar=calendar[0]() if calendar else "",
        )
        for person, words, *calendar in told
    )


def tell_visitor(key: str, edition, address: str, words, *, about, at) -> None:
    """The same for one visitor, who has no name and no account; the text is kept no longer than it is needed."""
    text = text_of(edition, key)
    letter = letters.row(
        key,
        None,
        about,
        at,
        *texts.worded(text, with_common(words, edition)),
        edition=edition.slug if edition else "",
        reply_to=text.reply_to,
        is_secret=True,
        address=address,
    )
    letters.store([letter])


def with_common(words, edition, person=None):
    """The words for one letter, and those that every letter of an edition has; a visitor is called by no name."""
    common = {"edisi": edition.name} if edition else {}
    if person:
        common["nama_penerima"] = person.full_name
    return lambda: {**common, **words()}
