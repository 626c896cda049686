"""Two are exchanged in plenary by keyboard, no page loaded anew; the panel sees it; and all of it without scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competitions.kinds import StageKind
from judging.models import Choice, PanelMember
from tests import carrying
from tests.factories import competitions, proposals

REASON = "Daya replikasinya lebih luas."


@pytest.fixture
def stage(cast, crew):
    """The finalists' stage, computed: two places, three nominations."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 6)
    done = carrying.carried_to(edition, StageKind.PANEL, crew, at=now)
    return carrying.computed(done, crew, at=now)


def address(stage):
    return f"/pleno/{stage.edition.slug}/{stage.position}/"


def pair(stage):
    found = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("pk")
    return tuple(next(one.proposal for one in found if one.goes_on == goes_on) for goes_on in (True, False))


def attended(visitor, stage, members):
    """The attendance noted on its page."""
    visitor.follow("Catat kehadiran")
    visitor.fill("Tempat rapat", "Gedung Kartika")
    for one in members:
        visitor.tick(one.label)
    visitor.choose("Pimpinan rapat", members[0].label)
    visitor.press("Simpan kehadiran")
    visitor.see("kuorum tercapai")


def test_two_are_exchanged_by_keyboard_and_the_panel_sees_it(visitor, another, cast, crew, stage):
    out, taken = pair(stage)
    members = list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))
    panelist = another()
    panelist.sign_in(crew.panelists[0])
    panelist.go(address(stage))
    panelist.pictured("plenary-panelist")

    visitor.sign_in(cast.secretary)
    visitor.go(address(stage))
    attended(visitor, stage, members)
    page = visitor.page
    page.evaluate("window.stayed = true")
    page.get_by_role("radio", name=f"Keluarkan {out.code}").focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name=f"Masukkan {taken.code}").focus()
    page.keyboard.press("Space")
    visitor.see("Komposisi setelah pertukaran", re.compile("^Harga: "))
    visitor.arrive()
    visitor.pictured("plenary-1280")
    page.get_by_label("Alasan pertukaran").focus()
    page.keyboard.type(REASON)
    page.get_by_role("button", name="Tukar", exact=True).focus()
    page.keyboard.press("Enter")
    visitor.see(f"{taken.code} menggantikan {out.code}")
    visitor.see("Harga (poin)")
    expect(page.get_by_role("radio", name=f"Keluarkan {taken.code}")).to_be_visible()
    assert page.evaluate("window.stayed") is True
    visitor.arrive()
    visitor.narrow()
    visitor.arrive()
    visitor.pictured("plenary-360")
    assert Choice.objects.get(decision__stage=stage, proposal=taken).reason == REASON

    panelist.see("Harga (poin)")
    panelist.arrive()

    visitor.go(address(stage))
    visitor.follow("Catat pemungutan suara")
    visitor.fill("Yang ditanyakan", "Setuju dengan daftar ini?")
    for one in members:
        page.get_by_role("group", name=one.label).get_by_label("setuju", exact=True).check()
    visitor.pictured("plenary-vote")
    visitor.press("Simpan hasil suara")
    visitor.see("Setuju dengan daftar ini?", "disetujui")


class TestWithoutScripts:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_two_are_exchanged(self, visitor, cast, stage):
        out, taken = pair(stage)
        visitor.sign_in(cast.secretary)
        visitor.go(address(stage))
        visitor.tick(f"Keluarkan {out.code}")
        visitor.tick(f"Masukkan {taken.code}")
        visitor.press("Lihat akibatnya")
        visitor.see("Komposisi setelah pertukaran")
        visitor.press("Tukar")
        visitor.see("Tulis alasan pertukaran")
        visitor.fill("Alasan pertukaran", REASON)
        visitor.press("Tukar")
        visitor.see(f"{taken.code} menggantikan {out.code}")
        assert set(Choice.objects.exclude(partner=None).values_list("proposal", flat=True)) == {out.pk, taken.pk}
