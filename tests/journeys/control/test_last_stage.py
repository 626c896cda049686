"""The last stage of a made-up edition, entered from the demo's sign-in page: to certificates anybody can check."""

import re

import pytest
from django.utils import timezone

from accounts.domain import reference
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.models import Award
from sinovik.management.commands import seed_demo
from sinovik.season import plan
from tests.announcing import GROUND, wait_out
from tests.journeys.conftest import DESKTOP, PHONE

MINUTES = "Hadir semua anggota. Daftar dibahas satu per satu dan disepakati."
DECREE = "51 Tahun 2026"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def stage(settings):
    """The final of the smallest edition of the demo, open, after all the stages before it."""
    settings.SHOW_EXAMPLE_SIGN_INS = True
    now = timezone.now()
    reference.load()
    season = plan.under_way(
        now,
        StageKind.FINAL,
        template="classical",
        slug="kipp-digital",
        name="KIPP Khusus Layanan Digital",
        theme="Layanan digital untuk semua",
        submitted=8,
        seed=seed_demo.SEED,
    )
    command = seed_demo.Command()
    command.fill(season, now)
    command.give_passwords()
    return Stage.objects.select_related("edition").get(edition__slug=season.slug, kind=StageKind.FINAL)


@pytest.mark.pdf
def test_a_final_comes_to_certificates_that_anybody_can_check(visitor, another, stage, worker):
    enters(visitor, "Admin kementerian")
    with worker():
        closes(visitor, stage)
        proposes(visitor, stage)
        second = another()
        enters(second, "Admin kementerian kedua")
        agrees(second, stage, "Baca dan setujui keputusan")
        asks_for_the_publication(visitor, stage)
        agrees_to_the_publication(second, stage)
        orders_certificates(visitor, stage)
    award = Award.objects.select_related("certificate").filter(stage=stage).order_by("number").first()
    assert visitor.take_away(f"PDF nomor {award.number}").startswith(b"%PDF-")
    anybody_checks_it(another(), award)


def address(stage):
    return f"/ruang-kendali/{stage.edition.slug}/{stage.position}/"


def enters(visitor, role):
    """By the button beside a role, as the demo offers it."""
    visitor.go("/akun/masuk/")
    visitor.see("Masuk ke peragaan ini")
    visitor.press(f"Masuk sebagai {role}")
    if visitor.path == "/akun/masuk/kode/":
        # The demo shows it.
        visitor.fill("Kode", visitor.page.locator("main code").first.inner_text())
        visitor.press("Masuk")
    visitor.see_heading(re.compile("."))
    assert visitor.path == "/beranda/", visitor.path


def closes(visitor, stage):
    visitor.go(address(stage))
    visitor.follow("Tutup tahap")
    visitor.press("Tutup tahap dan hitung hasilnya")
    # The page renews itself until it is done; a quick worker was done before the page came.
    visitor.see(re.compile("^(Hasil selesai dihitung|menunggu keputusan)"))


def proposes(visitor, stage):
    visitor.go(address(stage))
    visitor.follow("Susun keputusan")
    visitor.follow("Ajukan keputusan")
    visitor.fill("Alasan", GROUND)
    visitor.fill("Catatan rapat", MINUTES)
    visitor.fill("Nomor keputusan", DECREE)
    visitor.fill("Tanggal keputusan", f"{timezone.localdate():%d/%m/%Y}")
    visitor.fill("Mengapa diputuskan tanpa kuorum rapat pleno", "Rapat diadakan di luar portal.")
    visitor.press("Ajukan keputusan")
    visitor.see("Keputusan diajukan. Admin kementerian lain perlu menyetujuinya.")


def agrees(second, stage, to):
    second.go(address(stage))
    second.follow(to)
    second.press("Setujui")
    second.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1


def agrees_to_the_publication(second, stage):
    """What was agreed to can still be taken back for ten minutes; then it is carried out."""
    second.go(address(stage))
    second.follow("Baca dan setujui pengumuman")
    second.press("Setujui")
    second.see(re.compile("Dilaksanakan sistem "))
    assert wait_out() == 1


def asks_for_the_publication(visitor, stage):
    visitor.go(address(stage))
    visitor.follow("Umumkan hasil")
    visitor.see("Pengumuman tidak dapat ditarik kembali.")
    visitor.fill("Alasan", GROUND)
    visitor.press("Ajukan pengumuman")
    visitor.see("Pengumuman diajukan. Admin kementerian lain perlu menyetujuinya.")


def orders_certificates(visitor, stage):
    total = Award.objects.filter(stage=stage).count()
    assert total > 0
    visitor.go(address(stage))
    visitor.follow("Sertifikat", within=visitor.page.get_by_role("main"))
    visitor.press("Cetak sertifikat")
    all_printed = visitor.page.get_by_role("progressbar", name=f"{total} dari {total} sertifikat sudah dicetak")
    # The first certificate of a process waits for WeasyPrint and its fonts to be read.
    all_printed.wait_for(timeout=90_000)
    visitor.page.reload()
    visitor.arrive()


def anybody_checks_it(reader, award):
    """At the address that is printed on it as a QR code."""
    printed = award.certificate.address
    assert printed.endswith(f"/verifikasi/{award.verification_code}/")
    reader.go(printed[printed.index("/verifikasi/") :])
    reader.see("Sertifikat ini contoh", award.title, award.certificate.sha256)
