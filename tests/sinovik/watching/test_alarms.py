"""What people are woken for: rules as a table, one letter a kind and day, a line on the home page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from time_machine import travel

from accounts.domain import watching
from accounts.models import Alarm, BackupMade, Chore, Event, Failure, Inspection, Letter, Role
from competitions.domain import heartbeat
from competitions.models import ServingRun
from sinovik.watching import alarms, state
from sinovik.watching.state import Outbox, PortalState, Queue
from tests.factories import accounts

MINUTE, HOUR = 60, 3600
AT = datetime(2026, 11, 29, 20, 0, tzinfo=UTC)
GB = 1_000_000_000
WELL = PortalState(
    queues={"tasks": Queue(3, 5 * MINUTE), "computations": Queue(0), "letters": Queue(900, HOUR)},
    failed=(),
    letters=Outbox(0, 0, 9),
    heartbeat=5 * MINUTE,
    backup=26 * HOUR,
    is_backed_up=True,
    inspected=HOUR,
    broken=0,
    is_store_there=True,
    free=10 * GB,
    room=100 * GB,
)


def waiting(**queues):
    return {"queues": {**WELL.queues, **queues}}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, {}),
        ({"heartbeat": None}, {}),
        ({"heartbeat": 5 * MINUTE + 1}, {"heartbeat": {"minutes": 5}}),
        (waiting(tasks=Queue(1, 5 * MINUTE + 1)), {"queue": {"queue": "tasks", "minutes": 5}}),
        (waiting(tasks=None), {"broker": {}}),
        (waiting(letters=Queue(1, HOUR + 1)), {"queue": {"queue": "letters", "minutes": 60}}),
        (
            waiting(tasks=Queue(1, 400), computations=Queue(1, 700)),
            {"queue": {"queue": "computations", "minutes": 11}},
        ),
        ({"failed": ("a.b", "c.d")}, {"tasks": {"names": "a.b, c.d"}}),
        ({"letters": Outbox(4, 10 * MINUTE, 0)}, {}),
        ({"letters": Outbox(4, 10 * MINUTE + 1, 0)}, {"letters": {"waiting": 4, "refused": 0}}),
        ({"letters": Outbox(0, 0, 10)}, {"letters": {"waiting": 0, "refused": 10}}),
        ({"free": 2 * GB, "room": 20 * GB}, {}),
        ({"free": 2 * GB - 1, "room": 10 * GB}, {"disk": {"gigabytes": 2.0, "percent": 19}}),
        ({"free": 9 * GB}, {"disk": {"gigabytes": 9.0, "percent": 9}}),
        ({"free": None, "room": None}, {}),
        ({"is_store_there": False}, {"store": {}}),
        ({"backup": 26 * HOUR + 1}, {"backup": {"hours": 26}}),
        ({"backup": None}, {"no_backup": {}}),
        ({"backup": None, "is_backed_up": False}, {}),
        ({"broken": 2}, {"invariants": {"count": 2}}),
    ],
)
def test_what_is_an_alarm_and_what_is_not(change, found):
    assert alarms.sounding(replace(WELL, **change)) == found


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_rule_has_its_sentence_and_its_remedy_in_both_languages(language):
    off = replace(
        WELL,
        queues={"tasks": None, **{name: Queue(1, 2 * HOUR) for name in alarms.QUEUES if name != "tasks"}},
        failed=("a.b",),
        letters=Outbox(3, HOUR, 11),
        heartbeat=HOUR,
        backup=None,
        broken=1,
        is_store_there=False,
        free=GB,
    )
    said = {**alarms.sounding(off), **alarms.sounding(replace(off, backup=30.0 * HOUR))}
    assert set(said) == set(alarms.ALARMS)
    with translation.override(language):
        for key, values in said.items():
            words = alarms.words(key, values)
            assert all(words.values())
            assert "%(" not in words["peringatan"]
        for name in state.waiting(AT):
            assert alarms.worded("queue", {"queue": name, "minutes": 7}).startswith(str(alarms.QUEUES[name]))


def raised(kind="disk", **said):
    return alarms.raised(kind, {"gigabytes": 1.0, "percent": 4, **said} if kind == "disk" else said)


def letters():
    return Letter.objects.filter(name=watching.LETTER).order_by("pk")


def acts(name):
    return Event.objects.filter(name=name).count()


@pytest.mark.django_db
def test_one_letter_a_kind_and_day_to_every_admin_and_to_nobody_else():
    admins = {accounts.membership(Role.MINISTRY_ADMIN).user_id for _ in range(2)}
    accounts.membership(Role.SECRETARY)
    for minutes in range(3):
        watching.keep([raised()], at=AT + timedelta(minutes=minutes))
    assert set(letters().values_list("recipient", flat=True)) == admins
    assert letters().count() == 2
    watching.keep([raised()], at=AT + timedelta(days=1))
    assert letters().count() == 4
    assert (acts("alarm.raised"), acts("alarm.ended")) == (1, 0)
    assert "1.0 GB (4%)" in letters()[0].body


@pytest.mark.django_db
def test_what_comes_and_goes_is_one_alarm_and_what_is_over_ends():
    accounts.membership(Role.MINISTRY_ADMIN)
    watching.keep([raised()], at=AT)
    watching.keep([], at=AT + timedelta(minutes=9))
    watching.keep([raised(gigabytes=0.5)], at=AT + timedelta(minutes=9, seconds=30))
    assert Alarm.objects.get().said["gigabytes"] == 0.5
    watching.keep([], at=AT + timedelta(minutes=19))
    assert Alarm.objects.lasting().count() == 1
    watching.keep([], at=AT + timedelta(minutes=20))
    assert Alarm.objects.lasting().count() == 0
    assert (acts("alarm.raised"), acts("alarm.ended")) == (1, 1)
    # The same again on the same day: a new alarm, no new letter.
    watching.keep([raised()], at=AT + timedelta(minutes=40))
    assert (Alarm.objects.count(), letters().count()) == (2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["letters", "invariants"])
def test_of_failing_letters_the_home_page_and_the_log_speak(kind, caplog):
    accounts.membership(Role.MINISTRY_ADMIN)
    watching.keep([alarms.raised(kind, {"waiting": 3, "refused": 0, "count": 1})], at=AT)
    assert letters().count() == 0
    assert [record for record in caplog.records if f"alarm {kind}" in record.getMessage()]


@pytest.mark.django_db
def test_an_admin_sees_the_line_and_the_page_and_no_other_office_does(client):
    at = timezone.now()
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    line = "Peringatan tentang jalannya portal"
    assert line not in client.get(reverse("home")).content.decode()
    assert "Tidak ada peringatan" in client.get(reverse("alarms")).content.decode()
    watching.keep([raised(), raised("letters", waiting=12, refused=0)], at=at)
    assert line in client.get(reverse("home")).content.decode()
    page = client.get(reverse("alarms")).content.decode()
    assert "Ruang disk tinggal 1.0 GB (4%)." in page
    assert "12 menunggu server surel" in page
    assert "Jangan hapus folder media" in page
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert line not in client.get(reverse("home")).content.decode()
    assert client.get(reverse("alarms")).status_code == 403


@pytest.mark.django_db
def test_where_nobody_is_left_to_look_the_home_page_says_it_by_itself(client):
    client.force_login(accounts.membership(Role.MINISTRY_ADMIN).user)
    line, at = "Pekerja portal tidak terdengar", timezone.now()
    heartbeat.beat(at=at - timedelta(minutes=4))
    assert line not in client.get(reverse("home")).content.decode()
    ServingRun.objects.update(began_at=at - timedelta(minutes=9), last_at=at - timedelta(minutes=6))
    assert line in client.get(reverse("home")).content.decode()
    watching.keep([alarms.raised("heartbeat", {"minutes": 6})], at=at)
    page = client.get(reverse("home")).content.decode()
    assert line not in page
    assert "Peringatan tentang jalannya portal" in page


@pytest.mark.django_db
def test_the_minutes_look_finds_what_is_there(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    accounts.membership(Role.MINISTRY_ADMIN)
    reader = accounts.person()
    unanswered = {"failure": Failure.UNREACHABLE, "next_try_at": AT - timedelta(minutes=30)}
    Letter.objects.create(
        recipient=reader,
        name="x",
        occasion="y",
        subject="z",
        body="b",
        written_at=AT - timedelta(hours=1),
        **unanswered,
    )
    Chore.objects.create(name="visitors.erase", key="1", since=AT, given_up_at=AT, tries=7)
    heartbeat.beat(at=AT - timedelta(minutes=7))
    watching.note_backup(12, at=AT - timedelta(hours=30))
    Inspection.objects.create(looked_at=AT, events=0, head="", broken={"files": {"count": 1, "names": ["a"]}})
    with travel(AT, tick=False):
        alarms.watch(at=AT)
    kinds = set(Alarm.objects.lasting().values_list("rule", flat=True)) - {"disk"}
    assert kinds == {"letters", "tasks", "heartbeat", "backup", "invariants"}
    assert state.looked(at=AT).letters == Outbox(1, 30 * MINUTE, 0)
    assert BackupMade.objects.get().members == 12
    assert acts("backup.made") == 1
