"""The English catalogue covers what the public sees, and its placeholders agree with the Indonesian source."""

import pytest

from sinovik import translations

# What a visitor without an account can meet: public pages, layouts, sign-in, errors, and the labels shown there.
PUBLIC = (
    "accounts/forms.py",
    "accounts/models/",
    "accounts/templatetags/",
    "competitions/kinds.py",
    "competitions/models/",
    "competitions/views/",
    "proposals/domain/statistics.py",
    "proposals/forms/catalogue.py",
    "proposals/models/",
    "proposals/views/catalogue.py",
    "proposals/views/figures.py",
    "templates/400.html",
    "templates/403.html",
    "templates/404.html",
    "templates/429.html",
    "templates/500.html",
    "templates/about.html",
    "templates/accessibility.html",
    "templates/account/",
    "templates/allauth/",
    "templates/base.html",
    "templates/bootstrap5/",
    "templates/competitions/editions/",
    "templates/components/",
    "templates/django/",
    "templates/front.html",
    "templates/layouts/",
    "templates/proposals/catalogue/",
)


@pytest.fixture(scope="module")
def english():
    return translations.english()


def test_every_public_string_has_english(english):
    missing = set()
    for text in translations.texts(translations.sources()):
        known = english.get(text.message_id, context=text.context) if text.path.startswith(PUBLIC) else None
        if text.path.startswith(PUBLIC) and not (known and all(translations.forms_of(known.string))):
            missing.add(f"{text.path}: {text.source}")
    assert not missing, "run bin/messages and translate:\n" + "\n".join(sorted(missing))


def test_placeholders_agree(english):
    assert translations.mismatched(english) == []


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


def test_a_lost_placeholder_is_noticed(english):
    catalogue = translations.renewed(english)
    catalogue.add("Halo %(name)s", "Hello %(nama)s")
    assert translations.mismatched(catalogue) == ["Halo %(name)s"]
