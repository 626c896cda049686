"""The secretariat looks at an edition: the room, its lists with their columns, every mark, the reports."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competitions.kinds import StageKind
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE


@pytest.fixture
def desk(crew):
    """A desk evaluation at work."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 4)
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=now)
    return carrying.worked(stage, crew, at=now, leave=1)


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_room_its_lists_and_reports(visitor, cast, crew, desk, width):
    visitor.sign_in(cast.secretary)
    home = f"/ruang-kendali/{desk.edition.slug}/"
    visitor.go(home)
    visitor.see("Berapa usulan sampai di mana")
    # A sentence in a cell has twelve letters and more a line, on a telephone too.
    widths = visitor.page.locator(".roomy tbody td").evaluate_all("cells => cells.map(cell => cell.offsetWidth)")
    assert width == DESKTOP or min(widths) >= 12 * 16
    visitor.go(f"{home}{desk.position}/")
    visitor.see("Siap ditutup?", re.compile("belum mengunci 1 lembar nilai"))
    chooses_columns_by_keyboard(visitor, f"{home}{desk.position}/peserta/")
    keeps_a_view(visitor)
    carrying.computed(carrying.worked(carrying.fresh(desk), crew, at=timezone.now()), crew, at=timezone.now())
    visitor.go(f"{home}{desk.position}/")
    visitor.see("Siap diumumkan?")
    for page in ("hasil", "nilai", "keputusan"):
        visitor.go(f"{home}{desk.position}/{page}/")
        with visitor.page.expect_download() as file:
            visitor.link("XLSX").click()
        assert file.value.suggested_filename.endswith(".xlsx")
    visitor.go(f"{home}laporan/")
    visitor.see("Pekerjaan penilai")
    visitor.go(f"{home}pendaftaran/")


def chooses_columns_by_keyboard(visitor, address):
    visitor.go(address)
    visitor.page.get_by_text("Pilih kolom").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_label("Provinsi").focus()
    visitor.page.keyboard.press("Space")
    visitor.button("Tampilkan kolom ini").focus()
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.arrive()
    expect(visitor.page.get_by_role("columnheader", name="Provinsi")).to_be_attached()


def keeps_a_view(visitor):
    visitor.page.get_by_text("Simpan tampilan ini").click()
    visitor.fill("Nama tampilan", "Dengan provinsi")
    visitor.press("Simpan tampilan")
    visitor.see("Tampilan “Dengan provinsi” disimpan")
    visitor.follow("Dengan provinsi")
    expect(visitor.page.get_by_role("columnheader", name="Provinsi")).to_be_attached()


class TestWithoutScripts:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_columns_views_and_the_way_to_load_anew(self, visitor, cast, crew, desk):
        visitor.sign_in(cast.secretary)
        place = f"/ruang-kendali/{desk.edition.slug}/{desk.position}/"
        visitor.go(f"{place}peserta/?kolom=provinsi")
        keeps_a_view(visitor)
        carrying.closed(carrying.worked(carrying.fresh(desk), crew, at=timezone.now()), crew, at=timezone.now())
        visitor.go(place)
        visitor.follow("Muat ulang untuk melihat kemajuan")
