from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from accounts.domain import letters
from accounts.models import Letter
from competitions.kinds import NEEDS
from tests.factories import accounts
from tests.factories.competitions import edition, stage

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def desk():
    return stage(edition(), "desk")


def test_the_first_line_is_the_subject_and_each_person_gets_one(desk):
    one, two = accounts.person(), accounts.person()
    letters.write("stage.work_given_out", to=[one, two], about=desk, at=AT, stage=desk, needs=NEEDS[desk.kind])
    letter, other = Letter.objects.unsent()
    assert (letter.recipient, other.recipient) == (one, two)
    assert letter.subject.startswith("Tugas menunggu Anda: Penilaian proposal")
    assert letter.body.startswith("Usulan untuk Anda nilai")
    assert letter.body.endswith("/penilaian/")
    assert letter.next_try_at == AT


def test_nobody_to_write_to_is_no_letter(desk):
    letters.write("stage.work_given_out", to=[], about=desk, at=AT, stage=desk, needs=NEEDS[desk.kind])
    assert not Letter.objects.exists()


def test_an_act_writes_to_nobody_twice(desk):
    person = accounts.person()
    for _time in range(2):
        letters.write(
            "stage.work_given_out", to=[person, person], about=desk, at=AT, stage=desk, needs=NEEDS[desk.kind]
        )
    assert Letter.objects.count() == 1
    # The same act on the next day is another one.
    letters.write(
        "stage.work_given_out", to=[person], about=desk, at=AT + timedelta(days=1), stage=desk, needs=NEEDS[desk.kind]
    )
    assert Letter.objects.count() == 2


def test_a_letter_is_in_indonesian_whatever_its_writer_reads(desk):
    with translation.override("en"):
        letters.write(
            "stage.work_given_out", to=[accounts.person()], about=desk, at=AT, stage=desk, needs=NEEDS[desk.kind]
        )
    assert Letter.objects.get().subject.startswith("Tugas menunggu Anda")
