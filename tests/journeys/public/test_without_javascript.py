"""Everything works where scripts do not run: a section written, a card locked, a stage closed."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Motion
from competitions.kinds import StageKind
from judging.models import Assignment, Scorecard
from proposals.domain.draft import attachments
from proposals.models import Attachment, SectionVersion
from tests import carrying
from tests.factories import competitions, proposals

WORDS = "Perahu obat menjangkau pulau terluar."


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_a_unit_writes_a_section(visitor, cast):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - 14 * competitions.A_DAY, closes_at=now + 14 * competitions.A_DAY)
    proposals.draft(edition, by=cast.proposer, title="Bus Baca", at=now)
    visitor.sign_in(cast.proposer)
    visitor.follow(re.compile("^Lengkapi dan serahkan draf usulan"))
    visitor.follow("Bus Baca")
    visitor.follow("Ringkasan")
    visitor.fill("Ringkasan", proposals.text(201))
    visitor.tick("Ya, sudah selesai")
    visitor.press("Simpan dan lanjutkan")
    visitor.see("“Ringkasan” paling banyak 200 kata, sekarang 201 kata")
    visitor.narrow()
    visitor.fill("Ringkasan", proposals.text(190))
    visitor.press("Simpan, lanjutkan nanti")
    visitor.see(re.compile(r"^1 dari \d+ bagian selesai$"))


def test_evidence_of_a_section_is_attached_replaced_and_removed(visitor, cast):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - 14 * competitions.A_DAY, closes_at=now + 14 * competitions.A_DAY)
    draft = proposals.draft(edition, by=cast.proposer, title="Bus Baca", at=now)
    page = f"/usulan/{draft.code}/bagian/signifikansi/"
    visitor.sign_in(cast.proposer)
    visitor.go(page)
    visitor.page.locator("textarea").first.fill(WORDS)
    chosen(visitor, "catatan.pdf", b"%PDF-1.7 catatan rapat")
    visitor.press("Simpan, lanjutkan nanti")
    # A file that is none costs no word beside it.
    visitor.see(re.compile("isinya bukan PDF|Isi berkas tidak sesuai dengan namanya"))
    expect(visitor.page.locator("textarea").first).to_have_value(WORDS)
    chosen(visitor, "bukti.pdf", proposals.pdf_bytes())
    visitor.press("Simpan, lanjutkan nanti")
    visitor.see_heading("Bus Baca")
    visitor.go(page)
    visitor.narrow()
    visitor.follow("Ganti bukti.pdf")
    chosen(visitor, "baru.pdf", proposals.pdf_bytes("baru"))
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.arrive()
    visitor.see("1 berkas sebelumnya")
    expect(visitor.page.locator("textarea").first).to_have_value(WORDS)
    visitor.follow("Hapus baru.pdf")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.arrive()
    visitor.see("2 berkas sebelumnya")
    assert not Attachment.objects.present().exists()
    assert WORDS in SectionVersion.objects.current().get().texts.values()


def test_the_way_to_a_part_that_the_group_hides_says_why(visitor, cast):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - 14 * competitions.A_DAY, closes_at=now + 14 * competitions.A_DAY)
    section = edition.sections.get(key="signifikansi")
    section.group = edition.groups.get(key="khusus")
    section.save()
    draft = proposals.draft(edition, by=cast.proposer, title="Bus Baca", at=now)
    visitor.sign_in(cast.proposer)
    for door in ("", "unggahan/"):
        visitor.go(f"/usulan/{draft.code}/bagian/signifikansi/{door}", status=403)
        visitor.see(re.compile(f"^“{re.escape(section.title)}” tidak diminta dari usulan ini"))
        visitor.narrow()
        visitor.follow("Buka halamannya")
        visitor.see_heading("Identitas inovasi")


def chosen(visitor, name, content):
    """Put a file into the one box for files of a page."""
    box = visitor.page.locator("input[type=file]")
    box.set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})


def test_a_dossier_gets_its_letter_is_handed_over_and_submitted_with_its_receipt(visitor, another, cast):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - 14 * competitions.A_DAY, closes_at=now + 14 * competitions.A_DAY)
    proposal = proposals.filled(edition, by=cast.proposer, at=now, title="Bus Baca")
    letter = Attachment.objects.present().filter(proposal=proposal, requirement__isnull=False).order_by("pk").first()
    attachments.detach(letter, by=cast.proposer, at=now)
    visitor.sign_in(cast.proposer)
    uploads_the_letter(visitor, proposal, letter.requirement)
    visitor.narrow()
    visitor.go(f"/usulan/{proposal.code}/periksa/")
    visitor.follow("Lanjut ke penyerahan")
    visitor.press("Serahkan ke admin instansi")
    visitor.see("Usulan diserahkan ke admin instansi")
    admin = another()
    admin.sign_in(cast.agency_admin)
    admin.follow(re.compile("^Periksa usulan, lalu ajukan atau kembalikan"))
    admin.follow("Bus Baca")
    admin.follow("Periksa jawaban")
    admin.follow("Lanjut ke pengajuan")
    admin.press("Ajukan usulan")
    admin.see("Centang pernyataan sebelum mengajukan usulan.")
    admin.tick(re.compile("^Saya menyatakan isi usulan"))
    admin.press("Ajukan usulan")
    admin.see_heading("Usulan diajukan")
    admin.see(proposal.code, proposal.revisions.get().sha256)


def uploads_the_letter(visitor, proposal, requirement):
    visitor.go(f"/usulan/{proposal.code}/dokumen/{requirement.key}/")
    chooser = visitor.page.locator("input[type=file]")
    broken, whole = b"PK\x03\x04 bukan pdf", proposals.pdf_bytes("surat")
    for content in (broken, whole):
        chooser.set_input_files({"name": "surat.pdf", "mimeType": "application/pdf", "buffer": content})
        with visitor.page.expect_navigation():
            visitor.page.locator("main form button[type=submit]").first.click()
        visitor.arrive()
        if content is broken:
            visitor.see("Isi berkas tidak sesuai dengan namanya. Buka di komputer Anda, lalu simpan ulang")
    assert Attachment.objects.present().get(proposal=proposal, requirement=requirement).name == "surat.pdf"


def test_a_judge_locks_a_card_and_an_admin_closes_the_stage(visitor, another, cast, crew):
    now = timezone.now()
    edition = competitions.just_closed(now)
    proposals.rows(edition, 2)
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=now)
    card = Assignment.objects.filter(stage=stage, judge=cast.judge.user).select_related("proposal").first()
    for other in Assignment.objects.filter(stage=stage).exclude(pk=card.pk):
        carrying.mark(other, crew, at=now)
    admin = another()
    admin.sign_in(cast.ministry_admin)
    locks_a_card(visitor, admin, cast, stage, card)
    closes_the_stage(admin, stage)


def locks_a_card(visitor, second, cast, stage, card):
    visitor.sign_in(cast.judge)
    visitor.follow(re.compile("^Usulan menunggu nilai Anda"))
    visitor.follow(card.proposal.title)
    for criterion in stage.rubric.criteria.all():
        visitor.tick(re.compile("^60 "), within=visitor.page.get_by_role("group", name=re.compile(criterion.name)))
    visitor.press("Kunci nilai")
    visitor.press("Kunci saja")
    visitor.see(re.compile(rf"^Nilai {card.proposal.code} dikunci\."))
    visitor.narrow()
    visitor.follow("Minta kunci dibuka")
    visitor.fill("Mengapa lembar ini perlu dibuka lagi?", "Salah membaca satu kriteria.")
    visitor.press("Kirim permintaan")
    visitor.see("Permintaan dikirim. Sekretariat atau admin kementerian memutuskannya.")
    second.go(f"/persetujuan/{Motion.objects.on_its_way().get().pk}/")
    second.press("Setujui")
    second.see("Disetujui dan dilaksanakan")
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{card.proposal.code}/")
    visitor.press("Kunci nilai")
    visitor.press("Kunci saja")
    assert Scorecard.objects.get(assignment=card).total == 60


def closes_the_stage(admin, stage):
    admin.go("/beranda/")
    admin.narrow()
    admin.follow(re.compile("^Tahap siap ditutup"))
    admin.follow("Tutup tahap")
    admin.press("Tutup tahap dan hitung hasilnya")
    admin.see("Tahap ditutup. Hasilnya sedang dihitung.")
    expect(admin.link("Muat ulang untuk melihat kemajuan")).to_be_visible()
    assert carrying.fresh(stage).closed_at


def test_an_admin_adds_a_row_and_tries_a_rule(visitor, cast):
    now = timezone.now()
    window = {"opens_at": now + 30 * competitions.A_DAY, "closes_at": now + 90 * competitions.A_DAY}
    draft = competitions.edition(by=cast.ministry_admin, announced=False, slug="kipp-rencana", **window)
    plan = f"/ruang-kendali/{draft.slug}/rencana/"
    visitor.sign_in(cast.ministry_admin)
    visitor.go(f"{plan}kategori/")
    visitor.follow("Tata kelola pemerintahan")
    visitor.press("Tambah kategori")
    visitor.page.get_by_label("Nama kategori").last.fill("Air bersih")
    visitor.press("Simpan")
    visitor.see("12 kategori")
    visitor.narrow()
    visitor.go(f"{plan}komposisi/panel/")
    rule = visitor.page.get_by_role("group", name=re.compile("tiap kategori"))
    rule.get_by_label("Paling sedikit").fill("40")
    visitor.press("Periksa")
    visitor.see("Belum dapat")
    visitor.press("Isikan perubahan ini")
    visitor.see("Perubahan terkecil sudah diisikan", "Aturan dan kuota dapat dipenuhi bersama.")
