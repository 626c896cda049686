from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from accounts.models import Agency
from competitions.models import EntryCheck, Group, Parents, Question, Section
from proposals import rules
from proposals.domain import contents, eligibility, questionnaire, submission
from proposals.domain.contents import Content, Written
from proposals.domain.eligibility import Case, CheckResult
from proposals.domain.questionnaire import AskedSection, Questionnaire
from proposals.models import CatalogueAward, CatalogueEntry, Proposal
from tests.factories import accounts, catalogue, competitions, proposals
from tests.factories.competitions import DURING

UMUM = Group(pk=1, key="umum", min_age_months=24)
KHUSUS = Group(pk=2, key="khusus", min_age_months=12, parents=Parents.OWN_TOP)
REPLIKASI = Group(pk=3, key="replikasi", min_age_months=12, parents=Parents.ANY)
SECTION = Section(pk=1, key="bagian", title="Bagian", needs_evidence=True)
QUESTION = Question(pk=1, section=SECTION, key="isi", prompt="Apa isinya?", min_words=10, max_words=20)
ASKED = Questionnaire((AskedSection(SECTION, (QUESTION,)),), ())


def case(words=15, evidence=(1,), **proposal):
    subject = Proposal(
        title="Judul",
        agency=Agency(pk=1, name="Kota Uji"),
        category_id=1,
        is_app=False,
        contact_name="A",
        contact_phone="B",
        contact_email="c@d.id",
        identity_done=True,
        **{"group": UMUM, "started_on": date(2020, 1, 1), "sdgs": [1], **proposal},
    )
    return Case(
        proposal=subject,
        content=Content({1: Written({"isi": words}, True)}, frozenset(), frozenset(evidence)),
        asked=ASKED,
        closes_on=date(2026, 4, 1),
        same_title=(),
        has_won=False,
        place_in_agency=1,
        agency_cap=None,
    )


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 4, 1), date(2026, 4, 1), 24),
        (date(2024, 4, 2), date(2026, 4, 1), 23),
        (date(2024, 3, 31), date(2026, 4, 1), 24),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2026, 3, 31), date(2026, 4, 30), 1),
        (date(2025, 12, 15), date(2026, 1, 15), 1),
        (date(2026, 4, 1), date(2026, 4, 1), 0),
        (date(2026, 4, 2), date(2026, 4, 1), -1),
    ],
)
def test_whole_calendar_months(start, end, months):
    assert eligibility.months_between(start, end) == months


@pytest.mark.parametrize(
    ("started_on", "group", "is_met"),
    [
        (date(2024, 4, 1), UMUM, True),
        (date(2024, 4, 2), UMUM, False),
        (date(2025, 4, 1), KHUSUS, True),
        (date(2025, 4, 2), KHUSUS, False),
        (None, UMUM, False),
    ],
)
def test_age(started_on, group, is_met):
    assert eligibility.age(case(started_on=started_on, group=group)).is_met == is_met


def test_where_no_age_is_asked_none_is_named():
    anybody = Group(pk=4, key="terbuka", min_age_months=0)
    assert eligibility.age(case(started_on=date(2024, 4, 2), group=anybody)) == CheckResult(
        True, "Mulai 2 April 2024: 23 bulan sampai penutupan."
    )


def test_the_detail_of_age_gives_the_count():
    assert eligibility.age(case(started_on=date(2024, 4, 2))) == CheckResult(
        False, "Mulai 2 April 2024: 23 bulan sampai penutupan, paling sedikit 24 bulan."
    )


@pytest.mark.parametrize(
    ("words", "complete", "minimum", "limit"),
    [
        (0, False, False, True),
        (9, True, False, True),
        (10, True, True, True),
        (20, True, True, True),
        (21, True, True, False),
    ],
)
def test_words(words, complete, minimum, limit):
    subject = case(words=words)
    assert eligibility.complete(subject).is_met == complete
    assert eligibility.word_minimum(subject).is_met == minimum
    assert eligibility.word_limit(subject).is_met == limit


