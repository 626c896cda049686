"""Before each great act of a stage: what is ready, what is missing, and where every gap is filled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging.domain import feedback
from judging.models import Feedback
from judging.reading import progress, readiness
from tests import carrying
from tests.factories import accounts

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


@pytest.fixture
def marked(begun):
    """A computed desk with feedback drafted for six applicants, and the two who deal with it."""
    crew, desk = begun
    desk = carrying.computed(carrying.worked(carrying.opened(desk, crew), crew), crew)
    at, offices = timezone.now(), [accounts.membership(Role.SECRETARY) for _ in range(2)]
    feedback.draft(desk, by=offices[0], at=at)
    return desk, offices, list(Feedback.objects.filter(stage=desk).order_by("proposal__code"))


def told(stage):
    """What is said of the feedback: the sentence, and where the gap leads."""
    (found,) = readiness.feedback_approved(progress.counted(Stage.objects.filter(pk=stage.pk)).get())
    return found.sentence, found.gap.url.partition("?")[2] if found.gap else None


def test_feedback_is_counted_until_all_of_it_is_approved(marked):
    desk, (one, other), drafted = marked
    assert told(desk) == ("Umpan balik: 0 dari 6 disetujui", "keadaan=belum")
    for each in drafted:
        feedback.check(each, "Terima kasih.", by=one, at=timezone.now())
    assert told(desk) == ("Umpan balik: 0 dari 6 disetujui", "keadaan=diperiksa")
    for number, each in enumerate(drafted, start=1):
        feedback.approve(each, by=other, at=timezone.now())
        assert told(desk) == (
            f"Umpan balik: {number} dari 6 disetujui",
            "keadaan=diperiksa" if number < 6 else None,
        )


def test_a_stage_without_marks_says_nothing_of_feedback(begun):
    _crew, desk = begun
    first = Stage.objects.filter(edition=desk.edition_id).earliest("position")
    assert list(readiness.feedback_approved(first)) == []


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
    (gap,) = [tick.gap for tick in ready(desk).ticks if not tick.is_met]
    assert gap.sentence.startswith("Umpan balik: 0 dari 6 disetujui.")
    assert (gap.filler, gap.label) == ("Sekretariat", "Susun umpan balik")
    assert ready(carrying.published(desk, crew)) is None
