"""The gate and the receipt: several are submitted at once, one is taken back and sent again, anybody checks it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from proposals.models import Revision, Status
from tests.factories import competitions, proposals

A_FORTNIGHT = timedelta(days=14)


@pytest.fixture
def handed(cast):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - A_FORTNIGHT, closes_at=now + A_FORTNIGHT)
    made = [proposals.with_agency(edition, by=cast.proposer, title=title, at=now) for title in ("Satu", "Dua")]
    proposals.draft(edition, by=cast.proposer, title="Belum siap", at=now)
    return made


@pytest.mark.parametrize("is_narrow", [False, True])
def test_an_admin_submits_several_takes_one_back_and_the_receipt_is_checked(visitor, another, cast, handed, is_narrow):
    if is_narrow:
        visitor.narrow()
    visitor.sign_in(cast.agency_admin)
    visitor.go("/usulan/")
    visitor.see(re.compile("0 dari 13 bagian"))
    for title in ("Satu", "Dua", "Belum siap"):
        visitor.tick(f"Pilih {title}")
    visitor.press("Ajukan ke kementerian")
    visitor.tick(re.compile("^Saya menyatakan"))
    visitor.press("Periksa")
    visitor.see(re.compile("Usulan sedang di unit"))
    visitor.press("Lakukan untuk 2")
    assert Revision.objects.count() == 2
    code = handed[0].code
    visitor.go(f"/usulan/{code}/bukti/")
    visitor.see_heading(re.compile("Usulan diajukan"))
    first = Revision.objects.get(proposal=handed[0])
    visitor.go(f"/usulan/{code}/")
    visitor.follow("Ambil kembali untuk diperbaiki")
    visitor.press("Ambil kembali")
    visitor.see(re.compile("^Jam server: "))
    visitor.follow("Periksa jawaban")
    visitor.follow("Lanjut ke pengajuan")
    visitor.tick(re.compile("^Saya menyatakan"))
    visitor.press("Ajukan usulan")
    citizen = another()
    citizen.go(f"/bukti-pengajuan/{first.sha256}/")
    citizen.see(re.compile("tercatat, tetapi sudah diganti"))
    newest = Revision.objects.filter(proposal=handed[0]).latest("number")
    citizen.fill("Sidik digital naskah (SHA-256)", newest.sha256)
    citizen.press("Periksa")
    citizen.see(re.compile("tercatat dan berlaku"))
    handed[0].refresh_from_db()
    assert handed[0].status == Status.SUBMITTED
