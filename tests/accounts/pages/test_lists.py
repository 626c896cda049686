"""Lists: which page, what narrows, and the addresses of both."""

import pytest
from django import forms
from django.db.models import Count, Exists, OuterRef, Value
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts.forms.filters import Filter
from accounts.models import Agency, Membership, Role
from accounts.pages import lists
from tests.factories import accounts


class Shelf(Filter):
    stays = ("tahap",)
    q = forms.CharField(required=False, max_length=5)
    keadaan = forms.ChoiceField(required=False, choices=[("", "Semua"), ("belum", "Belum")])
    tahap = forms.CharField(required=False)


def asked(query):
    request = RequestFactory().get(f"/daftar/?{query}")
    return request, Shelf(request.GET)


@given(
    st.lists(st.tuples(st.none() | st.text(), st.integers() | st.booleans()), min_size=1),
    st.sampled_from([((0,), repr), ((1,), repr), ((0, 1), lambda one, other: (one, other)), ((), lambda: "contoh")]),
)
def test_a_column_says_of_many_rows_what_it_says_of_each(rows, column):
    places, say = column
    facts = [[row[place] for row in rows] for place in places]
    assert list(lists.said_of(say, facts, len(rows))) == [say(*(row[place] for place in places)) for row in rows]


def test_what_is_not_known_narrows_nothing_and_can_be_taken_away():
    request, form = asked("keadaan=entah&q=air")
    assert form.chosen == {"q": "air", "keadaan": ""}
    assert lists.cleared(request, form) == "/daftar/"


def test_the_whole_list_has_nothing_to_take_away():
    request, form = asked("page=2")
    assert not form.is_narrowing
    assert lists.cleared(request, form) == ""


def test_which_list_it_is_stays_when_what_narrows_goes():
    request, form = asked("tahap=kipp-2027-2&q=air")
    assert lists.cleared(request, form) == "/daftar/?tahap=kipp-2027-2"
    assert not asked("tahap=kipp-2027-2")[1].is_narrowing


def test_a_page_that_is_not_there_is_the_nearest_one():
    rows = range(220)
    pages = [lists.page(asked(f"page={number}")[0], rows).number for number in ("1", "3", "9", "0", "x", "")]
    assert pages == [1, 3, 3, 3, 1, 1]
    assert list(lists.page(asked("page=3")[0], rows)) == list(range(200, 220))


def test_another_filter_begins_on_the_first_page_and_keeps_the_others():
    request, _form = asked("q=air&keadaan=belum&page=3")
    assert lists.address(request, keadaan="") == "?q=air"
    assert lists.address(request, keadaan="selesai") == "?q=air&keadaan=selesai"
    assert lists.address(request, page=4) == "?q=air&keadaan=belum&page=4"


def test_what_was_typed_too_long_is_said_and_narrows_nothing():
    _request, form = asked("q=antrean")
    assert form.chosen["q"] == ""
    assert form.is_narrowing


def held():
    return Exists(Membership.objects.filter(agency=OuterRef("pk")))


KINDS_OF_ROWS = {
    "plain": lambda agencies: agencies.order_by("name"),
    "says more": lambda agencies: agencies.annotate(held=held()).order_by("held", "-name"),
    "narrowed by more": lambda agencies: agencies.annotate(held=held()).filter(held=True).order_by("name"),
    "from two tables": lambda agencies: agencies.filter(units__name="Satu").annotate(one=Value(1)).order_by("name"),
    "sums": lambda agencies: agencies.annotate(number=Count("units")).order_by("-number", "name"),
    "values": lambda agencies: agencies.annotate(held=held()).order_by("name").values("name", "held"),
    "lists": lambda agencies: agencies.annotate(held=held()).order_by("name").values_list("name", flat=True),
    "two lists": lambda agencies: agencies.filter(pk__lt=0).union(agencies).order_by("name"),
    "each once": lambda agencies: agencies.annotate(held=held()).order_by("name").distinct(),
    "none": lambda agencies: agencies.annotate(held=held()).filter(name="").order_by("name"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS_OF_ROWS)
def test_the_pages_together_are_the_list(kind):
    """Whatever its rows are made of, and also where it is as long as a page or one longer."""
    for _number in range(3):
        accounts.agency()
    for _number in range(2):
        held_by = accounts.membership(Role.UNIT).agency
        accounts.unit(held_by, name="Satu")
        accounts.unit(held_by, name="Dua")
    rows = KINDS_OF_ROWS[kind](Agency.objects.all())
    whole = list(rows)
    for size in (1, 2, len(whole) - 1, len(whole), len(whole) + 1):
        if size > 0:
            pages = lists.Pages(rows, size)
            assert [one for number in pages.page_range for one in pages.page(number)] == whole


@pytest.mark.django_db
def test_what_a_row_says_besides_is_worked_out_for_the_rows_of_a_page_alone(django_assert_num_queries):
    for _number in range(2):
        accounts.membership(Role.UNIT)
    rows = KINDS_OF_ROWS["says more"](Agency.objects.all())
    with django_assert_num_queries(2) as asked:
        [first] = lists.Pages(rows, 1).page(1)
    assert first.held in (True, False)
    assert " = ANY(ARRAY(SELECT " in asked.captured_queries[-1]["sql"]
