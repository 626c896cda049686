from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.domain import reference
from accounts.models import Agency, AgencyKind, Region, RegionClass, RegionKind
from proposals.domain.catalogue import earlier_years
from proposals.domain.catalogue.earlier_rows import WinnerRow
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return reference.load()


def test_every_province_regency_and_city_is_there(loaded):
    kinds = Counter(Region.objects.values_list("kind", flat=True))
    assert kinds == {RegionKind.PROVINCE: 38, RegionKind.REGENCY: 416, RegionKind.CITY: 98}
    assert loaded.regions == 552


def test_the_62_left_behind_regions_are_regencies(loaded):
    left_behind = Region.objects.filter(is_left_behind=True)
    assert Counter(left_behind.values_list("kind", flat=True)) == {RegionKind.REGENCY: 62}
    by_province = Counter(left_behind.values_list("province_id", flat=True))
    # By the provinces of 2020: Papua had 22 (now codes 91, 93, 94, 95), Papua Barat 8 (now 92, 96).
    assert sum(by_province[code] for code in ("91", "93", "94", "95")) == 22
    assert sum(by_province[code] for code in ("92", "96")) == 8
    assert by_province["53"] == 13


def test_left_behind_names_agree_with_the_regions(loaded):
    names = dict(Region.objects.values_list("code", "name"))
    on_file = reference.rows("daerah_tertinggal.csv")
    assert [row for row in on_file if names[row["kode"]] != row["nama"]] == []


def test_agencies_of_each_kind(loaded):
    kinds = Counter(Agency.objects.values_list("kind", flat=True))
    assert kinds == {
        AgencyKind.PROVINCE: 38,
        AgencyKind.REGENCY: 415,
        AgencyKind.CITY: 93,
        # The 49 ministries of today and one of earlier winners.
        AgencyKind.MINISTRY: 50,
        AgencyKind.BODY: 18,
        AgencyKind.STATE_FIRM: 6,
        AgencyKind.REGIONAL_FIRM: 3,
    }
    assert loaded.agencies == loaded.new_agencies == kinds.total()


@pytest.mark.parametrize(
    "name",
    [
        "Pemerintah Aceh",
        "Pemerintah Provinsi DKI Jakarta",
        "Pemerintah Provinsi Jawa Tengah",
        "Pemerintah Kabupaten Gunungkidul",
        "Pemerintah Kota Surabaya",
        "Kepolisian Negara Republik Indonesia",
    ],
)
def test_governments_are_called_what_people_call_them(loaded, name):
    assert Agency.objects.filter(name=name).exists()


def test_jakartas_administrative_cities_have_no_government(loaded):
    assert Agency.objects.filter(region__province="31").values_list("kind", flat=True).distinct().count() == 2
    assert not Agency.objects.filter(name__contains="Administrasi", region__isnull=False).exists()


def test_every_agency_of_earlier_winners_is_on_record(loaded):
    names = {name.casefold() for name in Agency.objects.values_list("name", flat=True)}
    winners, others = {line.agency for line in earlier_years.read(at=timezone.now())}, reference.other_names()
    winners = {others.get(winner.casefold(), winner) for winner in winners}
    assert sorted(winner for winner in winners if winner.casefold() not in names) == []


def test_loading_again_changes_nothing(loaded):
    before = list(Agency.objects.order_by("pk").values_list("pk", "name"))
    again = reference.load()
    assert (again.new_agencies, again.agencies, again.regions) == (0, loaded.agencies, loaded.regions)
    assert list(Agency.objects.order_by("pk").values_list("pk", "name")) == before


def test_loading_keeps_an_agency_that_is_there_in_another_case():
    mine = accounts.agency(AgencyKind.BODY, name="BADAN PUSAT STATISTIK")
    reference.load()
    assert list(Agency.objects.filter(name__iexact="Badan Pusat Statistik")) == [mine]


def test_loading_updates_a_region(loaded):
    Region.objects.filter(code="12.04").update(name="Nias lama", is_left_behind=False)
    reference.load()
    region = Region.objects.get(code="12.04")
    assert (region.name, region.is_left_behind) == ("Kabupaten Nias", True)


def test_loading_takes_few_statements(django_assert_num_queries):
    # Savepoint, regions, names, agencies, release.
    with django_assert_num_queries(6):
        reference.load()


def test_region_classes_follow(loaded):
    classes = {
        agency.name: agency.region_class
        for agency in Agency.objects.select_related("region").filter(
            name__in=["Pemerintah Kabupaten Nias", "Pemerintah Kota Sorong", "Kementerian Kesehatan"]
        )
    }
    assert classes == {
        "Pemerintah Kabupaten Nias": RegionClass.LEFT_BEHIND,
        "Pemerintah Kota Sorong": RegionClass.OTHER,
        "Kementerian Kesehatan": RegionClass.NATIONAL,
    }


def test_the_command_says_what_it_did():
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "552 wilayah dan 623 instansi tercatat, 623 instansi baru." in out.getvalue()


def test_other_names_are_of_agencies_on_record(loaded):
    others = reference.other_names()
    assert others["kementerian bumn"] == "Kementerian Badan Usaha Milik Negara"
    assert others["pemerintah provinsi aceh"] == "Pemerintah Aceh"
    assert Agency.objects.filter(name__in=others.values()).count() == len(set(others.values()))


def test_an_innovation_of_earlier_years_finds_its_agency_under_another_name(loaded):
    places = earlier_years.Places()
    line = WinnerRow(2, "Inovasi", 2019, "Top 99", "Kementerian BUMN", "ministry")
    assert (
        places.named(line.agency, kind=line.agency_kind, region=line.region).name
        == "Kementerian Badan Usaha Milik Negara"
    )
