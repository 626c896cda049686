"""What holds for every page that anybody may read: one address a language, and the same page for whoever asks."""

import re

import pgtrigger
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import translation

from accounts.models import Role
from competitions.kinds import StageKind
from judging import models as judging_models
from proposals.domain.catalogue import earlier_years, publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from tests.architecture.test_doors import WITH_A_KEY, addresses
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db

# Asked for by machines or by forms, in no language; a letter to be filled in is an Indonesian one.
WITHOUT_LANGUAGE = {
    "metrics",
    "ping",
    "ready",
    "robots",
    "icon",
    "manifest",
    "offline",
    "worker",
    "calendar_feed",
    "data_file",
    "data_package",
    "head_proof",
    "set_language",
    "sitemap",
    "sitemaps",
    "competitions:logo",
    "competitions:specimen",
    "judging:bundle",
    "judging:bundle-checker",
    "proposals:receipt_proof",
    "proposals:seal",
    "proposals:shown_file",
}
PUBLIC = sorted({name for _path, view, name in addresses() if getattr(view, "door", None) == "public"})
# Where people sign in, apply or confirm an address they fill in a form, and have chosen a language.
FORMS = (
    "account_",
    "mfa_",
    "application",
    "identity",
    "visitor",
    "letters_",
    "judging:candidate",
    "judging:verify-file",
    "judging:objections",
    "proposals:check_in_by_link",
    "proposals:inquiry",
)


PAGES = [name for name in PUBLIC if name not in WITHOUT_LANGUAGE | WITH_A_KEY and not name.startswith(FORMS)]
# Public files, which have no head and no links of ours.
FILES = {"news", "proposals:statistics_csv", *(name for name in PAGES if name.startswith("api_"))}
# An address with something in it, for every public page that needs it.
PLACES = {
    "proposals:receipt_genuine": ["0" * 64],
    "competitions:edition": ["kipp-uji"],
    "competitions:lot": ["kipp-uji"],
    "proposals:innovation": ["antrean-daring-2026"],
    "api_innovation": ["antrean-daring-2026"],
    "proposals:announcement": ["kipp-uji", 3],
    "proposals:statistics_year": [2026],
    "proposals:statistics_csv": [2026],
    "proposals:replication_verification": [1],
    "judging:verification": ["A" * 20],
    "judging:benefit": ["kipp-warga", 4],
    "judging:timetable": ["kipp-uji", 4],
}
# Pages of one certificate, receipt, head or answer, and what citizens say at this moment: drawn whenever asked for.
DRAWN_EACH_TIME = {
    "head_examination",
    "judging:benefit",
    "judging:timetable",
    "judging:verification",
    "judging:verify",
    "proposals:check_in_thanks",
    "proposals:receipt_check",
    "proposals:receipt_genuine",
    "proposals:replication_verification",
}
# The count itself, the edition of a proposal, and what a bundle was made from, which never change.
NEED_NO_WATCH = {"accounts_printing", "proposals_proposal", "judging_snapshot", "judging_computation"}
TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# What the contest's people wrote, on these pages, in Indonesian.
IN_INDONESIAN = ("KIPP Uji", "Antrean Daring", "Penetapan finalis", "Kesehatan", "Umum", "Top 99")