def test_incomplete_says_what_is_missing():
    subject = case(words=0, evidence=(), sdgs=[])
    assert eligibility.complete(subject).detail == (
        "Pilih paling sedikit satu tujuan pembangunan berkelanjutan; Unggah bukti untuk “Bagian”; Isi “Bagian”."
    )
    assert eligibility.word_limit(case(words=25)).detail == "“Bagian”: 25 kata, paling banyak 20."


FITS, DOES_NOT = ("Perahu sehat", None), ("Perahu sehat", rules.NOT_OWN)


@pytest.mark.parametrize(
    ("group", "has_won", "named", "said"),
    [
        (UMUM, False, (), ""),
        (UMUM, True, (), "Inovasi instansi ini sudah memperoleh penghargaan utama pada edisi sebelumnya."),
        (KHUSUS, True, (), "Pilih inovasi instansi Anda yang dilanjutkan."),
        (KHUSUS, True, (FITS,), ""),
        (
            KHUSUS,
            False,
            (FITS, DOES_NOT),
            "Perahu sehat: Inovasi itu milik instansi lain. Kelompok ini melanjutkan inovasi sendiri.",
        ),
        (REPLIKASI, False, (), "Pilih inovasi yang direplikasi."),
        (REPLIKASI, True, (FITS,), ""),
    ],
)
def test_group_rules(group, has_won, named, said):
    subject = replace(case(group=group), has_won=has_won, parents=named)
    result = eligibility.group_rules(subject)
    assert (result.is_met, result.detail) == (not said, said)


@pytest.mark.parametrize(("place", "cap", "is_met"), [(1, None, True), (3, 3, True), (4, 3, False)])
def test_agency_cap(place, cap, is_met):
    assert eligibility.agency_cap(replace(case(), place_in_agency=place, agency_cap=cap)).is_met == is_met


@pytest.mark.parametrize(
    ("place", "in_group", "cap", "group_cap", "is_met", "said"),
    [
        (5, 2, None, 2, True, "Usulan ke-2 dari instansi ini dalam kelompok Umum, batas 2."),
        (3, 3, None, 2, False, "Usulan ke-3 dari instansi ini dalam kelompok Umum, batas 2."),
        (4, 2, 3, 2, False, "Usulan ke-4 dari instansi ini, batas 3."),
        (3, 3, 5, 2, False, "Usulan ke-3 dari instansi ini dalam kelompok Umum, batas 2."),
    ],
)
def test_the_cap_of_a_group_counts_beside_that_of_the_edition(place, in_group, cap, group_cap, is_met, said):
    capped = Group(pk=1, key="umum", name="Umum", min_age_months=24, agency_cap=group_cap)
    subject = replace(case(group=capped), place_in_agency=place, place_in_group=in_group, agency_cap=cap)
    assert eligibility.agency_cap(subject) == CheckResult(is_met, said)


def test_places_are_counted_within_the_group(cast, edition):
    general, other = edition.groups.order_by("position")[:2]
    sent = [
        proposals.submitted(edition, by=cast.proposer, group=group, at=DURING + timedelta(days=2 - day))
        for day, group in enumerate((general, general, other))
    ]
    edition.groups.filter(pk=general.pk).update(agency_cap=1)
    results = eligibility.examine(edition)
    assert [by_code(edition, results[proposal.pk])["A07"].is_met for proposal in sent] == [False, True, True]


def test_every_automatic_method_has_its_rule():
    assert set(eligibility.RULES) == set(EntryCheck.Method) - {EntryCheck.Method.PERSON}


def by_code(edition, results):
    codes = {check.pk: check.code for check in edition.entry_checks.all()}
    return {codes[key]: result for key, result in results.items()}


def test_examining_an_edition(cast, edition):
    fine = proposals.submitted(edition, by=cast.proposer, title="Perahu sehat")
    young = proposals.submitted(edition, by=cast.proposer, started_on=date(2025, 1, 1))
    twin = proposals.submitted(edition, by=cast.stranger, title="  perahu SEHAT ")
    proposals.with_agency(edition, by=cast.proposer, title="Perahu sehat")
    results = eligibility.examine(edition)
    assert set(results) == {fine.pk, young.pk, twin.pk}
    assert set(by_code(edition, results[fine.pk])) == {"A01", "A02", "A03", "A04", "A05", "A06", "A07"}
    failed = {
        key: {code for code, result in by_code(edition, found).items() if not result.is_met}
        for key, found in results.items()
    }
    assert failed == {fine.pk: {"A05"}, young.pk: {"A01"}, twin.pk: {"A05"}}
    assert by_code(edition, results[fine.pk])["A05"].detail == f"Judul sama dengan {twin.code}."


