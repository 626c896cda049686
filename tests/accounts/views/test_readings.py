"""Who opened what is blind or private: kept once an hour, shown to those who watch, erased in time, never changed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.domain.entrance import readings
from accounts.models import Reading, Role
from accounts.reading import personal
from tests.factories import accounts
from tests.pages import text_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def kept(user, *, at, about="P-1", kind=Reading.Kind.DOSSIER, visitor="10.0.0.1"):
    readings.keep([(kind, ("proposals.proposal", 7), about)], user=user, office="evaluator", visitor=visitor, at=at)


def test_the_same_person_and_thing_are_one_reading_an_hour_and_network():
    user, hour = accounts.membership(Role.EVALUATOR).user, timezone.now().replace(minute=0)
    for minutes in (0, 1, 59):
        kept(user, at=hour + timedelta(minutes=minutes))
    assert Reading.objects.count() == 1
    kept(user, at=hour + timedelta(minutes=60))
    kept(user, at=hour, visitor="10.0.0.2")
    kept(user, at=hour, kind=Reading.Kind.FILE)
    kept(accounts.membership(Role.EVALUATOR).user, at=hour)
    assert Reading.objects.count() == 5


def test_keeping_is_one_statement():
    user = accounts.membership(Role.EVALUATOR).user
    with CaptureQueriesContext(connection) as asked:
        kept(user, at=timezone.now())
    assert [one["sql"][:6] for one in asked.captured_queries if "accounts_reading" in one["sql"]] == ["INSERT"]


def test_what_is_younger_than_its_time_is_neither_changed_nor_removed_and_what_is_older_goes():
    user, now = accounts.membership(Role.EVALUATOR).user, timezone.now()
    kept(user, at=now - readings.KEPT - A_DAY, about="old")
    kept(user, at=now - readings.KEPT + A_DAY, about="young")
    for statement in ("DELETE FROM accounts_reading", "UPDATE accounts_reading SET about = ''"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert readings.erase_old(at=now) == 1
    assert readings.erase_old(at=now + 900 * A_DAY) == 0
    assert list(Reading.objects.values_list("about", flat=True)) == ["young"]


def test_whoever_watches_looks_and_takes_it_along(client):
    judge = accounts.membership(Role.EVALUATOR)
    kept(judge.user, at=timezone.now(), about="KIPP-7")
    kept(accounts.membership(Role.EVALUATOR).user, at=timezone.now(), kind=Reading.Kind.FILE, about="KIPP-8, 3")
    for role in (Role.MINISTRY_ADMIN, Role.AUDITOR):
        client.force_login(accounts.membership(role).user)
        page = text_of(client.get(reverse("readings")))
        assert "KIPP-7" in page
        assert judge.user.email in page
        narrowed = text_of(client.get(reverse("readings"), {"q": "KIPP-7", "jenis": "dossier"}))
        assert "KIPP-8" not in narrowed
        file = b"".join(client.get(reverse("readings"), {"bentuk": "csv"}).streaming_content).decode()
        assert "KIPP-8, 3" in file
        assert "Bukti dibaca penilai" in file
    for role in (Role.SECRETARY, Role.EVALUATOR, Role.UNIT):
        client.force_login(accounts.membership(role).user)
        assert client.get(reverse("readings")).status_code == 403


def test_ones_own_readings_are_in_ones_own_data():
    user = accounts.membership(Role.EVALUATOR).user
    kept(user, at=timezone.now(), about="KIPP-7")
    part = next(one for one in personal.PARTS if one.key == "pembacaan")
    assert [row[2] for row in part.rows(user)] == ["KIPP-7"]
