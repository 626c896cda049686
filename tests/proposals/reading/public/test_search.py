"""The catalogue searched: by stems, by beginnings, by likeness; and the counts on every choice."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.forms.catalogue import ADDRESS, COUNTED, CatalogueFilter
from proposals.models import CatalogueAward, CatalogueEntry, CheckIn, OtherProgramme, Survey, WinnerList
from proposals.reading.public import facets, search
from proposals.reading.public.found import FoundEntries
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db


def searched(text):
    catalogue_now = facets.read(["top"], "diraih")
    everything = catalogue_now.under({})
    return search.search(catalogue_now, text, CatalogueEntry.objects.all(), everything, everything)


def titles(text):
    return [entry.title for entry in FoundEntries(searched(text).fitting)]


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
    result = searched("ban samp")
    assert not result.is_alike
    assert titles("ban samp") == ["Bank sampah"]


def test_a_word_misspelt_finds_titles_much_like_it_and_says_what_was_meant():
    catalogue.earlier_entry(title="Posyandu prakonsepsi")
    catalogue.earlier_entry(title="Bank sampah")
    result = searched("posyandu prakonsebsi")
    assert (result.is_alike, result.meant) == (True, "posyandu prakonsepsi")
    assert titles("prakonsebsi") == ["Posyandu prakonsepsi"]
    assert searched("xqzwvy").meant == ""


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
    counts = facets.read(["top"], "diraih").counts({})
    assert counts["total"] == {"": 3}
    assert counts["year"] == {"2018": 2, "2019": 1}
    assert counts["kind"] == {"regency": 2, "city": 1}
    assert counts["category"] == {"Kesehatan": 2, "": 1}
    assert counts["goal"] == {"3": 2, "5": 1}
    assert counts["award"] == {"top": 1, "finalist": 2, "diraih": 1}


def test_a_choice_that_was_made_counts_without_itself():
    catalogue.earlier_entry(year=2018, agency_kind="city")
    catalogue.earlier_entry(year=2018)
    catalogue.earlier_entry(year=2019)
    counts = facets.read(["top"], "diraih").counts({"year": "2018"})
    assert (counts["total"], counts["year"]) == ({"": 2}, {"2018": 2, "2019": 1})
    assert counts["kind"] == {"regency": 1, "city": 1}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=strategies.data())
def test_what_is_counted_in_memory_is_what_postgresql_finds(many, data):
    """For any choices and words, each number is that of the list behind it."""
    offered = {
        name: [value for value, _label in field.choices if value]
        for name, field in CatalogueFilter({}).fields.items()
        if name in (*COUNTED, "source")
    }
    asked = {
        ADDRESS[name]: data.draw(strategies.sampled_from(values), label=name)
        for name, values in offered.items()
        if values and data.draw(strategies.booleans(), label=f"with {name}")
    }
    asked |= {"cari": word} if (word := data.draw(strategies.sampled_from(["", "layanan", "sampah desa"]))) else {}
    form = CatalogueFilter(asked)
    found = form.found()
    assert sorted(found) == sorted(listed(asked))
    name = data.draw(strategies.sampled_from([one for one in COUNTED if one in form.fields]))
    for value, label in form.fields[name].choices[1:]:
        assert label.endswith(f"({len(listed({**asked, ADDRESS[name]: value}))})")


def listed(asked):
    """The keys that PostgreSQL finds by itself."""
    form = CatalogueFilter(asked)
    form.found()
    return form.entries().values_list("pk", flat=True)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["b", "a", "c"]),
        ("terbaru", ["b", "a", "c"]),
        ("terlama", ["a", "c", "b"]),
        ("judul", ["a", "b", "c"]),
    ],
)
def test_a_list_of_thousands_has_the_order_of_postgresql(order, expected):
    for title, year in (("c", 2017), ("a", 2017), ("b", 2018)):
        catalogue.earlier_entry(title=title, year=year)
    found = FoundEntries(CatalogueFilter({"sort": order}).found())
    assert [entry.title for entry in found] == expected
    assert [entry.title for entry in found[1:]] == expected[1:]
    assert (len(found), found[2].title) == (3, expected[2])


def test_what_went_since_it_was_found_is_left_out():
    entry, other = catalogue.earlier_entry(title="a"), catalogue.earlier_entry(title="b")
    found = FoundEntries([entry.pk, other.pk])
    CatalogueAward.objects.filter(entry=entry).delete()
    entry.delete()
    assert [one.title for one in found] == ["b"]


def test_a_filter_that_nobody_has_keeps_nobody():
    catalogue.earlier_entry()
    now = facets.read(["top"], "diraih")
    assert [now.counts({"goal": "3"})["total"], now.counts({"award": "diraih"})["total"]] == [{"": 0}, {"": 0}]


def test_what_a_filter_leaves_out_does_not_make_a_search_another_one():
    catalogue.earlier_entry(title="Bank sampah", year=2018)
    catalogue.earlier_entry(title="Bank sampar", year=2019)
    form = CatalogueFilter({"cari": "sampah", "tahun": "2019"})
    assert (form.found(), form.result.is_alike) == ([], False)
    assert dict(form.fields["year"].choices)["2018"] == "2018 (1)"


@pytest.fixture
def many():
    """Forty entries, of an edition here, of earlier lists and of another programme, as they come; some taken back."""
    chance = random.Random(45)
    words = ["layanan", "sampah", "desa", "antrean", "lansia"]
    rows = catalogue.proposals(competitions.sighted(), [accounts.agency() for _number in range(5)])
    publication.publish_many([EntryLine(row, [catalogue.FINALIST]) for row in rows], at=competitions.CLOSES_AT)
    sent = {"sent_by": rows[0].submitted_by, "sent_at": competitions.CLOSES_AT, "reason": "Surat"}
    iga = OtherProgramme.objects.create(name="IGA")
    listed_by_iga = {"programme": iga, "winner_list": WinnerList.objects.create(name="iga.csv", programme=iga, **sent)}
    asked = {"due_on": date(2027, 12, 1), "asked_at": competitions.CLOSES_AT, "asked_by": rows[0].submitted_by}
    survey = Survey.objects.create(year=2027, **asked)
    for number in range(40):
        of_others = number % 4 == 0
        entry = catalogue.earlier_entry(
            title=" ".join(chance.sample(words, 3)),
            year=chance.choice([2017, 2018, 2019]),
            agency_kind=chance.choice(["regency", "city", "ministry"]),
            category_name=chance.choice(["", "Kesehatan", "Pendidikan"]),
            group_name=chance.choice(["", "Umum", "Khusus"]),
            sdgs=chance.sample(range(1, 18), chance.randint(0, 3)),
            **(listed_by_iga if of_others else {}),
            awards=[] if of_others else chance.choice([[("top", "Top 45")], [("finalist", "Top 99")]]),
            **({"ended_at": competitions.CLOSES_AT, "ended_reason": "Dicabut"} if number % 7 == 0 else {}),
        )
        if number % 5 == 0:
            CheckIn.objects.create(
                survey=survey,
                entry=entry,
                state="running",
                reach="own",
                answered_name="Kepala dinas",
                answered_at=competitions.CLOSES_AT,
            )
