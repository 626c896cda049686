"""A ministry admin plans the form of an edition, writes a sample letter, and sees both as others will."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import competitions

NOW = timezone.now()


@pytest.fixture
def draft(cast):
    return competitions.edition(
        by=cast.ministry_admin,
        announced=False,
        slug="kipp-rencana",
        opens_at=NOW + timedelta(days=30),
        closes_at=NOW + timedelta(days=90),
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_the_form_is_planned_and_seen_as_units_will_see_it(visitor, cast, draft, width):
    plan = f"/ruang-kendali/{draft.slug}/rencana/"
    visitor.narrow(width)
    visitor.sign_in(cast.ministry_admin)
    visitor.go(plan)
    visitor.follow("Formulir usulan")
    visitor.see("bobot berjumlah tepat 100.")
    visitor.page.get_by_label("Judul bagian").first.fill("Ringkasan inovasi")
    visitor.page.get_by_label("Bobot (%)").first.fill("7,5")
    visitor.press("Simpan")
    visitor.see("bobot berjumlah 107,5, kelebihan 7,5.")
    visitor.go(f"{plan}formulir/ringkasan/")
    visitor.page.get_by_label("Pertanyaan").first.fill(" ")
    visitor.press("Simpan", status=422)
    visitor.see_error("Isi pertanyaan, atau hapus barisnya")
    for part in ("dokumen", "syarat", "kelompok"):
        visitor.go(f"{plan}{part}/")
    visitor.go(f"{plan}dokumen/{draft.requirements.order_by('position').first().key}/")
    visitor.fill("Naskah contoh surat", "SURAT PERNYATAAN\n\n{instansi} menerapkan {nama inovas}.")
    visitor.press("Simpan", status=422)
    visitor.see_error("Isian ini tidak dikenal: {nama inovas}. Pilih dari daftar isian")
    visitor.fill("Naskah contoh surat", "SURAT PERNYATAAN\n\n{instansi} menerapkan {nama inovasi}.")
    visitor.press("Simpan")
    visitor.go(plan)
    visitor.follow("Pratinjau formulir seperti tampak bagi unit")
    visitor.see("Di sini tidak ada yang dapat dikirim.", "Ringkasan inovasi")
    visitor.go(plan)
    visitor.follow("Pratinjau halaman aturan seperti tampak bagi umum")
    visitor.see("Sekarang hanya kementerian yang dapat membukanya.")
