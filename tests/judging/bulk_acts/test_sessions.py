"""Interview sessions moved by the same time, many at once: none onto one that stays, and the preview says the same."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import BulkAct, Letter, Role
from competitions.kinds import StageKind
from judging.domain.hearings import sessions
from judging.models import Assignment, Session
from judging.rules.encounters.hearing import INTO_THE_PAST, MOVED_AGAIN, OUTSIDE_THE_STAGE
from tests import bulk
from tests.factories import accounts, judging
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
LENGTH = timedelta(minutes=20)


@pytest.fixture
def stage():
    """Three sessions tomorrow, one right after the other in one room."""
    stage, _judge, _assignments = judging.desk(3, kind=StageKind.INTERVIEW)
    first = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number, session in enumerate(Session.objects.filter(stage=stage).order_by("-starts_at", "-pk")):
        starts_at = first + LENGTH * (2 - number)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + LENGTH)
    return stage


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def held(stage):
    return list(Session.objects.filter(stage=stage).select_related("proposal").order_by("starts_at"))


def shift(stage, *, days=0, minutes=0):
    return {"stage": stage.pk, "days": days, "minutes": minutes, "reason": "Listrik padam."}


@pytest.mark.parametrize(("days", "minutes"), [(0, 20), (0, 40), (1, 0), (1, -30)])
def test_all_of_a_day_move_together_each_to_where_another_was(stage, secretary, days, minutes):
    before = [(one.pk, one.starts_at) for one in held(stage)]
    inputs, at = shift(stage, days=days, minutes=minutes), timezone.now()
    assert bulk.foretold("shift-sessions", held(stage), inputs, by=secretary, at=at) == [None] * 3
    act = bulk.done("shift-sessions", held(stage), inputs, by=secretary, at=at)
    assert bulk.came(act) == [None] * 3
    span = timedelta(days=days, minutes=minutes)
    assert [(one.pk, one.starts_at) for one in held(stage)] == [(pk, starts_at + span) for pk, starts_at in before]
    assert {one.sequence for one in held(stage)} == {1}
    assert {letter.calendar.count("METHOD:REQUEST") for letter in Letter.objects.filter(name="session.moved")} == {1}


def test_everybody_is_told_once_of_all_that_moved(stage, secretary):
    before = {one.pk: one.starts_at for one in held(stage)}
    act = bulk.done("shift-sessions", held(stage), shift(stage, minutes=20), by=secretary, at=timezone.now())
    letters = list(Letter.objects.filter(name="session.moved"))
    assert len(letters) == len({letter.recipient_id for letter in letters})
    judge = Assignment.objects.filter(stage=stage).values_list("judge", flat=True).distinct().get()
    (of_judge,) = [letter for letter in letters if letter.recipient_id == judge]
    assert of_judge.calendar.count("BEGIN:VEVENT") == 3
    assert "Listrik padam." in of_judge.body
    assert all(one.proposal.code in of_judge.body for one in held(stage))
    bulk.undone(act, by=secretary, at=timezone.now())
    assert Letter.objects.filter(name="session.moved", recipient=judge).count() == 2
    assert {one.pk: one.starts_at for one in held(stage)} == before


def test_a_session_that_stands_there_already_is_not_told_of(stage, secretary):
    act = bulk.done("shift-sessions", held(stage)[:1], shift(stage, minutes=0), by=secretary, at=timezone.now())
    assert bulk.came(act) == [None]
    assert not Letter.objects.filter(name="session.moved").exists()


def test_one_that_stays_is_in_the_way_and_the_preview_says_so_too(stage, secretary):
    first, second, third = held(stage)
    inputs, at = shift(stage, minutes=20), timezone.now()
    chosen = [first, third]
    foretold = bulk.foretold("shift-sessions", chosen, inputs, by=secretary, at=at)
    act = bulk.done("shift-sessions", chosen, inputs, by=secretary, at=at)
    assert bulk.came(act) == foretold
    assert foretold[0] is None
    assert second.proposal.code in foretold[1]
    assert [one.starts_at for one in held(stage)] == [first.starts_at, second.starts_at, third.starts_at + LENGTH]


@pytest.mark.parametrize(("days", "refusal"), [(-3, INTO_THE_PAST), (59, OUTSIDE_THE_STAGE)])
def test_none_moves_into_the_past_or_out_of_the_window(stage, secretary, days, refusal):
    inputs = shift(stage, days=days)
    foretold = bulk.foretold("shift-sessions", held(stage), inputs, by=secretary, at=timezone.now())
    assert foretold == [str(refusal.sentence)] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_costs_the_same_for_many(stage, secretary, count, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        inputs = shift(stage, minutes=20)
        bulk.foretold("shift-sessions", held(stage)[:count], inputs, by=secretary, at=timezone.now())


def test_those_of_a_day_and_a_room_are_found_and_moved_by_pages(stage, secretary):
    browser = Browser()
    browser.force_login(secretary.user)
    place = [stage.edition.slug, stage.position]
    first, *others = held(stage)
    later = first.starts_at + timedelta(days=2)
    Session.objects.filter(pk=first.pk).update(starts_at=later, ends_at=later + LENGTH)
    day = timezone.localdate(others[0].starts_at).isoformat()
    listed = reverse("judging:sessions", args=place)
    page = browser.get(listed, {"hari": day, "ruang": first.room})
    assert [one.pk for one in page.context["page"]] == [one.pk for one in others]
    (button,) = page.context["buttons"]
    data = {"cakupan": "semua", "versi": "-"}
    page = browser.post(button.url, data)
    page = browser.post(button.url, {**hidden(page), **data, "langkah": "periksa", "alasan": "Listrik padam."})
    assert "Isi berapa hari atau berapa menit sesi dipindahkan, atau pilih ruang lain" in text_of(page)
    given = {"langkah": "periksa", "menit": "20", "alasan": "Listrik padam."}
    page = browser.post(button.url, {**hidden(page), **data, **given})
    assert "Sesi yang dipilih mundur 20 menit." in text_of(page)
    browser.post(button.url, {**hidden(page), **data, **given, "langkah": "lakukan", "versi": page.context["stamp"]})
    assert BulkAct.objects.get().rows.filter(done_at__isnull=False).count() == 2
    assert [one.starts_at for one in held(stage)] == [*(one.starts_at + LENGTH for one in others), later]


def test_moved_back_as_one_unless_moved_again(stage, secretary):
    before = [(one.pk, one.starts_at) for one in held(stage)]
    act = bulk.done("shift-sessions", held(stage), shift(stage, minutes=20), by=secretary, at=timezone.now())
    first = held(stage)[0]
    assert bulk.came(bulk.undone(act, by=secretary, at=timezone.now())) == [None] * 3
    assert [(one.pk, one.starts_at) for one in held(stage)] == before
    # Letters and calendars follow: a third number, not the first.
    assert {one.sequence for one in held(stage)} == {2}
    again = bulk.done("shift-sessions", held(stage), shift(stage, days=1), by=secretary, at=timezone.now())
    moved = Session.objects.select_related("stage", "proposal").get(pk=first.pk)
    sessions.move(
        moved, moved.room, moved.starts_at + timedelta(hours=3), "Ban bocor.", by=secretary, at=timezone.now()
    )
    things = held(stage)
    foretold = bulk.foretold("shift-sessions-back", things, again.inputs, by=secretary, at=timezone.now())
    assert foretold.count(str(MOVED_AGAIN.sentence)) == 1
    came = bulk.came(bulk.undone(again, by=secretary, at=timezone.now()))
    assert sorted(map(str, came)) == sorted(map(str, foretold))


def test_to_another_room_but_not_two_into_one(stage, secretary):
    first, second, third = held(stage)
    type(stage).objects.filter(pk=stage.pk).update(settings={**stage.settings, "rooms": ["Ruang 1", "Ruang 2"]})
    # The second is heard beside the first, in another room.
    Session.objects.filter(pk=second.pk).update(room="Ruang 2", starts_at=first.starts_at, ends_at=first.ends_at)
    Assignment.objects.filter(stage=stage, proposal=second.proposal).update(
        recused_at=timezone.now(), recusal_reason="Sakit."
    )
    Session.objects.filter(pk=third.pk).update(room="Ruang 2")
    inputs = {**shift(stage), "room": "Ruang 1"}
    things = held(stage)
    foretold = bulk.foretold("shift-sessions", things, inputs, by=secretary, at=timezone.now())
    act = bulk.done("shift-sessions", things, inputs, by=secretary, at=timezone.now())
    assert bulk.came(act) == foretold
    assert sum(1 for one in foretold if one) == 1
    rooms = {one.pk: one.room for one in held(stage)}
    assert (rooms[first.pk], rooms[second.pk], rooms[third.pk]) == ("Ruang 1", "Ruang 2", "Ruang 1")
