"""A judge sets up a key of a device, and signs in with it alone; a virtual device answers."""

import pytest

from accounts.domain.entrance import second_factor
from accounts.models import Role, SignIn
from tests.factories import accounts
from tests.journeys.conftest import DESKTOP, PHONE, let_in
from tests.journeys.visitor import PASSWORD


@pytest.fixture
def device(page):
    """A device with a fingerprint that always fits."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_judge_signs_in_with_a_fingerprint(device, visitor, settings, width):
    settings.SECOND_FACTOR_REQUIRED = True
    judge = accounts.membership(Role.EVALUATOR)
    let_in(judge.user)
    visitor.go("/akun/masuk/")
    visitor.fill("Alamat surel", judge.user.email)
    visitor.fill("Kata sandi", PASSWORD)
    visitor.press("Masuk")
    assert visitor.path == "/akun/pengaman/"
    visitor.follow("Kunci sandi (passkey)")
    visitor.fill("Nama kunci", "Ponsel kantor")
    visitor.press("Pasang")
    assert visitor.path == "/akun/pengaman/cadangan/"
    visitor.go("/akun/pengaman/")
    assert [one.wrap().name for one in second_factor.of(judge.user)] == ["Ponsel kantor"]
    visitor.page.context.clear_cookies()
    visitor.go("/akun/masuk/")
    visitor.press("Masuk dengan kunci sandi")
    assert visitor.path == "/beranda/"
    assert SignIn.objects.latest("pk").outcome == SignIn.Outcome.LET_IN
    # A form that was sent after the session was over waits for the key.
    visitor.go("/akun/surat/")
    visitor.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    visitor.press("Simpan pilihan", status=403)
    visitor.press("Masuk dengan kunci sandi")
    visitor.see("belum disimpan")
    # After a password the same key answers in place of a code.
    visitor.page.context.clear_cookies()
    visitor.go("/akun/masuk/")
    visitor.fill("Alamat surel", judge.user.email)
    visitor.fill("Kata sandi", PASSWORD)
    visitor.press("Masuk")
    assert visitor.path == "/akun/masuk/kode/"
    visitor.press("Pakai kunci sandi")
    assert visitor.path == "/beranda/"