@pytest.mark.parametrize(("closes", "is_met"), [((2, 0), False), ((2, 1), True), ((3, 0), True)])
def test_a_close_at_midnight_belongs_to_the_day_before(cast, closes, is_met):
    """Two years on 2 April 2026: a registration that ended as the 2nd began came a day too early."""
    day, hour = closes
    edition = competitions.edition(closes_at=datetime(2026, 4, day, hour, tzinfo=competitions.WIB))
    proposal = proposals.submitted(edition, by=cast.proposer, started_on=date(2024, 4, 2))
    assert by_code(edition, eligibility.examine(edition)[proposal.pk])["A01"].is_met == is_met


@pytest.mark.parametrize("by_name", [True, False])
def test_a_winner_of_the_catalogue_may_not_enter_as_new(cast, edition, by_name):
    agency = cast.proposer.agency
    entry = CatalogueEntry.objects.create(
        slug="perahu-sehat",
        year=2019,
        title="Perahu Sehat",
        agency=None if by_name else agency,
        agency_name=agency.name.upper() if by_name else "Nama lama",
        agency_kind=agency.kind,
        source_url="https://contoh.go.id",
        published_at=DURING,
    )
    CatalogueAward.objects.create(entry=entry, position=1, key="finalist", name="Top 99")
    proposal = proposals.submitted(edition, by=cast.proposer, title="perahu sehat")
    same_title_elsewhere = proposals.submitted(edition, by=cast.stranger, title="perahu sehat")
    found = by_code(edition, eligibility.examine(edition)[proposal.pk])
    assert found["A06"].is_met
    CatalogueAward.objects.create(entry=entry, position=2, key="top", name="Top 45")
    results = eligibility.examine(edition)
    assert not by_code(edition, results[proposal.pk])["A06"].is_met
    assert by_code(edition, results[same_title_elsewhere.pk])["A06"].is_met


WINNER = {"awards": (("top", "Top 45"),)}


@pytest.mark.parametrize(
    ("winner", "is_met"),
    [
        ({}, False),
        ({"ended_at": DURING, "ended_reason": "Datanya dipalsukan."}, True),
        ({"is_example": True}, True),
    ],
)
def test_only_an_award_that_stands_and_is_real_bars(cast, edition, winner, is_met):
    agency = cast.proposer.agency
    catalogue.earlier_entry(title="Perahu Sehat", agency=agency, agency_name=agency.name, **WINNER, **winner)
    proposal = proposals.submitted(edition, by=cast.proposer, title="Perahu Sehat")
    assert by_code(edition, eligibility.examine(edition)[proposal.pk])["A06"].is_met == is_met


@pytest.mark.parametrize("title", ["Perahu Sehat", " PERAHU sehat ", "Perahu Sehat\N{NO-BREAK SPACE}"])
def test_a_winner_is_known_by_the_key_that_its_own_title_has(cast, edition, title):
    """The catalogue's titles and the contest's are made alike by one expression."""
    agency = cast.proposer.agency
    catalogue.earlier_entry(title=title, agency=agency, agency_name=agency.name, **WINNER)
    proposal = proposals.submitted(edition, by=cast.proposer)
    Proposal.objects.filter(pk=proposal.pk).update(title=title)
    assert not by_code(edition, eligibility.examine(edition)[proposal.pk])["A06"].is_met


def test_the_earliest_of_an_agency_come_first_under_a_cap_set_later(cast, edition):
    kept = [proposals.submitted(edition, by=cast.proposer, at=DURING + timedelta(days=day)) for day in (2, 0, 1)]
    edition.agency_cap = 2
    results = eligibility.examine(edition)
    assert [by_code(edition, results[proposal.pk])["A07"].is_met for proposal in kept] == [False, True, True]


