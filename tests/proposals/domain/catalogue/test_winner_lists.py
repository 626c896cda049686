"""Lists of earlier winners: handed in, agreed to by two people, in the catalogue whole or not at all."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import Error, transaction
from django.utils import timezone

from accounts.domain import motions, tries
from accounts.models import AgencyKind, Event, RegionKind, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refused
from accounts.rules import motions as motion_rules
from proposals import motions as acts
from proposals.domain.catalogue import earlier_years, winner_lists
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.models import CatalogueEntry, WinnerList
from proposals.rules import winner_lists as rules
from tests.factories import accounts, competitions, proposals
from tests.seconding import settle

pytestmark = pytest.mark.django_db
BASIS = "Keputusan Menteri PANRB 18 Tahun 2019"


def line(row=2, title="Layanan Terapung", award="Top 45", agency="Kementerian Uji", kind="ministry", **more):
    return WinnerRow(row, title, 2019, award, agency, kind, **more)


def handed_in(*lines, by=None):
    office = by or accounts.membership(Role.SECRETARY)
    return winner_lists.hand_in(lines or [line()], name="pemenang.csv", reason=BASIS, by=office, at=timezone.now())


def taken_over(listed):
    """The list moved by an admin, agreed to by another, and taken over by a worker."""
    motion = acts.take_over(listed, "Arahan Menteri.", by=accounts.membership(Role.MINISTRY_ADMIN), at=timezone.now())
    settle(motion, at=timezone.now())
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    listed.refresh_from_db()
    return listed


@pytest.mark.parametrize(
    ("role", "reason", "refusal"),
    [
        (Role.SECRETARY, BASIS, None),
        (Role.MINISTRY_ADMIN, BASIS, None),
        (Role.SECRETARY, "  ", REASON_MISSING),
        (Role.AUDITOR, BASIS, MINISTRY_ONLY),
        (Role.AGENCY_ADMIN, BASIS, MINISTRY_ONLY),
    ],
)
def test_who_hands_a_list_in(role, reason, refusal):
    assert rules.handing_refusal(accounts.membership(role), reason=reason) is refusal


@pytest.mark.parametrize(
    ("role", "is_agreed", "has_doubts", "is_empty", "refusal"),
    [
        (Role.SECRETARY, False, False, False, None),
        (Role.AUDITOR, False, False, False, MINISTRY_ONLY),
        (Role.SECRETARY, True, True, True, rules.AGREED_ALREADY),
        (Role.SECRETARY, False, True, True, rules.DOUBTFUL),
        (Role.SECRETARY, False, False, True, rules.NOTHING_NEW),
    ],
)
def test_when_a_list_is_taken_over(role, is_agreed, has_doubts, is_empty, refusal):
    found = rules.taking_over_refusal(
        accounts.membership(role), is_agreed=is_agreed, has_doubts=has_doubts, is_empty=is_empty
    )
    assert found is refusal


def test_two_people_let_it_into_the_catalogue_and_every_step_is_an_event():
    agency = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Uji")
    listed = handed_in(line(), line(3, award="Top 99"))
    assert listed.state == WinnerList.State.READ
    assert not CatalogueEntry.objects.exists()
    listed = taken_over(listed)
    entry = CatalogueEntry.objects.get()
    assert (entry.agency, entry.winner_list, entry.source_note) == (agency, listed, BASIS)
    assert (entry.is_taken_over, entry.is_from_partial_list) == (True, False)
    assert list(entry.awards.order_by("position").values_list("key", "name")) == [
        ("finalist", "Top 99"),
        ("top", "Top 45"),
    ]
    assert (listed.state, listed.innovations, listed.fresh) == (WinnerList.State.DONE, 1, 1)
    names = Event.objects.about(listed).order_by("number").values_list("name", flat=True)
    assert [name for name in names if name.startswith("winner_list.")] == [
        "winner_list.sent",
        "winner_list.agreed",
        "winner_list.taken_over",
    ]


def test_whoever_sent_the_list_does_not_agree_to_it():
    sender = accounts.membership(Role.MINISTRY_ADMIN)
    listed = handed_in(by=sender)
    motion = acts.take_over(listed, "Arahan Menteri.", by=accounts.membership(Role.SECRETARY), at=timezone.now())
    for office, refusal in (
        (sender, motion_rules.AUTHOR),
        (accounts.membership(Role.SECRETARY), motion_rules.NOT_OF_THIS_ROLE),
    ):
        with pytest.raises(Refused) as caught, transaction.atomic():
            motions.second(motion, seen=motion.sha256, by=office, at=timezone.now())
        assert caught.value.refusal is refusal


def test_nothing_is_taken_over_without_two_people():
    listed = handed_in()
    with pytest.raises(Refused) as caught:
        winner_lists.agree(listed, motion=None, by=listed.sent_by, at=timezone.now())
    assert caught.value.refusal is motion_rules.NEEDS_TWO_PEOPLE
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    assert not CatalogueEntry.objects.exists()
    with pytest.raises(Error, match="winner_list_taken_over_was_agreed"), transaction.atomic():
        WinnerList.objects.filter(pk=listed.pk).update(taken_over_at=timezone.now())


def test_names_of_their_time_stay_and_the_agency_of_today_owns_them():
    province = accounts.region(RegionKind.PROVINCE, code="35", name="Jawa Timur")
    city = accounts.region(RegionKind.CITY, code="35.78", name="Kota Surabaya", province=province)
    government = accounts.agency(AgencyKind.CITY, name="Pemerintah Kota Surabaya", region=city)
    ministry = accounts.agency(AgencyKind.MINISTRY, name="Kementerian Badan Usaha Milik Negara")
    taken_over(
        handed_in(
            line(2, "A", agency="Pemkot Surabaya", kind="city", region="35.78", unit="Dinas Lama"),
            line(3, "B", agency="Kementerian BUMN"),
            line(4, "C", agency="Pemerintah Kota Surabaya", kind="city"),
            line(5, "D", agency="Kementerian yang Sudah Bubar"),
        )
    )
    found = CatalogueEntry.objects.order_by("title").values_list("agency", "agency_name", "province", "unit_name")
    assert list(found) == [
        (government.pk, "Pemkot Surabaya", "35", "Dinas Lama"),
        (ministry.pk, "Kementerian BUMN", None, ""),
        (government.pk, "Pemerintah Kota Surabaya", "35", ""),
        (None, "Kementerian yang Sudah Bubar", None, ""),
    ]


def test_a_corrected_list_mends_what_is_there_and_adds_nothing_twice():
    taken_over(handed_in(line(title="“Layanan” Terapung")))
    before = CatalogueEntry.objects.get()
    again = taken_over(handed_in(line(title="Layanan Terapung", unit="Dinas Baru"), line(3, award="Top 99")))
    entry = CatalogueEntry.objects.get()
    assert (entry.pk, entry.slug, entry.published_at) == (before.pk, before.slug, before.published_at)
    assert (entry.title, entry.unit_name, entry.awards.count()) == ("Layanan Terapung", "Dinas Baru", 2)
    assert (again.innovations, again.fresh) == (1, 0)
    with pytest.raises(Refused) as caught:
        acts.take_over(
            handed_in(line(unit="Dinas Baru"), line(3, award="Top 99", unit="Dinas Baru")),
            "Arahan Menteri.",
            by=accounts.membership(Role.SECRETARY),
            at=timezone.now(),
        )
    assert caught.value.refusal is rules.NOTHING_NEW


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Top 99", "finalist"),
        ("Finalis", "finalist"),
        ("finalis top inovasi", "finalist"),
        ("Top 15 Kelompok Khusus", "finalist"),
        ("Top 45", "top"),
        ("Top 9", "top"),
        ("Top Inovasi Terpuji", "top"),
        ("Top 5 Replikasi", "top"),
        ("5 Outstanding Achievement", "outstanding"),
        ("Outstanding Achievement of Public Service Innovation", "outstanding"),
    ],
)
def test_what_an_award_of_earlier_years_is(name, key):
    assert earlier_years.award_of(name).key == key


def test_the_portals_own_list_leaves_what_the_ministry_took_over():
    first = earlier_years.read(at=timezone.now())[0]
    call_command("load_winners")
    own = WinnerRow(2, first.title, first.year, first.award, first.agency, first.agency_kind, unit="Unit Sendiri")
    assert taken_over(handed_in(own)).fresh == 0
    call_command("load_winners")
    entry = CatalogueEntry.objects.get(title=first.title, year=first.year)
    assert (entry.is_taken_over, entry.unit_name) == (True, "Unit Sendiri")
    assert CatalogueEntry.objects.count() == 99


def test_a_region_that_is_in_no_register_holds_the_list_up():
    accounts.region(RegionKind.PROVINCE, code="35", name="Jawa Timur")
    listed = handed_in(line(kind="city", region="35.99"), line(3, title="Lain", kind="province", region="35"))
    assert [(doubt.row, doubt.key) for doubt in winner_lists.compared(listed).doubts] == [(2, "region_unknown")]


def test_a_winner_of_an_edition_run_here_is_not_entered_a_second_time():
    proposal = proposals.submitted(competitions.edition())
    entry = CatalogueEntry.objects.create(
        slug="a",
        year=2019,
        title="Layanan Terapung",
        agency_name="Kementerian Uji",
        agency_kind="ministry",
        proposal=proposal,
        published_at=timezone.now(),
    )
    listed = handed_in(line(), line(3, title="Lain"))
    with pytest.raises(Refused) as caught:
        acts.take_over(listed, "Arahan Menteri.", by=listed.sent_by, at=timezone.now())
    assert caught.value.refusal is rules.DOUBTFUL
    assert [doubt.row for doubt in winner_lists.compared(listed).doubts] == [2]
    with pytest.raises(Error, match="catalogue_entry_won_here_or_was_taken_over"), transaction.atomic():
        CatalogueEntry.objects.filter(pk=entry.pk).update(winner_list=listed)


def test_what_clashes_by_the_time_a_worker_comes_is_left_whole_and_says_why():
    listed = handed_in(line(), line(3, title="Lain"))
    motion = acts.take_over(listed, "Arahan Menteri.", by=listed.sent_by, at=timezone.now())
    settle(motion, at=timezone.now())
    CatalogueEntry.objects.create(
        slug="a",
        year=2019,
        title="Layanan Terapung",
        agency_name="Kementerian Uji",
        agency_kind="ministry",
        proposal=proposals.submitted(competitions.edition()),
        published_at=timezone.now(),
    )
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    listed.refresh_from_db()
    assert (listed.state, listed.failure) == (WinnerList.State.FAILED, rules.CHANGED_MEANWHILE.key)
    assert CatalogueEntry.objects.count() == 1


def test_a_lost_worker_is_followed_by_another_and_in_the_end_by_a_sentence():
    listed = handed_in()
    motion = acts.take_over(listed, "Arahan Menteri.", by=listed.sent_by, at=timezone.now())
    settle(motion, at=timezone.now())
    at = timezone.now()
    for _lost in range(tries.WORKERS):
        assert winner_lists.begin(listed.pk, at=at)
        at += timedelta(days=2)
    winner_lists.resume_unfinished(at=at)
    listed.refresh_from_db()
    assert (listed.state, listed.failure) == (WinnerList.State.FAILED, rules.WORKER_LOST.key)
    assert set(rules.FAILURES) == {
        rules.CHANGED_MEANWHILE.key,
        rules.REGISTERS_CHANGED.key,
        rules.WORKER_LOST.key,
    }
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    assert not CatalogueEntry.objects.exists()


def test_ten_thousand_rows_cost_a_handful_of_queries(django_assert_max_num_queries):
    lines = [line(row, title=f"Layanan {row}") for row in range(2, 1002)]
    listed = handed_in(*lines)
    with django_assert_max_num_queries(12):
        assert len(winner_lists.compared(listed).fresh) == 1000
    with django_assert_max_num_queries(40):
        assert earlier_years.take_in(lines, winner_list=listed, at=timezone.now()).fresh == 1000
