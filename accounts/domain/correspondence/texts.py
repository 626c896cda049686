"""What letters say: texts with named fields in Indonesian and, where there is one, in English.

The texts that the portal brings are files, the first line being the subject. What people make of them is a row that
holds the same five values (`accounts.models.correspondence.letter_wording`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.domain.correspondence import wording
from accounts.letter_kinds.fields import LetterKind

# Between the Indonesian text and the English one below it.
BETWEEN = "\n\n----------\n\n"
ENGLISH = "en"


@dataclass(frozen=True)
class LetterText:
    """What a kind of letter says: with named fields, in Indonesian and, where there is one, in English."""

    subject: str
    body: str
    subject_en: str = ""
    body_en: str = ""
    reply_to: str = ""


@cache
def brought(folder: Path, key: str, language: str = "id") -> tuple[str, str]:
    """Subject and body of a kind, as the portal brings them."""
    subject, _blank, body = (folder / f"{key}.{language}.txt").read_text().partition("\n\n")
    return subject, body.strip()


def held(row) -> LetterText:
    """What a row says, as a value."""
    return LetterText(**{name: getattr(row, name) for name in LetterText.__dataclass_fields__})


def worded(text: LetterText, words: Callable[[], Mapping], *, language: str | None = None) -> tuple[str, str]:
    """Subject and body of one letter. `words` gives the fields' values when called, in the language of the moment.

    It is Indonesian, with English below where the text has some; or in the one `language` that its reader asked in.
    """
    if language == ENGLISH:
        return in_english(text, words)
    with translation.override("id"):
        values = words()
        subject, body = wording.filled_line(text.subject, values), wording.filled(text.body, values)
    if text.body_en and language is None:
        body += BETWEEN + "\n\n".join(in_english(text, words))
    return subject, body


def in_english(text: LetterText, words: Callable[[], Mapping]) -> tuple[str, str]:
    """The English subject and body of one letter."""
    with translation.override(ENGLISH):
        values = words()
        return wording.filled_line(text.subject_en, values), wording.filled(text.body_en, values)


def invented(kind: LetterKind, text: LetterText) -> Iterator[tuple[str | Promise, str, str]]:
    """The letter as some made-up recipients would get it: who that is, the subject and the body."""
    # In both languages at once, or where it is written in the one its reader asked in, once in each.
    ways = {None: "%(who)s"}
    if kind.is_in_asked_language:
        ways = {"id": _("%(who)s, dalam bahasa Indonesia"), ENGLISH: _("%(who)s, dalam bahasa Inggris")}
    for who, differing in kind.recipients:
        words = {field.key: field.example for field in kind.fields} | differing
        for language, called in ways.items():
            yield called % {"who": who}, *worded(text, lambda words=words: words, language=language)


def reasons(kind: LetterKind, text) -> Iterator[str]:
    """Why a text cannot be that of a kind of letter, each as a sentence that names what is wrong."""
    for name in ("subject", "body", "subject_en", "body_en"):
        yield from field_reasons(kind, name, getattr(text, name))
    if "\n" in text.subject + text.subject_en:
        yield _("Perihal hanya satu baris.")
    if bool(text.subject_en.strip()) != bool(text.body_en.strip()):
        yield _("Isi perihal dan isi bahasa Inggris bersama-sama, atau kosongkan keduanya.")
    if kind.is_in_asked_language and not text.body_en.strip():
        yield _("Surat ini dikirim dalam bahasa yang dipakai penerimanya, jadi naskah Inggrisnya harus ada.")
    if text.reply_to and not is_address(text.reply_to):
        yield _("Alamat balasan bukan alamat surel.")


def field_reasons(kind: LetterKind, name: str, written: str) -> Iterator[str]:
    """Why the fields in one text of a kind of letter cannot stand so; `name` is that of the text in `LetterText`."""
    if strangers := wording.unknown(written, {field.key for field in kind.fields}):
        yield _("Isian yang tidak dikenal surat ini: %(fields)s.") % {"fields": in_braces(strangers)}
    for piece in wording.unclosed(written):
        yield _("Kurung kurawal di “%(piece)s” tidak menjadi isian; tulis seperti {nama_penerima}.") % {"piece": piece}
    standing = wording.named(written)
    if name.startswith("subject"):
        if keys := [key for key in kind.keys if key in standing]:
            yield _("%(fields)s membuka sesuatu bagi pembacanya, jadi hanya boleh ada di isi surat.") % {
                "fields": in_braces(keys)
            }
    elif written.strip() and (missing := [key for key in kind.indispensable if key not in standing]):
        yield _("Tanpa %(fields)s surat ini tidak berguna bagi penerimanya. Tulis isian itu di naskahnya.") % {
            "fields": in_braces(missing)
        }


def in_braces(names: list[str]) -> str:
    """Fields as they are written in a text."""
    return ", ".join(f"{{{name}}}" for name in names)


def is_address(written: str) -> bool:
    """Whether a text is an e-mail address."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return True
