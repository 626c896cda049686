"""Numbers as people write them."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import number_format
from hypothesis import given
from hypothesis import strategies as st

from accounts.templatetags.numbers import number, percent, rounded, share_of


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (3156, "3.156"),
        (1234567, "1.234.567"),
        (-1234.5, "-1.234,5"),
        (Decimal("81.250"), "81,25"),
        (81.0, "81"),
        (Decimal("0.125"), "0,13"),
        (1e-9, "0"),
        (None, ""),
        ("–", "–"),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma_for_the_rest(value, written):
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "places", "written"), [(79.5, 2, "79,50"), (2.5, 0, "3"), (3.5, 0, "4"), (5, 1, "5,0")]
)
def test_places_are_kept_and_halves_go_up(value, places, written):
    assert number(value, places) == written


@given(
    st.decimals(-(10**15), 10**15, allow_nan=False) | st.integers(-(10**15), 10**15),
    st.integers(0, 4),
    st.sampled_from(["id", "en"]),
)
def test_a_number_is_written_as_django_writes_it(value, places, language):
    with translation.override(language):
        exact = rounded(Decimal(value), places)
        assert number(value, places) == number_format(exact, places, use_l10n=True, force_grouping=True)


def test_english_readers_get_english_marks():
    with translation.override("en"):
        assert number(Decimal("1234.5")) == "1,234.5"


def test_a_share_is_a_percentage_and_of_nothing_a_dash():
    assert percent(Decimal("0.125")) == "12,5%"
    assert percent(None) == ""
    assert share_of(12, 99) == "12,1%"
    assert share_of(0, 0) == "–"


@pytest.mark.parametrize(
    ("bytes_", "indonesian", "english"),
    [
        (0, "0 B", "0 B"),
        (606, "606 B", "606 B"),
        (1023, "1023 B", "1023 B"),
        (1024, "1 KB", "1 KB"),
        (1_048_575, "1023 KB", "1023 KB"),
        (1_048_576, "1 MB", "1 MB"),
        (1_572_864, "1,5 MB", "1.5 MB"),
        # A limit is never said to be more than it is.
        (1_150_000, "1 MB", "1 MB"),
        (2_097_151, "1,9 MB", "1.9 MB"),
    ],
)
def test_a_size_is_said_in_the_letters_people_know(bytes_, indonesian, english):
    page = Template("{% load numbers %}{{ bytes|size }}")
    for language, said in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert page.render(Context({"bytes": bytes_})) == said
