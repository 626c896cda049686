"""Lists: which page, what narrows, and the addresses of both."""

from django import forms
from django.test import RequestFactory

from accounts.forms.filters import Filter
from accounts.pages import lists


class Shelf(Filter):
    stays = ("tahap",)
    q = forms.CharField(required=False, max_length=5)
    keadaan = forms.ChoiceField(required=False, choices=[("", "Semua"), ("belum", "Belum")])
    tahap = forms.CharField(required=False)


def asked(query):
    request = RequestFactory().get(f"/daftar/?{query}")
    return request, Shelf(request.GET)


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
