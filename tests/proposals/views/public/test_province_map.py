"""The map of provinces on the catalogue's list: links that narrow it beside all else that was asked for."""

import re

import pytest

from accounts.models import RegionKind
from tests.factories import accounts, catalogue

pytestmark = pytest.mark.django_db
TILE = re.compile(r'<a class="tile" href="([^"]*)"( aria-current="true")?>.*?class="value">([^<]*)<', re.DOTALL)


@pytest.fixture(autouse=True)
def _entries():
    for code, short, number in (("33", "Jateng", 2), ("51", "Bali", 1)):
        province = accounts.region(RegionKind.PROVINCE, code=code, name=short)
        for place in range(number):
            catalogue.earlier_entry(title=f"Layanan {short} {place}", province=province, year=2018 + place)
    catalogue.earlier_entry(title="Layanan pusat", province=None, year=2018)


def tiles(client, **asked):
    page = client.get("/inovasi/", asked).content.decode()
    return page, [(href.replace("&amp;", "&"), bool(current), value) for href, current, value in TILE.findall(page)]


def test_each_province_with_innovations_is_a_link_with_its_number(client):
    page, found = tiles(client)
    assert found == [("?provinsi=33", False, "2"), ("?provinsi=51", False, "1")]
    assert '<details class="disclosure wide">' in page
    # A province without any is read, and leads nowhere.
    assert page.count('<span class="tile">') == 36
    narrowed = client.get("/inovasi/?provinsi=33").content.decode()
    assert "Layanan Jateng 0" in narrowed
    assert "Layanan Bali 0" not in narrowed


def test_the_chosen_one_is_marked_and_leads_out_of_it_again(client):
    page, found = tiles(client, provinsi="33", tahun="2018", page="2")
    assert found == [("?tahun=2018", True, "1"), ("?provinsi=51&tahun=2018", False, "1")]
    assert '<details class="disclosure wide" open>' in page


def test_one_that_was_chosen_and_fits_nothing_can_still_be_left(client):
    _page, found = tiles(client, provinsi="51", tahun="2019")
    assert found == [("?provinsi=33&tahun=2019", False, "1"), ("?tahun=2019", True, "0")]
