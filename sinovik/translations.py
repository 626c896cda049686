"""The English catalogue: every string to translate, drawn from code and templates without gettext installed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
CODE = ("accounts", "competitions", "judging", "proposals", "sinovik")
# Which arguments of each function are the string, its plural and its context.
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True)
class SourceText:
    """One string to translate: Indonesian, with a plural form where a count decides, and where it stands."""

    source: str
    plural: str
    context: str | None
    path: str

    @property
    def key(self) -> tuple[str, str | None]:
        return self.source, self.context

    @property
    def message_id(self) -> str | tuple[str, str]:
        """What a catalogue files the string under."""
        return (self.source, self.plural) if self.plural else self.source


def sources() -> list[Path]:
    """Every file that may hold strings, in a fixed order."""
    code = [path for app in CODE for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    pages = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
    return sorted(code + pages)


def texts(paths: Iterable[Path]) -> Iterator[SourceText]:
    """The strings of these files, in order; one that stands in several places comes once for each."""
    for path in paths:
        content = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            content = as_python(content)
        for _line, messages, _comments, context in extract("python", BytesIO(content.encode()), KEYWORDS):
            source, plural = messages if isinstance(messages, tuple) else (messages, "")
            yield SourceText(source, plural, context, str(path.relative_to(ROOT)))


def as_python(template: str) -> str:
    """A template as lines of calls to gettext; the indentation goes, since Python would read meaning into it."""
    return "\n".join(line.lstrip() for line in templatize(template).splitlines())


def english() -> Catalog:
    """The English catalogue as it lies in the repository."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def renewed(old: Catalog) -> Catalog:
    """A catalogue of the strings there are now, with the translations of `old`; what is gone is left out."""
    new = Catalog(
        locale="en",
        project="Sinovik",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="English",
        fuzzy=False,
        header_comment="# English of the portal; the sources are Indonesian. Renewed by bin/messages.",
        creation_date=old.creation_date,
        revision_date=old.revision_date,
    )
    for text in texts(sources()):
        known = old.get(text.message_id, context=text.context)
        string = translation(known.string, has_plural=bool(text.plural)) if known else None
        new.add(text.message_id, string, context=text.context)
    return new


def translation(string: str | Sequence[str] | None, *, has_plural: bool) -> str | tuple[str, ...]:
    """A known translation in the shape the string has now, which may have gained or lost its plural."""
    forms = forms_of(string)
    return (forms * 2)[:2] if has_plural else forms[0]


def write(catalogue: Catalog) -> None:
    """Write the English catalogue, by its Indonesian: the same strings give the same bytes, wherever they stand."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True, sort_output=True)


def untranslated(catalogue: Catalog) -> list[str]:
    """The strings without English."""
    return [source_of(message.id) for message in catalogue if message.id and not all(forms_of(message.string))]


def mismatched(catalogue: Catalog) -> list[str]:
    """Strings whose translation lost, gained or changed a placeholder."""
    return [
        source_of(message.id)
        for message in catalogue
        if message.id
        and any(
            set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(source_of(message.id)))
            for form in forms_of(message.string)
            if form
        )
    ]


def source_of(message_id: str | Sequence[str]) -> str:
    """The Indonesian string itself; of one with a plural, the singular."""
    return message_id if isinstance(message_id, str) else message_id[0]


def forms_of(string: str | Sequence[str] | None) -> tuple[str, ...]:
    """Every form of a translation; one empty form when there is none yet."""
    return (string,) if isinstance(string, str) else tuple(string or [""])
