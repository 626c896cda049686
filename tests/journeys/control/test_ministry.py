"""Two admins of the ministry carry stages: a close, a computation, a decision of two people, a publication."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Motion
from competitions.kinds import StageKind
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, Award, Choice, Entrant
from tests import carrying
from tests.announcing import GROUND, wait_out
from tests.factories import competitions, proposals
from tests.journeys import places

LEAVES_ONE_OUT = "Layanan yang sama sudah menang tahun lalu dengan nama lain."
MINUTES = "Hadir enam anggota panel. Tidak ada yang keluar ruangan."


@pytest.fixture
def edition(cast):
    edition = competitions.just_closed(timezone.now())
    proposals.rows(edition, 5)
    return edition


def test_two_admins_carry_a_desk_stage(visitor, another, cast, crew, edition, worker):
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=timezone.now())
    # Equal marks: whoever reads whom by the lot, the list with and without the adjustment is one.
    carrying.worked(stage, crew, at=timezone.now(), leave=1, points=80)
    visitor.sign_in(cast.ministry_admin)
    is_told_whose_cards_are_missing(visitor, stage)
    locks_the_last_card(stage)
    closes(visitor, stage)
    with worker():
        watches_the_computation(visitor)
    leaves_one_out_with_a_reason(visitor, stage)
    proposes(visitor, stage)
    cannot_approve_the_own_proposal(visitor, stage)
    second = another()
    second.sign_in(cast.second_ministry_admin)
    approves(second, stage)
    # Who made the choices may move their publication, and never second it.
    publishes(visitor, second, stage)
    anybody_reads_the_list(another(), stage)


def is_told_whose_cards_are_missing(visitor, stage):
    visitor.follow("Ruang kendali", within=visitor.page.get_by_role("navigation"))
    visitor.follow(stage.edition.name)
    visitor.follow(re.compile(re.escape(stage.name)), within=visitor.page.get_by_role("main").get_by_role("table"))
    visitor.follow("Tutup tahap")
    missing = Assignment.objects.filter(stage=stage, scorecard=None).get()
    visitor.see("Belum dapat ditutup", f"{missing.judge.full_name} belum mengunci 1 lembar nilai.")
    visitor.follow("Kembali ke tahap")
    assert carrying.fresh(stage).is_open


def locks_the_last_card(stage):
    last = Assignment.objects.filter(stage=stage, scorecard=None).get()
    marks = {criterion.key: Given(60) for criterion in stage.rubric.criteria.all()}
    scoring.record_marks(last, marks, lock=True, by=last.judge.memberships.get(), at=timezone.now())


def closes(visitor, stage):
    visitor.go(places.room(stage))
    visitor.follow("Tutup tahap")
    visitor.see("Semua data tahap ini dibekukan dan diberi sidik digital.")
    visitor.press("Tutup tahap dan hitung hasilnya")
    visitor.see("Tahap ditutup. Hasilnya sedang dihitung.", "Menunggu giliran dihitung")
    visitor.go(places.room(stage, "hasil"), status=403)
    visitor.see("Hasil tersegel sampai tahap ini ditutup dan selesai dihitung.")
    visitor.go(places.room(stage))


def watches_the_computation(visitor):
    """The page renews itself: nobody presses anything."""
    visitor.see(re.compile("^menunggu keputusan"))
    visitor.follow("Hasil dan perhitungan")
    visitor.see("Bukti perhitungan", "Peringkat")


def leaves_one_out_with_a_reason(visitor, stage):
    first = Choice.objects.filter(decision__stage=stage, goes_on=True).order_by("pk").first()
    visitor.go(places.room(stage))
    visitor.follow("Susun keputusan")
    visitor.follow(re.compile(f"^Ubah {first.proposal.code}"))
    visitor.tick("Tidak lanjut")
    visitor.press("Simpan keputusan")
    visitor.see_error("Tulis mengapa rapat memutuskan lain daripada saran sistem")
    visitor.fill("Alasan bila berbeda dari saran sistem", LEAVES_ONE_OUT)
    visitor.press("Simpan keputusan")
    expect(visitor.row(first.proposal.code)).to_contain_text(LEAVES_ONE_OUT)


def proposes(visitor, stage):
    visitor.follow("Ajukan keputusan")
    visitor.see(LEAVES_ONE_OUT)
    visitor.press("Ajukan keputusan")
    visitor.see_error("Tulis catatan rapat")
    visitor.fill("Alasan", GROUND)
    visitor.fill("Catatan rapat", MINUTES)
    visitor.press("Ajukan keputusan")
    visitor.see("Keputusan diajukan. Admin kementerian lain perlu menyetujuinya.")


def cannot_approve_the_own_proposal(visitor, stage):
    refused = "Anda yang mengajukan ini. Persetujuan harus dari orang lain."
    visitor.see(refused)
    visitor.go(f"/persetujuan/{Motion.objects.about(stage.decision).first().pk}/")
    visitor.see(refused, MINUTES)
    expect(visitor.button("Setujui")).to_have_count(0)


def approves(second, stage):
    second.narrow()
    second.go("/beranda/")
    second.follow(re.compile("^Keputusan tahap menunggu persetujuan Anda"))
    second.see(GROUND, MINUTES, LEAVES_ONE_OUT)
    is_carried_after_ten_minutes(second)


def publishes(mover, seconder, stage):
    """One moves the publication, the other reads what would be announced and agrees."""
    mover.go(places.room(stage))
    mover.follow("Umumkan hasil")
    mover.see(re.compile("^Pengumuman tidak dapat ditarik kembali"))
    mover.fill("Alasan", GROUND)
    mover.press("Ajukan pengumuman")
    mover.see("Pengumuman diajukan. Admin kementerian lain perlu menyetujuinya.")
    seconder.go("/beranda/")
    seconder.follow(re.compile("^Pengumuman hasil menunggu persetujuan Anda"))
    seconder.see("Setujui pengumuman hasil ini?")
    is_carried_after_ten_minutes(seconder)


def is_carried_after_ten_minutes(seconder):
    """The seconder agrees on the page of a motion; it says when it is carried, and then that it was."""
    seconder.press("Setujui")
    seconder.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1
    seconder.go(seconder.path)
    seconder.see(re.compile("Dilaksanakan "))
    seconder.see_none_of(re.compile("Dilaksanakan sistem "))


def anybody_reads_the_list(reader, stage):
    """By title, without a mark, a rank, or the one that was left out."""
    reader.go(f"/pengumuman/{stage.edition.slug}/{stage.position}/")
    titles = reader.page.locator("tbody th").all_inner_texts()
    going_on = Choice.objects.filter(decision__stage=stage, goes_on=True)
    assert titles == sorted(going_on.values_list("proposal__title", flat=True))
    reader.see_none_of(LEAVES_ONE_OUT, "Peringkat")
    expect(reader.page.get_by_role("columnheader")).to_have_text(["Judul", "Instansi", "Kelompok"])


@pytest.mark.pdf
def test_a_decree_gives_awards_and_their_certificates(visitor, another, cast, crew, edition, worker):
    stage = carrying.carried_to(edition, StageKind.PANEL, crew, at=timezone.now())
    carrying.computed(stage, crew, at=timezone.now())
    visitor.sign_in(cast.ministry_admin)
    proposes_with_a_decree(visitor, stage)
    second = another()
    second.sign_in(cast.second_ministry_admin)
    second.go(f"/persetujuan/{Motion.objects.about(stage.decision).first().pk}/")
    second.see(re.compile("keputusan nomor 47 Tahun 2026, "))
    is_carried_after_ten_minutes(second)
    publishes(second, visitor, stage)
    orders_certificates(visitor, stage)
    with worker():
        waits_for_them(visitor)
    award = Award.objects.filter(stage=stage).order_by("number").first()
    assert visitor.take_away(f"PDF nomor {award.number}").startswith(b"%PDF-")
    anybody_checks_it(another(), award)


def proposes_with_a_decree(visitor, stage):
    visitor.go(places.room(stage, "pengajuan-keputusan"))
    visitor.fill("Alasan", GROUND)
    visitor.fill("Catatan rapat", MINUTES)
    visitor.fill("Nomor keputusan", "47 Tahun 2026")
    visitor.press("Ajukan keputusan")
    visitor.see_error("Isi tanggal keputusan")
    visitor.fill("Tanggal keputusan", f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}")
    visitor.press("Ajukan keputusan")
    visitor.see_error("Tanggal keputusan belum tiba. Isi tanggal keputusan yang sudah ditandatangani.")
    visitor.fill("Tanggal keputusan", f"{timezone.localdate():%d/%m/%Y}")
    visitor.press("Ajukan keputusan")
    visitor.see_error(re.compile("^Kehadiran rapat pleno belum dicatat"))
    visitor.fill("Mengapa diputuskan tanpa kuorum rapat pleno", "Rapat diadakan di luar portal.")
    visitor.press("Ajukan keputusan")
    visitor.see("Keputusan diajukan. Admin kementerian lain perlu menyetujuinya.")


def orders_certificates(visitor, stage):
    visitor.narrow()
    visitor.go(places.room(stage))
    visitor.follow("Sertifikat", within=visitor.page.get_by_role("main"))
    visitor.press("Cetak sertifikat")
    visitor.see("Sertifikat sedang dicetak", "belum dicetak")
    visitor.see(re.compile(r"^0 dari 2 sertifikat sudah dicetak$"))


def waits_for_them(visitor):
    """The first certificate of a process waits for WeasyPrint and its fonts to be read."""
    finished = visitor.page.get_by_role("progressbar", name="2 dari 2 sertifikat sudah dicetak")
    expect(finished).to_be_visible(timeout=60_000)
    visitor.page.reload()
    visitor.arrive()


def anybody_checks_it(reader, award):
    reader.go(f"/verifikasi/{award.verification_code}/")
    reader.see("Kode ini tercatat untuk penghargaan berikut", award.title, award.certificate.sha256)


def test_two_admins_skip_the_field_stage(visitor, another, cast, crew, edition):
    stage = carrying.reached(edition, StageKind.FIELD, crew, at=timezone.now())
    visitor.sign_in(cast.ministry_admin)
    visitor.go(places.room(stage))
    visitor.follow("Lewati tahap")
    visitor.press("Ajukan pelewatan")
    visitor.see_error("Tulis alasannya")
    visitor.fill("Mengapa tahap ini dilewati", "Gempa menutup jalan ke tiga provinsi.")
    visitor.press("Ajukan pelewatan")
    visitor.see("Pelewatan diajukan. Admin kementerian lain perlu menyetujuinya.")
    second = another()
    second.sign_in(cast.second_ministry_admin)
    second.follow(re.compile("^Pelewatan tahap menunggu persetujuan Anda"))
    second.see("Setujui pelewatan tahap ini?", "Gempa menutup jalan ke tiga provinsi.")
    is_carried_after_ten_minutes(second)
    visitor.go(places.room(stage))
    visitor.see("Tahap ini dilewati", "Gempa menutup jalan ke tiga provinsi.")
    final = competitions.stage(edition, StageKind.FINAL)
    visitor.narrow()
    visitor.go(places.room(final))
    visitor.follow("Buka tahap")
    visitor.press("Buka tahap")
    visitor.see("Tahap dibuka")
    heard = Entrant.objects.filter(stage=competitions.stage(edition, StageKind.INTERVIEW))
    assert Entrant.objects.filter(stage=final).count() == heard.count() > 0