@pytest.fixture(autouse=True)
def portal():
    """An announced edition with a published stage, an innovation of its own and the list of earlier years."""
    edition = competitions.sighted(slug="kipp-uji", name="KIPP Uji", theme="Melayani semua")
    [row] = catalogue.proposals(edition, [accounts.agency()], title="Antrean Daring")
    publication.publish_many([EntryLine(row, [catalogue.FINALIST])], at=edition.closes_at)
    stage = competitions.stage(edition, StageKind.PANEL)
    line = AnnouncedLine(row.code, "Antrean Daring", "Kota Uji", "Dinas Uji", "Umum", ["Top 99"])
    publication.announce(stage, title="Penetapan finalis", decree="", lines=[line], at=edition.closes_at)
    earlier_years.load(at=edition.closes_at)
    PLACES["proposals:replication_verification"] = [catalogue.replicated().pk]
    assert stage.position == PLACES["proposals:announcement"][1]
    interview = competitions.stage(edition, StageKind.INTERVIEW)
    assert interview.position == PLACES["judging:timetable"][1]
    judging_models.PublicTimetable.objects.create(
        stage=interview, published_at=edition.closes_at, published_by=accounts.membership(Role.MINISTRY_ADMIN)
    )
    of_citizens = competitions.edition("benefit_2025", slug="kipp-warga", name="KIPP Uji").stages
    of_citizens.filter(position=PLACES["judging:benefit"][1]).update(
        opened_at=edition.closes_at, opened_by=accounts.membership(Role.MINISTRY_ADMIN)
    )
    return edition


def address(name, language="id"):
    with translation.override(language):
        return reverse(name, args=PLACES.get(name, []))


def read(client, path, **headers):
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer


@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_has_an_address_in_each_language(client, name):
    indonesian, english = address(name), address(name, "en")
    assert english == "/en" + indonesian
    assert read(client, indonesian).headers["Content-Language"] == "id"
    assert read(client, english).headers["Content-Language"] == "en"


def test_the_public_pages_are_those_with_a_public_door():
    views = {name for _path, view, name in addresses(get_resolver().url_patterns) if hasattr(view, "door")}
    assert set(PUBLIC) <= views
    assert set(PUBLIC) >= WITHOUT_LANGUAGE
    assert set(PLACES) <= set(PAGES)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_knows_no_visitor(client, name, language):
    answer = read(client, address(name, language), **{"accept-language": "en"})
    assert not answer.cookies
    assert not {"Cookie", "Accept-Language"} & set(re.split(r",\s*", answer.headers.get("Vary", "")))
    body = answer.content.decode()
    assert "csrf" not in body
    assert 'method="post"' not in body
    for headers in ({"cookie": "django_language=en"}, {"cookie": "django_language=id"}):
        assert client.get(address(name, language), headers=headers).content == answer.content


