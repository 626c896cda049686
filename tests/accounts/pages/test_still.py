"""Public pages that stand still: drawn once, given again, drawn anew when what they show has changed."""

import gzip
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.signals import template_rendered

from accounts.models import Printing, Region
from accounts.pages import still
from accounts.reading import printing
from proposals.models import CatalogueEntry
from tests.factories import accounts, catalogue, competitions

LIST = "/inovasi/"


@contextmanager
def no_database():
    """PostgreSQL answers nothing."""

    def silent(*_):
        raise OperationalError

    with connection.execute_wrapper(silent):
        yield


@pytest.fixture
def entry(db):
    return catalogue.earlier_entry(title="Antrean Daring")


def without_its_id(answer):
    """The headers of an answer without what the log calls its request."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-Id"}


def test_a_page_that_was_drawn_costs_one_query(client, entry, django_assert_num_queries):
    first = client.get(LIST)
    with django_assert_num_queries(1):
        again = client.get(LIST)
    assert again.content == first.content
    assert without_its_id(again) == without_its_id(first)


def test_what_is_published_shows_at_once(client, entry):
    client.get(LIST)
    catalogue.earlier_entry(title="Posyandu Terapung")
    assert "Posyandu Terapung" in client.get(LIST).content.decode()
    CatalogueEntry.objects.filter(pk=entry.pk).update(title="Antrean Luring")
    assert "Antrean Luring" in client.get(LIST).content.decode()


def test_what_people_write_meanwhile_draws_nothing_anew(client, entry):
    [row] = catalogue.proposals(competitions.edition(), [accounts.agency()])
    before = printing.number()
    row.title = "Judul lain"
    row.save()
    accounts.person()
    assert printing.number() == before


def test_a_change_that_was_taken_back_leaves_the_pages_as_they_are(entry):
    before = printing.number()
    with transaction.atomic():
        CatalogueEntry.objects.filter(pk=entry.pk).update(title="Keliru")
        assert printing.number() == before + 1
        transaction.set_rollback(True)
    assert printing.number() == before


def test_a_browser_that_has_the_page_is_told_so(client, entry):
    first = client.get(LIST)
    assert first.headers["Cache-Control"] == still.CACHES
    again = client.get(LIST, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    catalogue.earlier_entry(title="Posyandu Terapung")
    assert client.get(LIST, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_a_browser_that_unpacks_gets_it_packed(client, entry):
    plain = client.get(LIST)
    packed = client.get(LIST, headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = client.get(LIST, headers={"accept-encoding": "gzip", "if-none-match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_each_question_has_a_page_of_its_own(client, entry):
    catalogue.earlier_entry(title="Posyandu Terapung")
    assert "Posyandu" not in client.get(LIST, {"cari": "antrean"}).content.decode()
    assert "Posyandu" in client.get(LIST, {"cari": "posyandu"}).content.decode()
    assert "Posyandu" not in client.get("/en" + LIST, {"cari": "antrean"}).content.decode()


def test_without_a_database_pages_are_given_as_they_were(client, entry):
    drawn = client.get(LIST)
    catalogue.earlier_entry(title="Posyandu Terapung")
    with no_database():
        assert client.get(LIST).content == drawn.content
    assert client.get(LIST).content != drawn.content


def test_what_somebody_is_told_is_not_given_to_others(client, entry):
    told = CookieStorage(None)
    client.cookies[CookieStorage.cookie_name] = told._encode([])
    client.get(LIST)
    assert still.SHELF.take(LIST) is None
    del client.cookies[CookieStorage.cookie_name]
    client.get(LIST)
    assert still.SHELF.take(LIST) is not None


def test_a_kept_page_is_refused_under_another_name_of_the_house(client, entry):
    client.get(LIST)
    assert client.get(LIST, headers={"host": "lain.example"}).status_code == 400


def test_a_page_that_tells_the_time_holds_to_the_end_of_the_minute():
    minute = datetime(2026, 11, 20, 8, 59, tzinfo=UTC)
    drawn = minute.timestamp() + 30
    sheet, timeless = (still.KeptPage(1, drawn, holds, b"", {}) for holds in (still.A_MINUTE, still.UNTIL_CHANGED))
    with time_machine.travel(minute + timedelta(seconds=59), tick=False):
        assert sheet.is_fresh()
    with time_machine.travel(minute + timedelta(minutes=1), tick=False):
        assert not sheet.is_fresh()
        assert timeless.is_fresh()


def test_what_is_not_there_is_not_kept(client, entry):
    assert client.get("/inovasi/tidak-ada/").status_code == 404
    assert still.SHELF.take("/inovasi/tidak-ada/") is None
    address = LIST + "?cari=" + "a" * still.LONGEST_ADDRESS
    client.get(address)
    assert still.SHELF.take(address) is None


def test_what_was_not_asked_for_longest_makes_room():
    shelf = still.Shelf(room=25)
    for address in "abc":
        shelf.put(address, still.KeptPage(1, 0.0, still.UNTIL_CHANGED, b"x" * 10, {}))
        shelf.take("a")
    assert [address for address in "abc" if shelf.take(address)] == ["a", "c"]
    assert shelf.weight == 20
    shelf.put("d", still.KeptPage(1, 0.0, still.UNTIL_CHANGED, b"x" * 100, {}))
    assert (shelf.weight, shelf.take("d")) == (0, None)


@pytest.mark.django_db(transaction=True)
def test_two_acts_do_not_wait_for_each_other_and_both_are_counted():
    one, other = (accounts.region(code=code, name=code) for code in ("81", "82"))
    before = printing.number()

    def rename():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            Region.objects.filter(pk=other.pk).update(name="Dua")
        finally:
            connection.close()

    with transaction.atomic():
        Region.objects.filter(pk=one.pk).update(name="Satu")
        thread = threading.Thread(target=rename)
        thread.start()
        thread.join()
        assert Region.objects.get(pk=other.pk).name == "Dua"
    assert printing.number() == before + 2
    assert Printing.objects.count() <= 2


@pytest.mark.django_db(transaction=True)
def test_what_everybody_asks_for_at_once_is_drawn_once(client):
    """Eight readers of a page that has just changed: one draws it, and all read what was published."""
    catalogue.earlier_entry(title="Antrean Daring")
    client.get(LIST)
    catalogue.earlier_entry(title="Posyandu Terapung")
    drawn, read = [], []

    def note(template, **_more):
        drawn.append(template.name)

    def ask():
        try:
            read.append(Client().get(LIST).content.decode())
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _reader in range(8)]
    template_rendered.connect(note)
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    template_rendered.disconnect(note)
    assert drawn.count("proposals/catalogue/list.html") == 1
    assert len(read) == 8
    assert all("Posyandu Terapung" in page for page in read)