@pytest.mark.parametrize("number", [1, 4])
def test_examining_costs_the_same_for_one_and_for_many(db, django_assert_num_queries, number):
    edition = competitions.edition()
    for _ in range(number):
        proposals.submitted(edition, by=accounts.membership("unit"))
    with django_assert_num_queries(6):
        assert len(eligibility.examine(edition)) == number


def foreseen(proposal, django_assert_max_num_queries=None):
    """The rules that the machine decides held against a draft, by their method."""
    proposal = Proposal.objects.with_places().get(pk=proposal.pk)
    with django_assert_max_num_queries(5) if django_assert_max_num_queries else nullcontext():
        asked, content = questionnaire.of(proposal.edition_id), contents.content_of(proposal)
        found = eligibility.outlook(proposal, asked, content)
    return {one.check.method: one.result for one in found if one.check.is_automatic}


@pytest.mark.parametrize(
    ("title", "identity"),
    [
        ("Perahu Obat", {}),
        ("Muda", {"started_on": date(2026, 1, 1)}),
        ("Pernah Juara", {}),
        ("Kembar", {}),
    ],
)
def test_a_draft_is_told_what_stage_one_will_say(cast, db, title, identity, django_assert_max_num_queries):
    edition = competitions.edition(agency_cap=1)
    own = {"agency": cast.proposer.agency, "agency_name": cast.proposer.agency.name}
    catalogue.earlier_entry(
        title="Pernah Juara", awards=(("top", "Top 45"),), agency_kind=cast.proposer.agency.kind, **own
    )
    proposals.submitted(edition, by=cast.stranger, title="Kembar")
    draft = proposals.with_agency(edition, by=cast.proposer, title=title, **identity)
    before = foreseen(draft, django_assert_max_num_queries)
    submission.submit(draft, declared=True, by=cast.agency_admin, at=DURING + timedelta(days=1))
    after = eligibility.examine(edition)[draft.pk]
    methods = {check.pk: check.method for check in edition.entry_checks.all()}
    assert before == {methods[key]: result for key, result in after.items()}
    broken = {method for method, result in before.items() if not result.is_met}
    expected = {"Muda": {"age"}, "Pernah Juara": {"group"}, "Kembar": {"same_title"}}
    assert broken == expected.get(title, set())


def test_a_cap_that_is_used_up_and_a_twin_at_home_are_told_while_writing(cast, db):
    edition = competitions.edition(agency_cap=1)
    proposals.submitted(edition, by=cast.proposer, title="Pertama")
    twin = proposals.filled(edition, by=cast.colleague, title="Kedua")
    draft = proposals.filled(edition, by=cast.proposer, title="Kedua")
    found = foreseen(draft)
    assert not found["agency_cap"].is_met
    assert found["same_title"].detail == f"Judul sama dengan {twin.code}."


@pytest.mark.parametrize("still", [True, False])
def test_where_innovations_are_named_it_is_told_in_five_queries_too(
    cast, edition, still, django_assert_max_num_queries
):
    group = edition.groups.exclude(parents=Parents.NONE).order_by("position").first()
    draft = proposals.with_agency(edition, by=cast.proposer, group=group)
    if not still:
        CatalogueEntry.objects.update(agency=None, agency_name="Instansi lain")
        Group.objects.filter(pk=group.pk).update(parents=Parents.OWN_TOP)
    before = foreseen(draft, django_assert_max_num_queries)
    assert before[EntryCheck.Method.GROUP].is_met == still
    submission.submit(draft, declared=True, by=cast.agency_admin, at=DURING + timedelta(days=1))
    after = eligibility.examine(edition)[draft.pk]
    methods = {check.pk: check.method for check in edition.entry_checks.all()}
    assert before == {methods[key]: result for key, result in after.items()}
    assert eligibility.examine_again(Proposal.objects.with_places().get(pk=draft.pk)) == after


def test_before_a_group_is_chosen_no_rule_is_told(cast, edition):
    assert set(foreseen(proposals.draft(edition, by=cast.proposer)).values()) == {None}
