"""The catalogue searched: by stems, by beginnings, by likeness; and the counts on every choice."""

import pytest

from proposals.models import CatalogueEntry
from proposals.reading.public import facets, search
from tests.factories import catalogue

pytestmark = pytest.mark.django_db


def titles(text):
    result = search.search(CatalogueEntry.objects.all(), text)
    found = CatalogueEntry.objects.filter(result.condition).order_by(*result.order)
    return [entry.title for entry in found]


@pytest.mark.parametrize("typed", ["melayani", "dilayani", "layanan", "Pelayanan", "LAYANAN"])
def test_every_form_of_a_word_finds_the_same(typed):
    catalogue.earlier_entry(title="Melayani lansia di rumah")
    catalogue.earlier_entry(title="Layanan satu pintu")
    catalogue.earlier_entry(title="Bank sampah")
    assert sorted(titles(typed)) == ["Layanan satu pintu", "Melayani lansia di rumah"]


def test_story_summary_and_names_are_searched_and_the_title_counts_most():
    story = [{"title": "Latar belakang", "text": "Perguruan tinggi ikut."}]
    catalogue.earlier_entry(title="Dari cerita", sections=story)
    catalogue.earlier_entry(title="Dari ringkasan", summary="Bersama perguruan tinggi.")
    catalogue.earlier_entry(title="Dari nama", agency_name="Kementerian Perguruan Tinggi")
    catalogue.earlier_entry(title="Perguruan tinggi mengajar")
    assert titles("perguruan tinggi") == ["Perguruan tinggi mengajar", "Dari nama", "Dari ringkasan", "Dari cerita"]
    # What a section is called is no part of its story.
    assert titles("latar belakang") == []


def test_a_beginning_is_enough_where_no_whole_word_fits():
    catalogue.earlier_entry(title="Bank sampah")
    result = search.search(CatalogueEntry.objects.all(), "ban samp")
    assert not result.is_alike
    assert titles("ban samp") == ["Bank sampah"]


def test_a_word_misspelt_finds_titles_much_like_it_and_says_what_was_meant():
    catalogue.earlier_entry(title="Posyandu prakonsepsi")
    catalogue.earlier_entry(title="Bank sampah")
    result = search.search(CatalogueEntry.objects.all(), "posyandu prakonsebsi")
    assert (result.is_alike, result.meant) == (True, "posyandu prakonsepsi")
    assert titles("prakonsebsi") == ["Posyandu prakonsepsi"]
    assert search.search(CatalogueEntry.objects.all(), "xqzwvy").meant == ""


def test_connecting_words_need_not_stand_there():
    catalogue.earlier_entry(title="Antrean puskesmas")
    assert titles("antrean di puskesmas") == ["Antrean puskesmas"]
    assert search.typed("dan di yang") == ["dan", "di", "yang"]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", "\\", "'", '"', "a' OR 1=1 --", "<script>", ":*", "& | !", "(", "'':* & (", "💧", "a " * 50],
)
def test_signs_are_signs_and_nothing_else(typed):
    catalogue.earlier_entry(title="Bank sampah")
    assert titles(typed) == []


def test_titles_are_ordered_without_quotation_marks_and_signs():
    for title in ("“Zamrud” desa", "(Antrean) daring", "bank sampah"):
        catalogue.earlier_entry(title=title)
    ordered = CatalogueEntry.objects.order_by("title_key")
    assert [entry.title for entry in ordered] == ["(Antrean) daring", "bank sampah", "“Zamrud” desa"]


def test_what_is_changed_is_found_under_its_new_words():
    entry = catalogue.earlier_entry(title="Bank sampah")
    entry.title = "Bank benih"
    entry.save()
    assert (titles("sampah"), titles("benih")) == ([], ["Bank benih"])


def test_counts_say_how_many_each_choice_leads_to():
    catalogue.earlier_entry(year=2018, category_name="Kesehatan", sdgs=[3, 5], awards=[("top", "Top 40")])
    catalogue.earlier_entry(year=2018, agency_kind="city", category_name="Kesehatan")
    catalogue.earlier_entry(year=2019, sdgs=[3])
    counts = facets.counted(CatalogueEntry.objects.all(), ["top"])
    assert counts["total"] == {"": 3}
    assert counts["year"] == {"2018": 2, "2019": 1}
    assert counts["kind"] == {"regency": 2, "city": 1}
    assert counts["category"] == {"Kesehatan": 2, "": 1}
    assert counts["goal"] == {"3": 2, "5": 1}
    assert counts["award"] == {"top": 1, "finalist": 2, "diraih": 1}
