"""What waits for a judge: a line a running stage, gone when the work is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.reading import waiting
from tests.factories import accounts, judging

pytestmark = pytest.mark.django_db


def lines(office):
    return waiting.for_judge(office, timezone.now())


def test_marks_that_are_owed_wait_with_since_and_until():
    stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office, lock=True)
    judging.marked(assignments[1], office)
    (line,) = lines(office)
    assert (line.count, line.since, line.until) == (2, stage.opened_at, stage.closes_at)
    assert line.sentence == "Usulan menunggu nilai Anda: Penilaian proposal, KIPP 2026"
    assert line.url == f"/penilaian/?tahap={stage.edition.slug}-{stage.position}&keadaan=belum-selesai"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (StageKind.INTERVIEW, "Usulan menunggu nilai Anda"),
        (StageKind.FIELD, "Kunjungan belum dilaporkan"),
        (StageKind.PANEL, "Berkas untuk dibaca sebelum rapat"),
        (StageKind.FINAL, "Berkas untuk dibaca sebelum rapat"),
    ],
)
def test_each_kind_of_stage_has_its_sentence(kind, sentence):
    _stage, office, _assignments = judging.desk(2, kind=kind)
    (line,) = lines(office)
    assert line.sentence.startswith(sentence)
    assert line.count == 2


def test_nothing_waits_once_everything_is_locked():
    _stage, office, assignments = judging.desk(1)
    judging.marked(assignments[0], office, lock=True)
    assert lines(office) == []


def test_nothing_waits_outside_the_window():
    _stage, office, _assignments = judging.desk(1, left=timedelta(seconds=-1))
    assert lines(office) == []


def test_work_of_another_office_waits_there():
    _stage, office, _assignments = judging.desk(1)
    assert lines(accounts.membership(Role.PANELIST, user=office.user)) == []


def test_it_is_four_queries(django_assert_num_queries):
    _stage, office, _assignments = judging.desk(3)
    with django_assert_num_queries(4):
        lines(office)
