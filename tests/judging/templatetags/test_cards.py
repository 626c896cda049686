"""A criterion that is filled in says what its template says."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.models import Criterion
from judging.forms.scorecard import ScorecardForm
from judging.templatetags import cards

LEVELS = [
    {"points": 0, "name": "Tidak ada", "anchor": "Belum <ada>", "descriptors": []},
    {"points": 50, "name": "", "anchor": "Separuh", "descriptors": [{"criterion": 7, "text": "Separuh & lebih"}]},
    {"points": 100, "name": "Penuh", "anchor": "Semua", "descriptors": []},
]
CRITERIA = [
    Criterion(pk=7, key="kebaruan", name='Kebaruan "baru"', description="Apa yang <baru>", weight=Decimal("12.50")),
    Criterion(pk=8, key="dampak", name="Dampak", description="Apa yang berubah", weight=Decimal("87.50")),
]
EARLIER = [{"criterion": 7, "points": 50, "number": 1200}, {"criterion": 7, "points": 100, "number": 1}]


def form(points, remark, *, data=None, criteria=CRITERIA, **more):
    marks = [{"criterion": one.pk, "points": points, "remark": remark} for one in criteria]
    return ScorecardForm(data, criteria=criteria, levels=LEVELS, marks=marks, earlier=EARLIER, **more)


def by_template(asked, chapters):
    return "\n".join(cards.drawn(line, chapters) for line in asked.lines)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([None, 0, 50, 100]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    st.sampled_from([set(), {"dampak"}, {"kebaruan", "dampak"}]),
    st.sampled_from(["id", "en"]),
)
def test_what_is_filled_in_is_what_the_template_draws(points, remark, chapters, language):
    with translation.override(language):
        assert cards.criteria_of(form(points, remark), chapters) == by_template(form(points, remark), chapters)


def test_what_is_sent_back_shows_its_faults():
    sent = form(50, "", data={"nilai-kebaruan": "77", "nilai-dampak": "100"}, lock=True)
    drawn = cards.criteria_of(sent, set())
    assert drawn == by_template(sent, set())
    assert "Pilih salah satu tingkat untuk Kebaruan" in drawn


@pytest.mark.parametrize("other", [{"name": "Lain"}, {"description": "Lain"}, {"weight": Decimal(5)}, {"key": "lain"}])
def test_a_criterion_that_was_mended_is_drawn_anew(other):
    cards.criteria_of(form(50, ""), set())
    mended = Criterion(**{"pk": 7, "key": "kebaruan", "name": "Kebaruan", "description": "", "weight": 1} | other)
    asked = form(50, "", criteria=[mended])
    assert cards.criteria_of(asked, set()) == by_template(asked, set())


def test_what_is_given_stands_above_the_card():
    drawn = cards.given_in(form(0, "").lines)
    assert drawn.count("<li>") == 2
    assert '<strong data-given="nilai-dampak">0</strong>' in drawn
    assert cards.given_in(form(None, "").lines).count(">–</strong>") == 2
