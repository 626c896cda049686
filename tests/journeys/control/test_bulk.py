"""The secretariat does one thing to many at once: chosen by keyboard, looked at, done, and a slip taken back."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competitions.kinds import StageKind
from judging.models import Finding, PanelMember, Verdict
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE

SIGNED = "Surat-surat ditandatangani pejabat yang berwenang."


@pytest.fixture
def checking(crew):
    """Three proposals to check."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 3, agencies=1)
    stage = carrying.opened(competitions.stage(edition, StageKind.ADMINISTRATIVE), crew, at=now)
    Finding.objects.filter(stage=stage, machine_says=False).update(is_met=True, note="Diperiksa dari berkas")
    return stage


@pytest.fixture
def desk(crew):
    """A desk at work."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 3, agencies=1)
    return carrying.carried_to(edition, StageKind.DESK, crew, at=now)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_rules_are_answered_verdicts_given_and_taken_back(visitor, cast, checking):
    visitor.sign_in(cast.secretary)
    address = f"/administrasi/{checking.pk}/"
    answers_every_rule(visitor, checking, address)
    visitor.go(address)
    visitor.tick("Pilih semua 3 yang ditemukan")
    visitor.press("Putuskan")
    visitor.see("Dipilih: semua 3 yang ditemukan pencarian ini.")
    visitor.press("Periksa")
    visitor.press("Lakukan untuk 3")
    assert Verdict.objects.current().filter(stage=checking, passed=True).count() == 3
    visitor.follow("Batalkan putusan")
    visitor.press("Batalkan putusan")
    assert not Verdict.objects.current().filter(stage=checking).exists()
    visitor.follow("Tindakan yang dibatalkan")
    expect(visitor.page.get_by_text("lalu dibatalkan")).to_have_count(3)
    visitor.go("/tindakan/")
    visitor.see("Pembatalan putusan administrasi")


def answers_every_rule(visitor, stage, address):
    """The first by keyboard alone, all of them alike."""
    checks = stage.edition.entry_checks.filter(method="person").order_by("position")
    for number, check in enumerate(checks):
        visitor.go(address)
        if number:
            visitor.tick("Pilih semua 3 yang ditemukan")
        else:
            for box in visitor.page.locator('input[name="pilih"]').all():
                box.focus()
                visitor.page.keyboard.press("Space")
        button = visitor.button("Jawab satu syarat")
        button.focus()
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press("Enter")
        visitor.arrive()
        visitor.choose("Syarat", str(check.pk))
        visitor.tick("Terpenuhi")
        visitor.press("Periksa")
        visitor.see(f"Syarat {check.code} dijawab: terpenuhi.")
        visitor.press("Lakukan untuk 3")
    assert not Finding.objects.filter(stage=stage, is_met=None).exists()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_judges_are_reminded_and_work_moves_on(visitor, cast, desk):
    visitor.sign_in(cast.secretary)
    place = f"/ruang-kendali/{desk.edition.slug}/{desk.position}"
    visitor.go(f"{place}/penilai/")
    first, second = PanelMember.objects.filter(stage=desk).select_related("judge").order_by("code")[:2]
    visitor.tick(f"Pilih {first.judge.full_name}")
    visitor.press("Ingatkan")
    visitor.press("Periksa")
    visitor.see("Surat berangkat sesudah 10 menit; sampai saat itu dapat dibatalkan.")
    visitor.press("Lakukan untuk 1")
    visitor.follow("Tarik pengingat")
    visitor.press("Tarik pengingat")
    visitor.go(f"{place}/peserta/?penilai={first.code}")
    visitor.tick("Pilih semua 3 yang ditemukan")
    visitor.press("Pindahkan ke penilai lain")
    visitor.choose("Kepada penilai", second.label)
    visitor.fill("Alasan", "Sakit")
    visitor.press("Periksa")
    visitor.see("Penilai ini sudah memegang usulan ini.")
