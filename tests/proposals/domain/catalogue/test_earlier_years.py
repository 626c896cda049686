"""The partial list of earlier years, as it lies in the repository."""

import pytest
from django.core.management import call_command

from accounts.models import AgencyKind, RegionKind
from proposals.domain.catalogue import earlier_years
from proposals.models import CatalogueAward, CatalogueEntry
from tests.factories import accounts
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


def test_every_line_is_loaded_and_lines_of_one_innovation_are_joined():
    assert earlier_years.load(at=DURING) == 99
    assert CatalogueEntry.objects.count() == 99
    assert CatalogueAward.objects.count() == len(earlier_years.read(at=DURING)) == 104
    entry = CatalogueEntry.objects.get(title__startswith="Sipelandukilat")
    assert list(entry.awards.order_by("position").values_list("key", "name")) == [
        ("finalist", "Top 99"),
        ("top", "Top 45"),
    ]


def test_every_entry_is_partial_and_has_a_source():
    assert earlier_years.load(at=DURING)
    for entry in CatalogueEntry.objects.all():
        assert entry.is_from_partial_list
        assert entry.source_url or entry.source_note


def test_loading_again_changes_nothing(capsys):
    call_command("load_winners")
    before = list(CatalogueEntry.objects.order_by("pk").values())
    call_command("load_winners")
    assert list(CatalogueEntry.objects.order_by("pk").values()) == before
    assert CatalogueAward.objects.count() == 104
    assert "99 innovations" in capsys.readouterr().out


def test_known_agencies_and_provinces_are_found():
    bali = accounts.region(RegionKind.PROVINCE, code="51", name="Bali")
    badung = accounts.region(RegionKind.REGENCY, code="51.03", name="Kabupaten Badung", province=bali)
    agency = accounts.agency(AgencyKind.REGENCY, name="Pemkab Badung", region=badung)
    ministry = accounts.agency(AgencyKind.MINISTRY, name="KEMENTERIAN KEUANGAN")
    earlier_years.load(at=DURING)
    fishgo = CatalogueEntry.objects.get(title="FishGo")
    assert (fishgo.agency, fishgo.province_id) == (agency, "51")
    assert fishgo.agency_name == "Pemerintah Kabupaten Badung"
    assert CatalogueEntry.objects.get(title__startswith="SIMBARA").agency == ministry
    assert CatalogueEntry.objects.get(title__startswith="CGO").province_id == "51"
    assert CatalogueEntry.objects.get(title="Kampung Media").province_id is None


def test_the_complete_top_9_of_2014_is_there():
    earlier_years.load(at=DURING)
    assert CatalogueEntry.objects.filter(year=2014, awards__name="Top 9").count() == 9
