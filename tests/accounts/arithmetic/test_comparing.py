"""What an official list changes: golden tables, and a list that was applied changes nothing more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.arithmetic.comparing import compare_agencies, compare_regions
from accounts.arithmetic.entries import (
    CLOSED,
    CLOSING,
    MERGED,
    NEW,
    OTHER,
    RECODED,
    RENAMED,
    AgencyEntry,
    AgencyLine,
    RegionEntry,
    RegionLine,
)

PAPUA = [
    RegionEntry("91", "Papua", "province"),
    RegionEntry("91.01", "Kabupaten Merauke", "regency", 200),
    RegionEntry("91.71", "Kota Jayapura", "city", 300),
]
SAME = [RegionLine(number, one.code, one.name, one.kind) for number, one in enumerate(PAPUA, start=2)]


def regions(*lines, entries=PAPUA, is_complete=True):
    found = compare_regions(lines, entries, is_complete=is_complete)
    changes = [(one.row, one.what, one.key, one.was, one.now) for one in found.changes]
    return changes, [(one.row, one.key) for one in found.doubts]


def line(row, code, name, kind="regency", **facts):
    return RegionLine(row, code, name, kind, **facts)


@pytest.mark.parametrize(
    ("lines", "changes", "doubts"),
    [
        (SAME, [], []),
        ([replace(one, name=one.name.upper()) for one in SAME], [], []),
        ([*SAME, line(9, "91.02", "Kabupaten Biak")], [(9, NEW, "91.02", "", "")], []),
        (
            [*SAME[:1], line(3, "91.01", "Kabupaten Anim Ha"), SAME[2]],
            [(3, RENAMED, "91.01", "Kabupaten Merauke", "Kabupaten Anim Ha")],
            [],
        ),
        (
            [SAME[0], SAME[2], line(5, "93", "Papua Selatan", "province"), line(6, "93.01", "kabupaten merauke")],
            [(5, NEW, "93", "", ""), (6, RECODED, "91.01", "91.01", "93.01")],
            [],
        ),
        (SAME[:2], [(None, CLOSING, "91.71", "", "")], []),
        (
            [*SAME, line(5, "91.01", "Kabupaten Lain")],
            [(5, RENAMED, "91.01", "Kabupaten Merauke", "Kabupaten Lain")],
            [(5, "code_twice")],
        ),
        ([*SAME, line(5, "91.02", "Kabupaten Merauke")], [(5, NEW, "91.02", "", "")], [(5, "name_twice")]),
        ([*SAME, line(5, "92.01", "Kabupaten Fakfak")], [(5, NEW, "92.01", "", "")], [(5, "no_province")]),
        ([*SAME[:2], line(4, "91.71", "Jayapura", "regency")], [], [(4, "kind_differs")]),
    ],
    ids=["same", "capitals", "new", "renamed", "code", "closed", "code-twice", "name-twice", "no-province", "kind"],
)
def test_a_list_of_regions_is_compared_by_codes(lines, changes, doubts):
    assert regions(*lines) == (changes, doubts)


def test_a_list_that_is_not_complete_closes_nothing_and_needs_the_provinces_of_the_register_only():
    assert regions(line(2, "91.02", "Kabupaten Biak"), is_complete=False) == ([(2, NEW, "91.02", "", "")], [])


def test_two_regions_of_one_name_that_are_gone_are_not_guessed():
    entries = [
        *PAPUA,
        RegionEntry("92", "Papua Barat", "province"),
        RegionEntry("92.01", "Kabupaten Merauke", "regency"),
    ]
    lines = [SAME[0], SAME[2], line(4, "92", "Papua Barat", "province"), line(7, "91.09", "Kabupaten Merauke")]
    changes, doubts = regions(*lines, entries=entries)
    assert (7, "several_gone") in doubts
    assert {what for _row, what, *_rest in changes} == {CLOSING}


def test_a_region_that_was_struck_does_not_come_back_by_a_list():
    entries = [*PAPUA, RegionEntry("91.05", "Kabupaten Lama", "regency", is_closed=True)]
    assert regions(*SAME, line(5, "91.05", "Kabupaten Lama"), entries=entries) == ([], [(5, "region_closed")])


def test_facts_are_compared_where_the_list_has_the_column():
    [change] = compare_regions(
        [*SAME[:1], replace(SAME[1], population=250, is_left_behind=True), SAME[2]], PAPUA, is_complete=True
    ).changes
    assert (change.what, change.facts) == (OTHER, (("population", "200", "250"), ("is_left_behind", "0", "1")))


AGENCIES = [
    AgencyEntry(1, "Kementerian Agama", "ministry"),
    AgencyEntry(2, "Kementerian Kominfo", "ministry", bore=("Kementerian Penerangan",)),
    AgencyEntry(3, "Kementerian Lama", "ministry", state=CLOSED),
    AgencyEntry(4, "Kemenag", "ministry", state=MERGED, became="Kementerian Agama"),
    AgencyEntry(5, "Badan Pusat Statistik", "body"),
    AgencyEntry(6, "Pemerintah Kota Jayapura", "city", "91.71"),
    AgencyEntry(7, "PT Air Jayapura", "regional_firm", "91.71"),
]


def agencies(*lines, is_complete=False, entries=AGENCIES):
    found = compare_agencies(
        [AgencyLine(number, *one) for number, one in enumerate(lines, start=2)],
        entries,
        is_complete=is_complete,
        other_names={"kemenkominfo": "Kementerian Kominfo"},
    )
    changes = [(one.row, one.what, one.key, one.now) for one in found.changes]
    return changes, [(one.row, one.key) for one in (*found.doubts, *found.known)]


@pytest.mark.parametrize(
    ("said", "changes", "doubts"),
    [
        (("kementerian  agama", "ministry"), [], []),
        (("Kementerian Baru", "ministry"), [(2, NEW, "", "")], []),
        (("Komdigi", "ministry", "", "Kementerian Kominfo"), [(2, RENAMED, "2", "Komdigi")], []),
        (("Komdigi", "ministry", "", "Tidak Ada"), [], [(2, "former_unknown")]),
        (("Komdigi", "ministry", "", "Kementerian Lama"), [], [(2, "former_unknown")]),
        (("Kementerian Penerangan", "ministry"), [], [(2, "known_as")]),
        (("Kemenkominfo", "ministry"), [], [(2, "known_as")]),
        (("Kemenag", "ministry"), [], [(2, "merged")]),
        (("Kementerian Lama", "ministry"), [], [(2, "agency_closed")]),
        (("Badan Pusat Statistik", "ministry"), [(2, OTHER, "5", "")], []),
        (("Pemkot Port Numbay", "city", "91.71"), [(2, RENAMED, "6", "Pemkot Port Numbay")], []),
        (("PT Air Bersih", "regional_firm", "91.71"), [(2, NEW, "", "")], []),
        (("Pemerintah Kota Jayapura", "city", "91.72"), [], [(2, "region_differs")]),
    ],
    ids=[
        "same", "new", "renamed", "former-unknown", "former-closed", "bore-it", "public-list", "merged", "closed",
        "kind", "government", "firm", "region",
    ],
)  # fmt: skip
def test_a_list_of_agencies_is_compared_by_names_and_governments_by_their_regions(said, changes, doubts):
    assert agencies(said) == (changes, doubts)


def test_a_complete_list_closes_what_is_missing_of_the_kinds_it_mentions():
    changes, doubts = agencies(("Kementerian Agama", "ministry"), is_complete=True)
    assert (changes, doubts) == ([(None, CLOSING, "2", "")], [])


def test_one_agency_under_two_names_is_a_doubt():
    assert agencies(("Kementerian Kominfo", "ministry"), ("Kemenkominfo", "ministry"))[1] == [(3, "entry_twice")]


CODES = st.sampled_from(["11", "12", *(f"{province}.0{number}" for province in ("11", "12") for number in range(1, 7))])
NAMES = st.sampled_from(["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan"])


def kind_of(code):
    return "province" if len(code) == 2 else "regency"


@given(
    register=st.dictionaries(CODES, NAMES, max_size=10),
    listed=st.dictionaries(CODES, NAMES, min_size=1, max_size=10),
    is_complete=st.booleans(),
)
def test_a_list_without_doubts_applied_changes_nothing_more(register, listed, is_complete):
    entries = {code: RegionEntry(code, name, kind_of(code)) for code, name in register.items()}
    lines = [RegionLine(n, code, name, kind_of(code)) for n, (code, name) in enumerate(sorted(listed.items()), start=2)]
    found = compare_regions(lines, entries.values(), is_complete=is_complete)
    if found.doubts:
        return
    for change in found.changes:
        code = change.now if change.what == RECODED else change.key
        if change.what in (RECODED, CLOSING):
            entries[change.key] = replace(entries[change.key], is_closed=True)
        if change.what != CLOSING:
            entries[code] = RegionEntry(code, change.name, change.kind)
    again = compare_regions(lines, entries.values(), is_complete=is_complete)
    assert again.is_empty
    if is_complete:
        assert {code for code, one in entries.items() if not one.is_closed} == listed.keys()
