"""The English catalogue covers every string of the interface and agrees with the Indonesian source."""

import ast
import re

import pytest

from sinovik import translations
from tests.architecture.sources import parsed

TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def english():
    return translations.english()


def test_every_string_has_english(english):
    missing = set()
    for text in translations.texts(translations.sources()):
        known = english.get(text.message_id, context=text.context)
        if not (known and all(form.strip() for form in translations.forms_of(known.string))):
            missing.add(f"{text.path}: {text.source}")
    assert not missing, "run bin/messages and translate:\n" + "\n".join(sorted(missing))


def test_nothing_in_the_catalogue_is_empty_or_doubtful(english):
    assert translations.untranslated(english) == []
    doubtful = [translations.source_of(message.id) for message in english if message.id and message.fuzzy]
    assert doubtful == [], "read these again, then take the fuzzy flag off"


def test_a_string_with_a_plural_has_both_forms(english):
    short = [m.id for m in english if m.id and isinstance(m.id, tuple) and len(translations.forms_of(m.string)) != 2]
    assert short == []


def test_placeholders_agree(english):
    assert translations.mismatched(english) == []


def test_markup_percent_signs_and_outer_spaces_agree(english):
    """What the page around a string counts on: the same tags, `%%` where the source has it, no stray space."""

    def frame(text):
        ends = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
        return TAG.findall(text), text.count("%%"), ends

    off = []
    for message in english:
        source = translations.source_of(message.id)
        if source and any(frame(form) != frame(source) for form in translations.forms_of(message.string)):
            off.append(source)
    assert off == []


def test_renewing_the_catalogue_keeps_what_is_translated(english):
    renewed = translations.renewed(english)
    for text in ("Inovasi", "Langsung ke isi utama"):
        assert renewed.get(text).string == english.get(text).string


def test_strings_are_found_in_templates_and_code(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    (tmp_path / "halaman.html").write_text(
        '{% load i18n %}\n  <p>{% translate "Satu" %}</p>\n'
        "    {% blocktranslate count n=jumlah %}{{ n }} hal{% plural %}{{ n }} banyak hal{% endblocktranslate %}\n"
        '  {% translate "Dua" context "bilangan" %} {{ nama|default:_("Tiga") }}\n'
    )
    (tmp_path / "kode.py").write_text('x = _("Empat %(n)s")\ny = ngettext("satu", "banyak", 2)\n')
    found = [(t.source, t.plural, t.context) for t in translations.texts(sorted(tmp_path.iterdir()))]
    assert found == [
        ("Satu", "", None),
        ("%(n)s hal", "%(n)s banyak hal", None),
        ("Dua", "", "bilangan"),
        ("Tiga", "", None),
        ("Empat %(n)s", "", None),
        ("satu", "banyak", None),
    ]


def test_every_name_for_gettext_is_known_to_the_search():
    """A module that imports `gettext` under a new name would hide its strings from bin/messages."""
    unknown = set()
    for path in translations.sources():
        for node in ast.walk(parsed(path)) if path.suffix == ".py" else ():
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
                names = {alias.asname or alias.name for alias in node.names if "gettext" in alias.name}
                unknown |= {f"{path.name}: {name}" for name in names - set(translations.KEYWORDS)}
    assert unknown == set()


def test_a_lost_placeholder_is_noticed(english):
    catalogue = translations.renewed(english)
    catalogue.add("Halo %(name)s", "Hello %(nama)s")
    assert translations.mismatched(catalogue) == ["Halo %(name)s"]
