"""One parser of dates for the whole portal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
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


@pytest.mark.parametrize("text", ["31/2/2023", "29 Februari 2023", "2023-02-29", "3/27/2023", "0/1/2023", "1/1/0000"])
def test_a_date_that_no_calendar_has_is_said_to_be_that(text):
    with pytest.raises(dates.NoSuchDay):
        dates.read(text)
    with pytest.raises(ValidationError) as caught:
        dates.DateField(error_messages={"invalid": "lain"}).clean(text)
    assert caught.value.messages == ["Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya"]


@pytest.mark.parametrize("text", ["kemarin", "27/3/23", "27 Marit 2023", "٢٧/٣/٢٠٢٣", "9" * 300])
def test_what_is_no_date_keeps_the_sentence_of_its_box(text):
    with pytest.raises(ValidationError) as caught:
        dates.DateField(error_messages={"invalid": "lain"}).clean(text)
    assert caught.value.messages == ["lain"]


@given(
    day=st.dates(min_value=date(1000, 1, 1)), template=st.sampled_from(["{d}/{m}/{y}", "{d}.{m}.{y}", "{d} {n} {y}"])
)
def test_every_day_of_the_calendar_can_be_written(day, template):
    text = template.format(d=day.day, m=day.month, y=day.year, n=dates.MONTHS[day.month - 1][0].title())
    assert dates.read(text) == day
