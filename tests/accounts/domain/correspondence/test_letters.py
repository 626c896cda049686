from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.utils import translation

from accounts.domain.correspondence import letters
from accounts.domain.entrance import links
from accounts.models import Letter
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
NAME = "account.new_password"
WORDS = partial(links.password_words, "http://x/kunci/", AT)


@pytest.fixture
def about():
    return accounts.person()


def test_the_first_line_is_the_subject_and_each_person_gets_one(about):
    one, two = accounts.person(), accounts.person()
    letters.write(NAME, to=[one, two], about=about, at=AT, words=WORDS)
    letter, other = Letter.objects.unsent()
    assert (letter.recipient, other.recipient) == (one, two)
    assert letter.subject == "Buat kata sandi Sinovik yang baru"
    assert letter.body.startswith("Seseorang")
    assert letter.next_try_at == AT


def test_nobody_to_write_to_is_no_letter(about):
    letters.write(NAME, to=[], about=about, at=AT, words=WORDS)
    assert not Letter.objects.exists()


def test_an_act_writes_to_nobody_twice(about):
    person = accounts.person()
    for _time in range(2):
        letters.write(NAME, to=[person, person], about=about, at=AT, words=WORDS)
    assert Letter.objects.count() == 1
    # The same act on the next day is another one.
    letters.write(NAME, to=[person], about=about, at=AT + timedelta(days=1), words=WORDS)
    assert Letter.objects.count() == 2


def test_a_letter_is_in_indonesian_whatever_its_writer_reads(about):
    with translation.override("en"):
        letters.write(NAME, to=[accounts.person()], about=about, at=AT, words=WORDS)
    assert Letter.objects.get().subject.startswith("Buat kata sandi")
