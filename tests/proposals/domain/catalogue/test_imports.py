"""Sheets of other programmes: columns named, every row judged, agreed to by two people, never counted as winners."""

import pytest
from django.db import Error, transaction
from django.utils import timezone

from accounts.domain.motions import withdraw
from accounts.models import AgencyKind, Event, Role
from accounts.rules import MINISTRY_ONLY, Refused, Stale
from proposals import motions as acts
from proposals.domain.catalogue import earlier_years, imports, winner_lists
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.models import CatalogueAward, CatalogueEntry, OtherProgramme, SheetRow, WinnerList
from proposals.rules import imports as rules
from proposals.rules import winner_lists as list_rules
from sinovik.history import events_in_words
from tests.factories import accounts
from tests.seconding import settle

pytestmark = pytest.mark.django_db
HEAD = ["Nama Inovasi", "Tahun", "Nama Pemda", "Penghargaan", "Bukan duplikat"]
MAPPING = {"title": 0, "year": 1, "agency": 2, "honour": 3, "is_other": 4}
CITY = "Pemerintah Kota Uji"


def handed_in(*rows, programme=None, head=HEAD, by=None):
    programme = programme or OtherProgramme.objects.filter(name="IGA").first() or OtherProgramme(name="IGA")
    return imports.hand_in(
        programme,
        [(1, ["Rekap inovasi daerah"]), (3, head), *enumerate(rows, start=4)],
        name="iga.xlsx",
        reason="Surat Kemendagri",
        by=by or accounts.membership(Role.SECRETARY),
        at=timezone.now(),
    )


def row(title="Layanan Terapung", year="2023", agency=CITY, honour="Terinovatif", other=""):
    return [title, year, agency, honour, other]


def read(listed, mapping=MAPPING, *, by=None, **more):
    """Its columns named, and its rows read by a worker."""
    imports.name_columns(listed, mapping, **more, by=by or listed.sent_by, at=timezone.now())
    return worked_on(listed)


def worked_on(listed):
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    return WinnerList.objects.get(pk=listed.pk)


def judged(*rows, mapping=MAPPING, year=None, **more):
    return read(handed_in(*rows, **more), mapping, year=year)


def moved(listed):
    return acts.take_over(listed, "Dicocokkan.", by=accounts.membership(Role.MINISTRY_ADMIN), at=timezone.now())


def taken_over(listed):
    settle(moved(listed), at=timezone.now())
    return worked_on(listed)


def outcomes(listed):
    return list(listed.sheet_rows.order_by("number").values_list("outcome", flat=True))


def winner(title, *, agency=CITY, year=2019):
    earlier_years.take_in([WinnerRow(2, title, year, "Top 45", agency, "city", source_note="SK")], at=timezone.now())
    return CatalogueEntry.objects.of_the_contest().get(title=title)


def test_the_headings_are_found_below_a_title_and_nothing_is_in_the_catalogue_yet():
    listed = handed_in(row())
    assert (listed.headings, listed.state) == (HEAD, WinnerList.State.UNREAD)
    assert list(listed.sheet_rows.values_list("number", "cells")) == [(4, row())]
    with pytest.raises(Refused) as refused:
        moved(listed)
    assert refused.value.refusal is rules.NOT_READ
    assert not CatalogueEntry.objects.exists()


def test_a_programme_that_two_people_name_at_once_is_one():
    first, second = OtherProgramme(name="IGA"), OtherProgramme(name="iga")
    sheets = [handed_in(row(), programme=first), handed_in(row("Lain"), programme=second)]
    assert [listed.programme for listed in sheets] == [OtherProgramme.objects.get()] * 2


def test_a_sheet_that_waits_to_be_read_is_not_kept_twice():
    first = handed_in(row())
    with pytest.raises(Refused) as refused:
        handed_in(row())
    assert refused.value.refusal is rules.SENT_ALREADY
    assert WinnerList.objects.get() == first
    handed_in(row("Lain"))
    handed_in(row(), programme=OtherProgramme(name="InoLAN"))
    read(first)
    handed_in(row())
    assert WinnerList.objects.count() == 4


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row()], ["good"]),
        ([row(year="dua ribu")], ["bad"]),
        ([row(title="")], ["bad"]),
        ([row(agency="Perkumpulan Tak Dikenal")], ["bad"]),
        ([row(title="=1+1")], ["bad"]),
        ([[*row(), "lebih"]], ["bad"]),
        ([*(row(f"Layanan {number}") for number in range(20)), [*row(), "", "lebih"]], ["good"] * 20 + ["bad"]),
        ([[*row(), "", ""]], ["good"]),
        ([row(), row("LAYANAN “Terapung”", "2024")], ["good", "twice"]),
        ([row(), row(agency="Pemerintah Kota Lain")], ["good", "good"]),
        ([row(year=""), row()], ["bad", "good"]),
        ([row("Kapal Sehat")], ["known"]),
        ([row("kapal “sehat”", other="ya")], ["known"]),
        ([row("Kapal Sehat Keliling")], ["alike"]),
        ([row("Kapal Sehat Keliling", other="ya")], ["good"]),
        ([row("Kapal Sehat Keliling", other="mungkin")], ["bad"]),
        ([row("Kapal Sehat", agency="Pemerintah Kota Lain")], ["good"]),
        ([row("Kapal Sehat"), row("Kapal Sehat"), row()], ["known", "twice", "good"]),
    ],
)
def test_what_becomes_of_a_row(rows, expected):
    winner("Kapal Sehat")
    listed = judged(*rows)
    assert outcomes(listed) == expected
    assert sum(imports.counts(listed).values()) == len(rows)


