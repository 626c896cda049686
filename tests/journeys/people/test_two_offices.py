"""An acting head writes for two units: both can be reached, on a phone too and without scripts."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from proposals.models import Proposal
from tests.factories import accounts, competitions, proposals
from tests.journeys.conftest import PHONE, let_in

A_FORTNIGHT = timedelta(days=14)


@pytest.fixture
def browser_context_args(browser_context_args, has_scripts):
    return {**browser_context_args, "java_script_enabled": has_scripts}


@pytest.mark.parametrize("width", [PHONE])
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_one_unit_to_the_other(visitor):
    now = timezone.now()
    edition = competitions.edition(opens_at=now - A_FORTNIGHT, closes_at=now + A_FORTNIGHT)
    own = accounts.membership(Role.UNIT, unit=accounts.unit(name="Puskesmas Lama"))
    lent = accounts.membership(Role.UNIT, unit=accounts.unit(name="Puskesmas Pinjaman"), user=own.user)
    let_in(own.user)
    proposals.draft(edition, by=lent, title="Antrean Tanpa Kertas", at=now)

    visitor.sign_in(own)
    visitor.see("Penulis usulan, Puskesmas Lama", "Penulis usulan, Puskesmas Pinjaman")
    visitor.press(re.compile("^Lengkapi dan serahkan draf usulan"))
    visitor.see("Anda sekarang bekerja sebagai: Penulis usulan, Puskesmas Pinjaman")
    visitor.follow("Antrean Tanpa Kertas")
    visitor.see_heading("Antrean Tanpa Kertas")

    visitor.follow("Usulan", within=visitor.page.get_by_role("navigation"))
    visitor.follow("Buat usulan baru")
    visitor.fill("Judul inovasi", "Posyandu Malam")
    visitor.press("Buat usulan")
    assert Proposal.objects.get(title="Posyandu Malam").unit == lent.unit

    visitor.follow("Usulan", within=visitor.page.get_by_role("navigation"))
    visitor.page.locator(".user-menu summary").click()
    visitor.press("Penulis usulan, Puskesmas Lama")
    visitor.see("Belum ada usulan")
