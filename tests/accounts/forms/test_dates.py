"""One parser of dates for the whole portal."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms import dates


@pytest.mark.parametrize(
    "text",
    [
        "27/3/2023",
        "27-3-2023",
        "27.3.2023",
        "27/03/2023",
        "27 Maret 2023",
        "27 maret  2023",
        "27 Mar. 2023",
        "27 March 2023",
        "2023-03-27",
        " 27 / 3 / 2023 ",
        "27-Mar-2023",
    ],
)
def test_a_date_is_read_as_people_write_it(text):
    assert dates.read(text) == date(2023, 3, 27)


@pytest.mark.parametrize(
    "text", ["", "kemarin", "31/2/2023", "3/27/2023", "27/3/23", "27 Marit 2023", "0/1/2023", "٢٧/٣/٢٠٢٣", "9" * 300]
)
def test_anything_else_is_no_date(text):
    with pytest.raises(ValueError, match=r".*"):
        dates.read(text)


@given(
    day=st.dates(min_value=date(1000, 1, 1)), template=st.sampled_from(["{d}/{m}/{y}", "{d}.{m}.{y}", "{d} {n} {y}"])
)
def test_every_day_of_the_calendar_can_be_written(day, template):
    text = template.format(d=day.day, m=day.month, y=day.year, n=dates.MONTHS[day.month - 1][0].title())
    assert dates.read(text) == day
