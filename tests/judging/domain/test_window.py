"""Sessions and visits are laid out inside the stage's window, as its settings say."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.moments import day
from accounts.rules import Refused
from competitions.kinds import StageKind, defaults
from competitions.models import Stage
from judging import rules
from judging.domain.hearings import sessions
from judging.domain.visits import visiting
from judging.models import Entrant, Session, Visit
from tests import carrying

pytestmark = pytest.mark.django_db


def waiting(kind, count, **settings):
    """An open stage of a kind with entrants and nothing laid out."""
    _crew, edition, proposals = carrying.begun(count, evaluators=1, panelists=1)
    stage = edition.stages.get(kind=kind)
    Stage.objects.filter(pk=stage.pk).update(settings={**defaults(kind), **settings})
    Entrant.objects.bulk_create(
        Entrant(stage=stage, proposal=proposal, entered_at=stage.opens_at) for proposal in proposals
    )
    return carrying.fresh(stage)


def test_sessions_follow_the_settings_and_never_precede_their_moment():
    stage = waiting(StageKind.INTERVIEW, 5, session_minutes=45, first_at="13.00", sessions_a_day=2, rooms=["Merapi"])
    at = stage.opens_at + timedelta(days=3, hours=15)
    sessions.lay_out(stage, at=at)
    held = list(Session.objects.filter(stage=stage).order_by("starts_at"))
    assert all(session.starts_at >= at for session in held)
    assert {session.room for session in held} == {"Merapi"}
    assert {timezone.localtime(session.starts_at).strftime("%H.%M") for session in held} == {"13.00", "13.45"}
    assert {session.ends_at - session.starts_at for session in held} == {timedelta(minutes=45)}
    assert max(Counter(timezone.localdate(session.starts_at) for session in held).values()) == 2


def test_sessions_that_do_not_fit_are_said_and_none_is_laid_out():
    stage = waiting(StageKind.INTERVIEW, 3, sessions_a_day=1)
    with pytest.raises(Refused) as caught:
        sessions.lay_out(stage, at=stage.closes_at - timedelta(hours=1))
    assert caught.value.refusal is rules.WINDOW_TOO_SHORT
    assert caught.value.sentences == (
        "Sampai tahap ini ditutup hanya ada tempat untuk 0 sesi, padahal 3 usulan menunggu sesi. Perpanjang tahap ini.",
    )
    assert not Session.objects.exists()


def test_sessions_begin_when_their_materials_can_still_be_handed_in():
    stage = waiting(StageKind.INTERVIEW, 3, materials=["slides"], materials_days=3)
    at = stage.opens_at + timedelta(hours=10)
    sessions.lay_out(stage, at=at)
    held = list(Session.objects.filter(stage=stage))
    assert len(held) == 3
    assert all(
        timezone.localdate(stage.arranged.materials_due(session.starts_at) - timedelta(seconds=1))
        > timezone.localdate(at)
        for session in held
    )


def test_a_window_too_short_for_materials_says_so_with_the_way_out_and_nothing_is_laid_out():
    stage = waiting(StageKind.INTERVIEW, 1, materials=["slides"], materials_days=30)
    at = stage.closes_at - timedelta(days=5)
    first = day(timezone.localdate(at) + timedelta(days=31))
    with pytest.raises(Refused) as caught:
        sessions.lay_out(stage, at=at)
    assert caught.value.refusal is rules.WINDOW_TOO_SHORT
    assert caught.value.sentences == (
        "Sampai tahap ini ditutup hanya ada tempat untuk 0 sesi, padahal 1 usulan menunggu sesi. Perpanjang tahap ini.",
        (
            f"Bahan diserahkan paling lambat 30 hari sebelum sesi, jadi sesi paling awal {first}. Jumlah harinya dapat "
            "dikurangi lewat perubahan aturan edisi."
        ),
    )
    assert not Session.objects.exists()


def test_a_session_that_was_moved_keeps_its_place():
    stage = waiting(StageKind.INTERVIEW, 4)
    sessions.lay_out(stage, at=stage.opens_at)
    first, second, *_others = Session.objects.filter(stage=stage).order_by("starts_at")
    second.delete()
    Session.objects.filter(pk=first.pk).update(
        starts_at=first.starts_at + timedelta(minutes=10), ends_at=first.ends_at + timedelta(minutes=10)
    )
    sessions.lay_out(stage, at=stage.opens_at)
    held = Session.objects.filter(stage=stage).order_by("starts_at")
    assert len(held) == 4
    assert held[3].starts_at - held[0].starts_at == timedelta(minutes=70)


def test_visits_lie_on_working_days_and_not_more_than_so_many_a_day():
    stage = waiting(StageKind.FIELD, 12, visits_a_day=3)
    at = stage.opens_at + timedelta(days=1)
    new, moved = visiting.plan(stage, at=at)
    busy = Counter(Visit.objects.filter(stage=stage).values_list("planned_on", flat=True))
    assert (len(new), moved, busy.total()) == (12, [], 12)
    assert max(busy.values()) == 3
    assert all(day.weekday() < 5 and day >= timezone.localdate(at) for day in busy)
    assert visiting.plan(stage, at=at) == ([], [])


def test_visits_that_do_not_fit_are_said():
    stage = waiting(StageKind.FIELD, 9, visits_a_day=1)
    with pytest.raises(Refused) as caught:
        visiting.plan(stage, at=stage.closes_at - timedelta(days=7))
    assert "padahal 9 usulan menunggu kunjungan. Perpanjang tahap ini atau tambah penilai." in caught.value.sentences[0]
    assert not Visit.objects.exists()
