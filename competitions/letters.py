"""The letters of an edition: their kinds, the fields each has, what they say by themselves, and writing them.

An edition may word each kind anew (`LetterTemplate`); the fields are the same. The texts that the portal brings
are in `competitions/data/letters/`, the first line being the subject.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.domain.correspondence import letters, wording
from competitions.letter_kinds import KINDS, LetterKind

FOLDER = Path(__file__).parent / "data" / "letters"
# Between the Indonesian text and the English one below it.
BETWEEN = "\n\n----------\n\n"


@dataclass(frozen=True)
class LetterText:
    """What a kind of letter says: with named fields, in Indonesian and, where there is one, in English."""

    subject: str
    body: str
    subject_en: str = ""
    body_en: str = ""
    reply_to: str = ""


@cache
def brought(key: str, language: str = "id") -> tuple[str, str]:
    """Subject and body of a kind, as the portal brings them."""
    subject, _blank, body = (FOLDER / f"{key}.{language}.txt").read_text().partition("\n\n")
    return subject, body.strip()


def default(key: str) -> LetterText:
    """What a kind of letter says where the edition does not say otherwise."""
    return LetterText(*brought(key))


def text_of(edition, key: str) -> LetterText:
    """What a kind of letter says in an edition, or by itself where there is none; one query."""
    row = edition and edition.letter_templates.filter(key=key).first()
    return LetterText(**{name: getattr(row, name) for name in LetterText.__dataclass_fields__}) if row else default(key)


def worded(text: LetterText, words) -> tuple[str, str]:
    """Subject and body of one letter. `words` gives the fields' values when called, in the language of the moment."""
    with translation.override("id"):
        values = words()
        subject, body = wording.filled_line(text.subject, values), wording.filled(text.body, values)
    if text.body_en:
        with translation.override("en"):
            values = words()
            english = wording.filled_line(text.subject_en, values), wording.filled(text.body_en, values)
        body += BETWEEN + "\n\n".join(english)
    return subject, body


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
            *worded(text, with_common(words, edition, person)),
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
        *worded(text, with_common(words, edition)),
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


def invented(kind: LetterKind, text: LetterText) -> Iterator[tuple[str | Promise, str, str]]:
    """The letter as some made-up recipients would get it: who that is, the subject and the body."""
    for who, differing in kind.recipients:
        words = {field.key: field.example for field in kind.fields} | differing
        yield who, *worded(text, lambda words=words: words)


def reasons(key: str, text) -> Iterator[str]:
    """Why a text cannot be that of a kind of letter, each as a sentence that names what is wrong."""
    for written in (text.subject, text.body, text.subject_en, text.body_en):
        yield from field_reasons(key, written)
    if "\n" in text.subject + text.subject_en:
        yield _("Perihal hanya satu baris.")
    if bool(text.subject_en.strip()) != bool(text.body_en.strip()):
        yield _("Isi perihal dan isi bahasa Inggris bersama-sama, atau kosongkan keduanya.")
    if text.reply_to and not is_address(text.reply_to):
        yield _("Alamat balasan bukan alamat surel.")


def field_reasons(key: str, written: str) -> Iterator[str]:
    """Why the fields in one text of a kind of letter cannot be filled in."""
    if strangers := wording.unknown(written, {field.key for field in KINDS[key].fields}):
        yield _("Isian yang tidak dikenal surat ini: %(fields)s.") % {
            "fields": ", ".join(f"{{{name}}}" for name in strangers)
        }
    for piece in wording.unclosed(written):
        yield _("Kurung kurawal di “%(piece)s” tidak menjadi isian; tulis seperti {nama_penerima}.") % {"piece": piece}


def is_address(written: str) -> bool:
    """Whether a text is an e-mail address."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True
