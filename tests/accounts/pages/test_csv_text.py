"""Lines of a CSV made column by column are those that are made row by row."""

from datetime import UTC, date, datetime

from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from accounts.pages import exports
from accounts.pages.columns import csv_text

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zones follow
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8) | st.text(
    "'=+-@\t\r\n;\"a", max_size=5
)
NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.booleans()
ONE_KIND = [
    TEXTS,
    st.integers(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    MOMENTS,
    st.just(gettext_lazy("lanjut")),
    st.lists(TEXTS, max_size=3),
]
VALUES = st.one_of(st.none(), NUMBERS, TEXTS, MOMENTS)


@st.composite
def parts(draw):
    """Some columns of as many values, each of one kind, with nothing between them, or of any."""
    rows = draw(st.integers(1, 6))
    kinds = draw(st.lists(st.sampled_from([*ONE_KIND, VALUES]), min_size=1, max_size=4))
    return [draw(st.lists(st.none() | kind, min_size=rows, max_size=rows)) for kind in kinds]


@given(parts())
def test_a_part_says_what_its_lines_say_one_by_one(part):
    assert csv_text.lines(part) == exports.written(exports.plain_lines(part))


def test_what_is_equal_and_no_truth_is_not_said_as_one():
    assert csv_text.cells([1, True, 0, False]) == ["1", "ya", "0", "tidak"]
