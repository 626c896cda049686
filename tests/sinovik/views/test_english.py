"""On an English page no sentence of the portal is left in Indonesian, and what the contest's people wrote is marked."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.models import Agency, Membership, Role, Unit
from competitions.models import AwardName, Category, Edition, Group, Stage
from proposals.models import Announcement, CatalogueAward, CatalogueEntry
from sinovik import translations
from tests.reading import shown, told
from tests.walking import Walk, is_guarded, view_of

pytestmark = pytest.mark.django_db

# Shorter strings are words that English may have too: "Status", "Panel", "Top 99".
WORDS = 3
HOLES = re.compile(r"%\(\w+\)\w|<[^>]+>|\n")
# What tells an Indonesian sentence, whoever wrote it.
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|dari|tidak|dengan|ini|itu|atau|pada|sudah|belum|oleh|dalam)\b", re.IGNORECASE
)
# Where people who may not have signed in fill in a form.
FORMS = ["/akun/masuk/", "/akun/sandi/lupa/", "/daftar-instansi/", "/pengunjung/"]
# Names that the contest's people gave.
NAMES = (
    (Edition, "name", "theme", "legal_basis"),
    (Stage, "name", "skip_reason"),
    (Group, "name"),
    (Category, "name"),
    (AwardName, "name"),
    (Agency, "name"),
    (Unit, "name"),
    (CatalogueEntry, "title", "agency_name", "unit_name", "ended_reason"),
    (CatalogueAward, "name", "decree"),
    (Announcement, "title", "decree"),
)


def untranslated():
    """Every piece of a source string, longer than two words, that its English says otherwise."""
    for message in translations.english():
        source = translations.source_of(message.id)
        english = " ".join(translations.forms_of(message.string))
        for piece in HOLES.split(source):
            words = " ".join(piece.split()).strip(" .,:;()")
            if len(words.split()) >= WORDS and words not in english:
                yield words


@pytest.fixture(scope="module")
def pieces():
    found = sorted(set(untranslated()), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(piece) for piece in found) + r")(?!\w)")


def names():
    """What stands in the database as a name, in Indonesian."""
    found = {name for model, *fields in NAMES for row in model.objects.values_list(*fields) for name in row if name}
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)) + r")(?!\w)"
    )


def is_public(address):
    return address.startswith("/en/")


def is_at_work(address):
    """A page where people work, read without doing anything."""
    path = urlsplit(address).path
    return not path.startswith(("/static/", "/en/", "/akun/keluar", "/akun/masuk")) and is_guarded(path)


def left(texts, pattern):
    """What of a pattern stands in texts that are said as if they were English."""
    return [(node.tag, found[0], text[:160]) for node, text in texts if (found := pattern.search(text))]


def spoken(page):
    """All that a page says in English, shown or not."""
    return [*shown(page, "en"), *told(page, "en")]


@pytest.mark.usefixtures("house")
def test_an_english_public_page_says_nothing_in_indonesian(client, pieces):
    read, off = set(), {}
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path, page, _ways in Walk(client, is_public).pages("/en/", *FORMS):
        read.add(view_of(path))
        for one in left(spoken(page), pieces):
            off.setdefault(one, path)
    assert in_lines(off).splitlines() == []
    assert len(read) > 9
    assert {view_of(path) for path in FORMS} <= read


@pytest.mark.parametrize("path", ["/en/tidak-ada/", "/en/inovasi/tidak-ada/"])
def test_a_page_that_is_not_there_says_nothing_in_indonesian(client, pieces, path):
    assert left(spoken(client.get(path).content.decode()), pieces) == []


@pytest.mark.usefixtures("house")
def test_what_people_wrote_is_marked_on_an_english_public_page(client):
    """What bears no mark, such as a title, speaks English around a name."""
    written, off = names(), {}
    for path, page, _ways in Walk(client, is_public).pages("/en/"):
        bare = [(node, text) for node, text in shown(page, "en") if node.tag == "title"] + list(told(page, "en"))
        marked = [(node, text) for node, text in shown(page, "en") if node.tag != "title"]
        around = [(node, written.sub("", text)) for node, text in bare]
        alone = [(node.tag, text, text) for node, text in bare if is_nothing(written.sub("", text))]
        for one in left(marked, written) + left(marked, INDONESIAN) + left(around, INDONESIAN) + alone:
            off.setdefault(one, path)
    assert in_lines(off).splitlines() == []


def is_nothing(text):
    """Whether no word of the portal is left but its own name."""
    return not re.search(r"\w", text.replace("Sinovik", ""))


@pytest.mark.journey
@pytest.mark.usefixtures("house")
def test_each_role_reads_english(client, cast, pieces):
    offices = {office.role: office for office in reversed(list(vars(cast).values()))}
    offices[Role.EVALUATOR] = Membership.objects.get(user=cast.judge.user)
    off = {}
    for role, office in offices.items():
        client.force_login(office.user)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        read = set()
        for path, page, _ways in Walk(client, is_at_work).pages(reverse("home")):
            read.add(view_of(path))
            for one in left(spoken(page), pieces):
                off.setdefault(one, f"{role} {path}")
        assert "home" in read, role
    assert in_lines(off).splitlines() == []


def in_lines(off):
    return "\n".join(f"{where} <{tag}> “{found}” in “{text}”" for (tag, found, text), where in off.items())