def test_an_agency_on_record_is_one_under_every_name_and_lends_its_kind():
    agency = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Badan Usaha Milik Negara")
    winner("Kapal Sehat", agency="Kementerian Badan Usaha Milik Negara")
    listed = judged(row("Kapal Sehat", agency="Kementerian BUMN"), row("Lain", agency="kementerian bumn"))
    assert outcomes(listed) == ["known", "good"]
    entry = CatalogueEntry.objects.get(title=taken_over(listed) and "Lain")
    assert (entry.agency, entry.agency_kind, entry.agency_name) == (agency, "ministry", "kementerian bumn")


def test_the_year_of_all_rows_stands_in_where_a_row_says_none():
    listed = judged(row(year=""), row("Lain", "2022"), year=2021)
    taken_over(listed)
    assert sorted(CatalogueEntry.objects.values_list("year", flat=True)) == [2021, 2022]


def test_two_people_let_it_into_the_catalogue_as_no_winner_and_every_step_is_an_event():
    listed = taken_over(judged(row(), row(year="x"), row()))
    entry = CatalogueEntry.objects.get()
    assert (entry.programme.name, entry.honour, entry.source_note) == ("IGA", "Terinovatif", "Surat Kemendagri")
    assert (entry.is_taken_over, entry.is_from_partial_list, entry.awards.count()) == (False, False, 0)
    assert (listed.state, listed.innovations, listed.fresh) == (WinnerList.State.DONE, 1, 1)
    names = list(Event.objects.about(listed).order_by("number").values_list("name", flat=True))
    assert [name for name in names if not name.startswith("motion.")] == [
        "import.sent",
        "import.columns_named",
        "import.read",
        "import.agreed",
        "import.taken_over",
    ]
    said = events_in_words.worded("import.taken_over", Event.objects.get(name="import.taken_over").particulars)
    assert said == "Inovasi program lain diambil alih dari iga.xlsx: 1 inovasi"
    assert not CatalogueEntry.objects.counted().exists()
    assert CatalogueEntry.objects.listed().get() == entry
    with pytest.raises(Error, match="no award of the contest"), transaction.atomic():
        CatalogueAward.objects.create(entry=entry, position=1, key="top", name="Top 45")


def test_the_same_sheet_twice_changes_nothing_and_says_so():
    taken_over(judged(row(), row("Lain")))
    before = list(CatalogueEntry.objects.order_by("pk").values())
    again = judged(row(), row("Lain"))
    assert outcomes(again) == ["known", "known"]
    with pytest.raises(Refused) as refused:
        moved(again)
    assert refused.value.refusal is list_rules.NOTHING_NEW
    assert list(CatalogueEntry.objects.order_by("pk").values()) == before


def test_a_list_of_winners_does_not_write_over_what_another_programme_brought():
    taken_over(judged(row(year="2019")))
    winner("Layanan Terapung")
    held = set(CatalogueEntry.objects.values_list("programme__name", "honour"))
    assert held == {("IGA", "Terinovatif"), (None, "")}


def test_what_clashes_by_the_time_a_worker_comes_is_left_whole_and_says_why():
    listed = judged(row(), row("Lain"))
    settle(moved(listed), at=timezone.now())
    winner("Layanan Terapung Keliling")
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    listed.refresh_from_db()
    assert (listed.state, listed.failure) == (WinnerList.State.FAILED, list_rules.CHANGED_MEANWHILE.key)
    assert Event.objects.about(listed).filter(name="import.failed").exists()
    assert CatalogueEntry.objects.count() == 1


def test_columns_may_be_named_again_until_somebody_agreed_and_are_offered_the_next_time():
    listed = judged(row(), mapping={"title": 2, "agency": 0, "year": 1})
    assert outcomes(listed) == ["bad"]
    listed = read(listed)
    assert outcomes(listed) == ["good"]
    assert OtherProgramme.objects.get().headings["agency"] == "Nama Pemda"
    settle(moved(listed), at=timezone.now())
    with pytest.raises(Refused) as refused:
        imports.name_columns(listed, MAPPING, by=listed.sent_by, at=timezone.now())
    assert refused.value.refusal is list_rules.AGREED_ALREADY


