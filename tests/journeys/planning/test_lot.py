"""The lot of an edition is promised, drawn by two people of the ministry, and read by anybody."""

import re

import pytest
from django.utils import timezone

from competitions.domain import lot
from tests.factories import competitions


@pytest.fixture
def edition(cast):
    # Four days: the first weekday after the close is over, whatever day it is.
    now = timezone.now()
    return competitions.just_closed(now, closes_at=now - 4 * competitions.A_DAY)


def test_two_people_draw_the_lot_and_a_stranger_sees_how(visitor, another, cast, edition):
    day = lot.expected_day(edition)
    visitor.sign_in(cast.secretary)
    visitor.go(f"/ruang-kendali/{edition.slug}/")
    visitor.follow("Undian", within=visitor.page.get_by_role("main"))
    visitor.see(lot.SOURCE)
    types(visitor, "7.234", day)
    visitor.see_error("Ketik angka dengan dua desimal, misalnya 7.234,56.")
    types(visitor, "6.501,20", day)
    visitor.see("Angka tersimpan. Orang kedua mengetiknya juga.")
    second = another()
    second.sign_in(cast.ministry_admin)
    second.go(f"/ruang-kendali/{edition.slug}/undian/")
    second.see_none_of("6.501,20", "6501.20")
    types(second, "6501.20", day)
    second.see("Undian dilakukan")
    edition.refresh_from_db()
    reader = another()
    reader.go(f"/kompetisi/{edition.slug}/undian/")
    reader.see(edition.lot_seed)
    reader.see(re.compile(re.escape(f"|6501.20|{edition.slug}")))


def types(visitor, value, day):
    visitor.fill("Angka umum", value)
    visitor.fill("Tanggal angka itu", f"{day:%d/%m/%Y}")
    visitor.fill("Di mana Anda membacanya", "Harian Contoh")
    visitor.press("Simpan angka")
