"""Before each great act of a stage: what is ready, what is missing, and where every gap is filled."""

from datetime import timedelta

import pytest

from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging.reading import progress, readiness
from tests import carrying

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun():
    crew, edition, _proposals = carrying.begun(6, evaluators=4)
    return crew, carrying.reached(edition, StageKind.DESK, crew)


def ready(stage, *, at=None, earlier_are_over=True):
    counted = progress.counted(Stage.objects.filter(pk=stage.pk)).get()
    return readiness.of(counted, at=at or carrying.moment(stage), earlier_are_over=earlier_are_over)


def missing(found):
    return [tick.gap.sentence for tick in found.ticks if not tick.is_met]


def test_before_opening_every_gap_leads_to_who_fills_it(begun):
    _crew, desk = begun
    Edition.objects.filter(pk=desk.edition_id).update(closes_at=carrying.moment(desk) + timedelta(days=3))
    found = ready(desk, earlier_are_over=False)
    assert found.title == "Siap dibuka?"
    assert found.n_gaps == len(missing(found)) >= 3
    assert "Tahap sebelumnya belum diumumkan atau dilewati." in missing(found)
    assert any("bersedia menilai" in gap for gap in missing(found))
    assert all(tick.gap.url and tick.gap.filler for tick in found.ticks if not tick.is_met)


def test_a_stage_whose_window_passed_is_led_to_more_time(begun):
    _crew, desk = begun
    late = ready(desk, at=desk.closes_at)
    (gap,) = [tick.gap for tick in late.ticks if not tick.is_met and "lewat" in tick.gap.sentence]
    assert gap.url.endswith("/perpanjangan/")


def test_before_closing_what_is_missing_is_named_and_nothing_once_all_is_done(begun):
    crew, desk = begun
    desk = carrying.opened(desk, crew)
    found = ready(desk)
    assert found.title == "Siap ditutup?"
    assert any("belum mengunci" in gap for gap in missing(found))
    desk = carrying.worked(desk, crew)
    assert missing(ready(desk)) == []
    assert "Semua pekerjaan selesai" in [tick.sentence for tick in ready(desk).ticks]


def test_before_publishing_the_second_person_is_waited_for_and_then_all_is_ready(begun):
    crew, desk = begun
    desk = carrying.computed(carrying.worked(carrying.opened(desk, crew), crew), crew)
    found = ready(desk)
    assert found.title == "Siap diumumkan?"
    assert "Keputusan belum diajukan." in missing(found)
    desk = carrying.decided(desk, crew)
    assert missing(ready(desk)) == []
    assert ready(carrying.published(desk, crew)) is None