def test_while_a_motion_is_on_its_way_the_columns_are_not_named_again():
    listed, mover = judged(row()), accounts.membership(Role.MINISTRY_ADMIN)
    motion = acts.take_over(listed, "Dicocokkan.", by=mover, at=timezone.now())
    with pytest.raises(Refused) as refused:
        imports.name_columns(listed, MAPPING, by=listed.sent_by, at=timezone.now())
    assert refused.value.refusal is rules.MOVED
    withdraw(motion, by=mover, at=timezone.now())
    without_honour = {"title": 0, "year": 1, "agency": 2, "unit": 3}
    assert read(listed, without_honour).mapping == without_honour


def test_columns_that_somebody_else_named_meanwhile_are_not_written_over():
    listed = handed_in(row())
    shown = imports.naming_stamp(listed)
    first = read(listed, seen=shown)
    for again in ({"seen": shown}, {"seen": shown, "year": 2020}):
        with pytest.raises(Stale):
            imports.name_columns(listed, MAPPING, **again, by=listed.sent_by, at=timezone.now())
    assert imports.naming_stamp(read(listed, year=2020)) != imports.naming_stamp(first)


@pytest.mark.parametrize("is_counted", [True, False])
def test_a_programme_that_came_first_with_the_other_tick_is_not_taken_for_the_one_that_was_named(is_counted):
    OtherProgramme.objects.create(name="iga", counts_as_top=is_counted)
    with pytest.raises(Refused) as refused:
        handed_in(row(), programme=OtherProgramme(name="IGA", counts_as_top=not is_counted))
    assert refused.value.refusal is (rules.COUNTED if is_counted else rules.NOT_COUNTED)
    assert not WinnerList.objects.exists()


@pytest.mark.parametrize(
    ("role", "is_agreed", "is_moved", "is_being_read", "refusal"),
    [
        (Role.SECRETARY, False, False, False, None),
        (Role.MINISTRY_ADMIN, False, False, False, None),
        (Role.AUDITOR, True, True, True, MINISTRY_ONLY),
        (Role.SECRETARY, True, True, False, list_rules.AGREED_ALREADY),
        (Role.SECRETARY, False, True, False, rules.MOVED),
        (Role.SECRETARY, False, False, True, rules.BEING_READ),
    ],
)
def test_when_columns_may_be_named(role, is_agreed, is_moved, is_being_read, refusal):
    asked = {"is_agreed": is_agreed, "is_moved": is_moved, "is_being_read": is_being_read}
    assert rules.naming_refusal(accounts.membership(role), **asked) is refusal


@pytest.mark.parametrize(
    ("mapping", "year", "refusal"),
    [
        (MAPPING, None, None),
        ({"title": 0, "agency": 1}, 2023, None),
        ({"title": 0, "year": 1}, None, rules.COLUMNS_MISSING),
        ({"title": 0, "agency": 1}, None, rules.YEAR_MISSING),
        ({"title": 0, "agency": 0}, 2023, rules.COLUMN_TWICE),
    ],
)
def test_which_columns_do(mapping, year, refusal):
    assert rules.mapping_refusal(mapping, year=year) is refusal


@pytest.mark.parametrize(
    ("role", "is_agreed", "is_read", "counts", "refusal"),
    [
        (Role.SECRETARY, False, True, {"good": 1, "bad": 9}, None),
        (Role.AUDITOR, True, False, {}, MINISTRY_ONLY),
        (Role.SECRETARY, True, False, {}, list_rules.AGREED_ALREADY),
        (Role.SECRETARY, False, False, {}, rules.NOT_READ),
        (Role.SECRETARY, False, True, {"known": 2, "twice": 1}, list_rules.NOTHING_NEW),
        (Role.SECRETARY, False, True, {"known": 2, "bad": 1}, rules.NOTHING_GOOD),
        (Role.SECRETARY, False, True, {"known": 2, "alike": 1}, rules.NOTHING_GOOD),
        (Role.SECRETARY, False, True, {"bad": 1}, rules.NOTHING_GOOD),
    ],
)
def test_when_a_sheet_is_taken_over(role, is_agreed, is_read, counts, refusal):
    whole = dict.fromkeys(SheetRow.Outcome.values, 0) | counts
    office, asked = accounts.membership(role), {"is_agreed": is_agreed, "is_read": is_read, "counts": whole}
    assert rules.importing_refusal(office, **asked, is_being_read=False) is refusal
    if not (refusal is MINISTRY_ONLY or is_agreed):
        assert rules.importing_refusal(office, **asked, is_being_read=True) is rules.BEING_READ
