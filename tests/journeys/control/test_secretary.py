"""The secretary checks what came in: one passes, one fails, one finding of the machine is overruled."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Motion
from competitions.kinds import StageKind
from judging.models import Entrant
from tests import carrying
from tests.announcing import wait_out
from tests.factories import accounts, competitions, proposals

TITLE_DECENT = "Judul menggambarkan inovasi dan memenuhi norma kepatutan."
ANSWERED = "Jawaban menjawab pertanyaan, bukan teks pengisi."
SIGNED = "Surat-surat ditandatangani pejabat yang berwenang."
ASKED_OF_PEOPLE = (TITLE_DECENT, ANSWERED, SIGNED)
COMPLETE = "Semua pertanyaan terjawab, bukti terlampir, dan dokumen yang diminta ada."


@pytest.fixture
def stage(crew):
    """Three proposals to check; the last has no answers, and its writer's letter says why."""
    now = timezone.now()
    edition = competitions.just_closed(now)
    writer = accounts.membership("unit")
    for number in (1, 2):
        proposals.submitted(
            edition, by=writer, title=f"Perahu Pustaka {number}", at=edition.closes_at - competitions.A_DAY
        )
    proposals.rows(edition, 1, agencies=1)
    return carrying.opened(competitions.stage(edition, StageKind.ADMINISTRATIVE), crew, at=now)


def test_the_secretary_decides_who_may_go_on(visitor, another, cast, stage):
    visitor.sign_in(cast.secretary)
    visitor.follow(re.compile("3 usulan|belum diputuskan|Periksa"), within=visitor.page.get_by_role("main"))
    whole, unsigned, unanswered = Entrant.objects.order_by("proposal__number").values_list(
        "proposal__title", "proposal__code"
    )
    lets_one_pass(visitor, whole)
    fails_one_with_a_reason(visitor, unsigned)
    overrules_the_machine(visitor, unanswered)
    second = another()
    second.sign_in(cast.ministry_admin)
    corrects_a_verdict(visitor, second, stage, unsigned)


def lets_one_pass(visitor, told):
    title, code = told
    visitor.go(f"/administrasi/{Entrant.objects.first().stage_id}/")
    visitor.follow(title)
    visitor.see("belum diputuskan")
    visitor.press("Putuskan")
    visitor.see_error(f"Pilih hasil untuk “{SIGNED}”")
    for rule in ASKED_OF_PEOPLE:
        answer(visitor, rule, "Terpenuhi")
    visitor.press("Putuskan dan buka berikutnya")
    visitor.see(f"Putusan untuk {code} disimpan")


def fails_one_with_a_reason(visitor, told):
    title, code = told
    visitor.see_heading(re.compile(title))
    answer(visitor, TITLE_DECENT, "Terpenuhi")
    answer(visitor, ANSWERED, "Terpenuhi")
    answer(visitor, SIGNED, "Tidak terpenuhi")
    write_note(visitor, SIGNED, "Surat pernyataan belum bertanda tangan.")
    visitor.press("Putuskan")
    visitor.see(f"Putusan untuk {code} disimpan")
    visitor.see("Tidak lolos administrasi", "Surat pernyataan belum bertanda tangan.")
    visitor.see(re.compile("^Cara memenuhi: Unggah pindaian surat"))


def overrules_the_machine(visitor, told):
    title, code = told
    visitor.follow(re.compile("administrasi", re.IGNORECASE), within=visitor.page.get_by_role("main"))
    visitor.follow(title)
    visitor.see(re.compile("^Pemeriksaan otomatis: tidak terpenuhi."))
    for group in visitor.page.get_by_role("group").all():
        if group.get_by_label("Terpenuhi", exact=True).count():
            group.get_by_label("Terpenuhi", exact=True).check()
    visitor.press("Putuskan")
    visitor.see_error(f"Tulis mengapa “{COMPLETE}” diputuskan lain daripada pemeriksaan otomatis")
    for box in visitor.page.get_by_role("main").get_by_label("Catatan", exact=False).all():
        if box.get_attribute("aria-invalid") == "true":
            box.fill("Berkas lengkap diterima lewat surat sebelum penutupan.")
    visitor.press("Putuskan")
    visitor.see(f"Putusan untuk {code} disimpan", "Lolos administrasi")


def corrects_a_verdict(visitor, second, stage, told):
    title, code = told
    visitor.narrow()
    visitor.go(f"/administrasi/{stage.pk}/?keadaan=tidak-lolos")
    visitor.follow(title)
    visitor.follow("Koreksi putusan")
    answer(visitor, SIGNED, "Terpenuhi")
    visitor.press("Ajukan koreksi")
    visitor.see_error("Tulis alasan koreksi")
    visitor.fill("Alasan koreksi", "Surat asli bertanda tangan ada di lampiran kedua.")
    visitor.press("Ajukan koreksi")
    visitor.see(f"Koreksi {code} diajukan. Orang lain perlu menyetujuinya.", "Tidak lolos administrasi")
    agrees(second, Motion.objects.on_its_way().get())
    visitor.go(f"/administrasi/{stage.pk}/{code}/")
    visitor.see("Lolos administrasi")
    verdicts = visitor.page.get_by_role("list").filter(has_text="(digantikan)").get_by_role("listitem")
    expect(verdicts).to_have_count(2)
    expect(verdicts.first).to_contain_text("Surat asli bertanda tangan ada di lampiran kedua.")
    expect(verdicts.last).to_contain_text("Tidak lolos (digantikan)")


def agrees(second, motion):
    second.go(f"/persetujuan/{motion.pk}/")
    second.press("Setujui")
    second.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1


def answer(visitor, rule, found):
    visitor.page.get_by_role("group", name=rule).get_by_label(found, exact=True).check()


def write_note(visitor, rule, words):
    """Open the note of a rule, which is hidden until it is needed, and write."""
    check = visitor.page.locator(".check").filter(has_text=rule)
    check.get_by_text("Catatan").first.click()
    check.get_by_role("textbox").fill(words)
