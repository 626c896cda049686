"""What no card may hold is refused by a sentence at its field; nothing is saved, and what was typed stays."""

import pytest

from judging.models import Mark, Scorecard
from proposals.models import Status
from tests.factories import proposals
from tests.judging.views.desk.cards import address, answers
from tests.pages import text_of

pytestmark = pytest.mark.django_db
FIRST = "signifikansi"


@pytest.mark.parametrize("given", ["120", "-20", "55", "80.5", "8e1", "٨٠", "८०", "80\u200b", "NaN", "x" * 5000])
@pytest.mark.parametrize("step", ["nanti", "kunci"])
def test_a_mark_that_is_no_level_is_refused_whatever_its_digits(client, desk, given, step):
    stage, _office, assignments = desk
    name = stage.rubric.criteria.get(key=FIRST).name
    page = client.post(address(assignments[0]), answers(stage, step=step, **{f"nilai-{FIRST}": given}))
    assert f"Pilih salah satu tingkat untuk {name}" in text_of(page)
    assert not Mark.objects.exists()


def test_half_a_card_is_not_signed_and_says_what_is_missing(client, desk):
    stage, _office, assignments = desk
    name = stage.rubric.criteria.get(key=FIRST).name
    page = client.post(address(assignments[0]), answers(stage, step="kunci", **{f"nilai-{FIRST}": ""}))
    assert f"Pilih nilai untuk {name}" in text_of(page)
    assert not Scorecard.objects.filter(locked_at__isnull=False).exists()


@pytest.mark.parametrize("field", ["remark", f"catatan-{FIRST}"])
def test_a_remark_of_two_hundred_thousand_letters_stays_in_its_box(client, desk, field):
    stage, _office, assignments = desk
    long = ("Bukti dampak diperiksa satu per satu. " * 5264).strip()
    page = client.post(address(assignments[0]), answers(stage, **{field: long}))
    assert f"Teks ini {len(long) // 1000}.{len(long) % 1000:03} huruf" in text_of(page)
    assert long in page.content.decode()
    assert not Scorecard.objects.exclude(remark="").exists()
    assert not Mark.objects.exists()


def test_a_proposal_that_was_withdrawn_meanwhile_takes_no_marks(client, desk):
    stage, _office, assignments = desk
    proposals.left(assignments[0].proposal, Status.WITHDRAWN)
    page = client.post(address(assignments[0]), answers(stage))
    assert page.status_code in (403, 409)
    assert "ditarik" in text_of(page)
    assert not Mark.objects.exists()
