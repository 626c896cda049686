"""The lot of an edition is promised, drawn by two people of the ministry, and read by anybody."""

import pytest
from django.utils import timezone

from competitions.domain import lot
from tests.factories import stages


@pytest.fixture
def edition(cast):
    return stages.edition(at=timezone.now())


def test_two_people_draw_the_lot_and_a_stranger_sees_how(visitor, another, cast, edition):
    day = lot.expected_day(edition)
    today = timezone.localdate()
    visitor.sign_in(cast.secretary)
    visitor.go(f"/ruang-kendali/{edition.slug}/")
    visitor.follow("Undian", within=visitor.page.get_by_role("main"))
    visitor.see(lot.SOURCE)
    types(visitor, "7.234", today)
    visitor.see_error("Ketik angka dengan dua desimal, misalnya 7.234,56.")
    types(visitor, "7.234,56", today)
    visitor.see("Angka tersimpan. Orang kedua mengetiknya juga.")
    second = another()
    second.sign_in(cast.ministry_admin)
    second.go(f"/ruang-kendali/{edition.slug}/undian/")
    second.see_none_of("7.234,56", "7234.56")
    types(second, "7.234,56", today)
    second.see("Undian diambil")
    edition.refresh_from_db()
    reader = another()
    reader.go(f"/kompetisi/{edition.slug}/undian/")
    reader.see(edition.lot_seed)
    assert day <= today or edition.last_day < today


def types(visitor, value, day):
    visitor.fill("Angka umum", value)
    visitor.fill("Tanggal angka itu", f"{day:%d/%m/%Y}")
    visitor.fill("Di mana Anda membacanya", "Harian Contoh")
    visitor.press("Simpan angka")
