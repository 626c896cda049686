"""A citizen objects to a provisional list; the secretariat answers; an admin reads what two people decide."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Letter, Motion
from competitions.kinds import StageKind
from judging import motions as grave
from judging.models import Objection
from tests import carrying
from tests.factories import competitions, proposals
from tests.journeys.conftest import DESKTOP, PHONE
from tests.playing import wait_out
from tests.seconding import settle


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def width(request):
    return request.param


@pytest.fixture
def stage(crew):
    """The desk's list stands before the public since now."""
    now = timezone.now()
    edition = competitions.just_closed(now, by=crew.admin)
    proposals.rows(edition, 4)
    edition.stages.filter(kind=StageKind.DESK).update(objection_days=5)
    desk = carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew, at=now), crew, at=now)
    desk = carrying.decided(carrying.computed(desk, crew, at=now), crew, at=now)
    settle(grave.announce_provisionally(desk, "Arahan Menteri.", by=crew.admin, at=now), by=crew.second_admin, at=now)
    return carrying.fresh(desk)


def test_a_citizen_objects_and_is_answered(visitor, another, cast, stage):
    visitor.go(f"/pengumuman/{stage.edition.slug}/{stage.position}/")
    visitor.see("Daftar ini sementara")
    visitor.follow("Sampaikan dukungan, pendapat, atau sanggahan")
    visitor.fill("Alamat surel", "nia@contoh.id")
    visitor.press("Kirim tautan")
    visitor.go(re.search(r"/pengunjung/\S+", Letter.objects.get(recipient=None).body)[0])
    visitor.press("Konfirmasi")
    visitor.press("Kirim tanggapan")
    visitor.see_error("Pilih usulannya", "Tulis isinya", "Isi nama Anda")
    proposal = stage.announcement.entries[0]
    visitor.choose("Tentang usulan", proposal["code"])
    visitor.tick("Sanggahan")
    visitor.fill("Isi", "Layanan ini sudah tutup.")
    visitor.fill("Nama Anda", "Nia Sari")
    visitor.press("Kirim tanggapan")
    visitor.see("Tanggapan Anda tersimpan")
    objection = Objection.objects.get()

    desk = f"/ruang-kendali/{stage.edition.slug}/{stage.position}/"
    secretary = another()
    secretary.sign_in(cast.secretary)
    secretary.go(desk)
    secretary.go(f"{desk}sanggahan/")
    secretary.follow(objection.proposal.title)
    secretary.see("Nia Sari, nia@contoh.id")
    secretary.choose("Petugas", str(cast.secretary.pk))
    secretary.fill("Dijawab paling lambat", f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}")
    secretary.press("Tugaskan")
    secretary.tick("Tetap dalam daftar")
    secretary.fill("Alasan", "Diperiksa di tempat.")
    secretary.fill("Jawaban kepada pengirim", "Layanan itu pindah alamat.")
    secretary.fill("Ringkasan untuk publik", "Layanannya pindah alamat.")
    secretary.press("Ajukan putusan")
    secretary.see("Diperiksa sistem", "Anda yang mengajukan ini. Persetujuan harus dari orang lain.")

    admin = another()
    admin.sign_in(cast.ministry_admin)
    admin.go(f"{desk}sanggahan/{objection.pk}/")
    admin.see("hanya terlihat oleh sekretariat")
    admin.see_none_of("Nia Sari", "nia@contoh.id")
    admin.go(f"/persetujuan/{Motion.objects.about(objection).get().pk}/")
    admin.press("Setujui")
    admin.see(re.compile("Dilaksanakan sistem "))
    admin.go(f"{desk}sanggahan/{objection.pk}/")
    admin.see(re.compile("^Putusannya sudah disetujui dan dilaksanakan "))
    assert wait_out() == 1
    admin.go(f"{desk}uji-coba/")
    admin.press("Jalankan uji coba")
    admin.see("Yang akan terjadi", "Masih kurang sebelum dapat diumumkan")

    visitor.go(f"/sanggahan/{stage.edition.slug}/{stage.position}/")
    visitor.see("Layanannya pindah alamat.")