@pytest.mark.parametrize("name", sorted(set(PAGES) - DRAWN_EACH_TIME))
def test_a_public_page_may_be_kept_by_whoever_passes_it_on(client, name):
    answer = read(client, address(name))
    assert answer.headers["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    assert answer.headers["ETag"]
    assert client.get(address(name), headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", sorted(set(PAGES) - DRAWN_EACH_TIME))
def test_every_table_of_a_kept_page_draws_it_anew_when_it_changes(client, name):
    watched = {model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "reprints"}
    with CaptureQueriesContext(connection) as asked:
        read(client, address(name))
        read(client, address(name, "en"))
    tables = {table for query in asked.captured_queries for table in TABLES.findall(query["sql"])}
    assert tables <= watched | NEED_NO_WATCH
    assert "accounts_printing" in tables


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_is_the_same_for_who_is_signed_in(client, name):
    before = read(client, address(name)).content
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    assert read(client, address(name)).content == before


@pytest.mark.parametrize("name", [name for name in PAGES if name not in FILES])
def test_each_language_leads_to_the_other_and_search_engines_know_both(client, name):
    paths = {"id": address(name), "en": address(name, "en")}
    for language, path in paths.items():
        page = " ".join(read(client, path + "?kata=a&page=2").content.decode().split())
        other = "en" if language == "id" else "id"
        switch = f'<a href="{paths[other]}?kata=a&amp;page=2" lang="{other}" hreflang="{other}">'
        assert switch in page
        assert f'<html lang="{language}">' in page
        assert f'<link rel="canonical" href="{settings.BASE_URL}{path}?page=2">' in page
        for code in ("id", "en"):
            assert f'<link rel="alternate" hreflang="{code}" href="{settings.BASE_URL}{paths[code]}?page=2">' in page
        assert f'hreflang="x-default" href="{settings.BASE_URL}{paths["id"]}?page=2">' in page
        assert page.count('<link rel="stylesheet"') == 1
        assert page.count("<script") <= 2
        assert page.count('<meta name="description"') == 1


@pytest.mark.parametrize("name", [name for name in PAGES if name not in FILES])
def test_links_of_an_english_page_stay_english_and_lead_somewhere(client, name):
    page = read(client, address(name, "en")).content.decode()
    links = {
        link.replace("&amp;", "&") for link in re.findall(r'<a [^>]*href="(/[^"#]*)"(?!\s+(?:href)?lang="id")', page)
    }
    assert links
    for link in sorted(links):
        assert link.startswith("/en/") or "?bahasa=en" in link, link
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("name", [name for name in PAGES if name not in FILES])
def test_words_of_the_contest_are_marked_as_indonesian_on_english_pages(client, name):
    page = read(client, address(name, "en")).content.decode()
    body = re.sub(r"<head>.*?</head>|<option.*?</option>", "", page, flags=re.DOTALL)
    unmarked = re.sub(r'<(\w+)[^>]*\slang="id"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    # Names of offices are names in every language.
    text = re.sub(r"(Dinas|Kementerian) Kesehatan", "", re.sub(r"<[^>]*>", " ", unmarked))
    assert [words for words in IN_INDONESIAN if re.search(rf"\b{words}\b", text)] == []
    assert not re.search(r'="[^"]*<span', page)
    assert "&lt;span" not in page


def test_an_indonesian_page_carries_no_marks_for_its_own_language(client):
    page = read(client, address("proposals:innovation")).content.decode()
    assert '<span lang="id">' not in page


def test_english_is_carried_to_the_sign_in_and_kept(client):
    person = accounts.person(password="sandi-uji-yang-panjang")
    accounts.membership(Role.MINISTRY_ADMIN, user=person)
    page = read(client, "/en/").content.decode()
    assert 'href="/akun/masuk/?bahasa=en"' in page
    form = read(client, "/akun/masuk/?bahasa=en").content.decode()
    assert '<html lang="en">' in form
    assert 'action="/akun/masuk/?bahasa=en"' in form
    assert 'name="next" value="/akun/masuk/"' in form
    sent = {"login": person.email, "password": "sandi-uji-yang-panjang"}
    assert client.post("/akun/masuk/?bahasa=en", sent).status_code == 302
    assert '<html lang="en">' in client.get("/beranda/").content.decode()


def test_a_page_that_is_not_there_speaks_the_language_of_its_address(client):
    assert '<html lang="en">' in client.get("/en/inovasi/tidak-ada/").content.decode()
    assert '<html lang="en">' in client.get("/en/tidak-ada/").content.decode()
    missing = client.get("/tidak-ada/")
    assert missing.status_code == 404
    assert '<html lang="id">' in missing.content.decode()
    assert not missing.cookies


def test_there_is_no_english_address_where_people_work(client):
    assert client.get("/en/beranda/").status_code == 404
    assert client.get("/en/akun/masuk/").status_code == 404
    assert client.get("/id/inovasi/").status_code == 404


def test_a_form_sent_where_there_is_none_meets_our_own_page(client):
    for path, words in {"/verifikasi/": "tidak dibuka dengan cara itu", "/en/verifikasi/": "does not open"}.items():
        answer = client.post(path)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD"
        assert words in answer.content.decode()


def test_what_machines_ask_for_is_there(client):
    robots = read(client, "/robots.txt")
    assert robots.headers["Content-Type"].startswith("text/plain")
    rules = robots.content.decode().splitlines()
    assert "Disallow: /akun/masuk/" in rules
    assert not [line for line in rules if line in {"Disallow: /", "Disallow: /inovasi/"}]
    icon = read(client, "/favicon.ico")
    assert icon.headers["Content-Type"] == "image/svg+xml"
    assert icon.content.startswith(b"<svg")
