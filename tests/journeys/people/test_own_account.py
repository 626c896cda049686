"""What belongs to one's own account, and what the ministry answers, at a desk and on a phone."""

import pytest
from django.utils import timezone

from accounts.domain import erasing
from accounts.models import OfficeConfirmation, Role
from tests.factories import accounts
from tests.journeys.conftest import DESKTOP, PHONE, let_in

CONFIRMING = "/orang/konfirmasi/"
# How far each table of the page reaches beyond its frame.
BEYOND = "frames => frames.map(frame => frame.scrollWidth - frame.clientWidth)"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_pages_of_the_account_and_their_answers(visitor, settings, width):
    settings.SECOND_FACTOR_REQUIRED = False
    now = timezone.now()
    admin, judge = accounts.membership(Role.MINISTRY_ADMIN), accounts.membership(Role.EVALUATOR)
    let_in(admin.user)
    OfficeConfirmation.objects.create(membership=judge, asked_at=now, due_on=timezone.localdate(now))
    wish = erasing.ask(judge.user, by=judge, at=now)
    visitor.sign_in(admin)
    pages = ("/akun/peramban/", "/akun/data/", f"/orang/penghapusan/{wish.pk}/", "/orang/penghapusan/", CONFIRMING)
    for address in pages:
        visitor.go(address)
        assert max(visitor.page.locator(".table-region").evaluate_all(BEYOND)) <= 0, address
    visitor.go("/akun/data/")
    with visitor.page.expect_download() as file:
        visitor.page.get_by_role("button", name="Unduh data saya (ZIP)").click()
    assert file.value.suggested_filename == "data-saya.zip"
    visitor.go(f"/orang/penghapusan/{wish.pk}/penolakan/")
    visitor.go("/pemeriksaan/")
    visitor.follow("Kembali")
    assert visitor.path == "/beranda/"
    visitor.go(CONFIRMING)
    visitor.press("Konfirmasi semua di halaman ini")
    visitor.see("1 peran dikonfirmasi")
