"""What two people decide about a sheet of another programme is what they saw, by the registers that they saw it by."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Agency, AgencyKind, Role
from accounts.rules import Refused
from accounts.rules import motions as motion_rules
from proposals.domain.catalogue import import_judging, imports, winner_lists
from proposals.models import CatalogueEntry, OtherProgramme, WinnerList
from proposals.rules import winner_lists as list_rules
from tests.factories import accounts
from tests.proposals.domain.catalogue.test_imports import CITY, handed_in, judged, moved, read, row
from tests.seconding import settle

pytestmark = pytest.mark.django_db
UNKNOWN = "Perkumpulan Pelayanan Uji"


def test_two_columns_headed_alike_are_not_exchanged_after_the_motion():
    listed = handed_in(["Layanan Terapung", "2023", CITY, "Kapal Sehat"], head=["Nama", "Tahun", "Pemda", "Nama"])
    mapping = {"title": 0, "year": 1, "agency": 2, "unit": 3}
    motion = moved(read(listed, mapping))
    # No act names them again by now; what was agreed to holds without it.
    WinnerList.objects.filter(pk=listed.pk).update(mapping={**mapping, "title": 3, "unit": 0})
    import_judging.judge(WinnerList.objects.get(pk=listed.pk))
    with pytest.raises(Refused) as refused, transaction.atomic():
        settle(motion, at=timezone.now())
    assert refused.value.refusal is motion_rules.CHANGED_SINCE


def renamed(name):
    Agency.objects.filter(name=name).update(name="Kementerian Baru")


def merged(name):
    into = accounts.agency(AgencyKind.MINISTRY)
    Agency.objects.filter(name=name).update(merged_into=into, closed_on=date(2020, 1, 1))


def registered(name):
    accounts.agency(AgencyKind.CITY, name=CITY)


@pytest.mark.parametrize(
    ("agency", "change"),
    [(UNKNOWN, renamed), (UNKNOWN, merged), (CITY, registered)],
)
def test_what_the_registers_say_otherwise_by_the_time_a_worker_comes_is_left_whole_and_says_why(agency, change):
    accounts.agency(AgencyKind.MINISTRY, name=UNKNOWN)
    listed = judged(row(agency=agency), row("Lain"))
    settle(moved(listed), at=timezone.now())
    change(agency)
    winner_lists.carry_on(listed.pk, clock=timezone.now)
    listed.refresh_from_db()
    assert (listed.state, listed.failure) == (WinnerList.State.FAILED, list_rules.REGISTERS_CHANGED.key)
    assert not CatalogueEntry.objects.exists()


def honoured(*, counts_as_top):
    programme = OtherProgramme.objects.create(name="IGA", counts_as_top=counts_as_top)
    return judged(
        *(row(f"Layanan {number}", honour=f"Predikat {number:02}") for number in range(11)),
        row("Satu", honour="Kurang Inovatif"),
        row("Dua", honour="Kurang Inovatif"),
        row("Tiga", honour="-"),
        row("Empat", honour=""),
        row("", honour="Kurang Inovatif"),
        programme=programme,
    )


def test_who_decides_sees_which_honours_would_count_as_earlier_top_awards(client):
    listed = honoured(counts_as_top=True)
    told = imports.described(listed)
    assert told["honours"] == [["Kurang Inovatif", 2], *([f"Predikat {number:02}", 1] for number in range(9))]
    assert told["other_honours"] == 2
    motion = moved(listed)
    office = accounts.membership(Role.MINISTRY_ADMIN)
    client.force_login(office.user)
    page = client.get(reverse("motion", args=[motion.pk])).content.decode()
    for said in ("Kurang Inovatif: 2 baris", "Predikat 08: 1 baris", "penghargaan lain: 2 baris"):
        assert said in page


def test_nothing_of_a_programme_that_is_not_to_count_is_listed_so():
    assert "honours" not in imports.described(honoured(counts_as_top=False))
