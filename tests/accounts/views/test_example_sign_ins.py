"""The demo says on its sign-in page as whom one may enter; a portal that others reach cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Role
from sinovik.season.sign_ins import PASSWORD, SIGN_INS
from tests.factories import accounts
from tests.people import Page

ROOT = Path(__file__).resolve().parents[3]
AS_DEMO = {"SECRET_KEY": "no-ones", "SHOW_EXAMPLE_SIGN_INS": "1", "WHITENOISE_USE_FINDERS": "1"}


def sign_in_page(address="/akun/masuk/"):
    return Page(address, Client().get(address).content.decode())


@pytest.mark.django_db
def test_a_portal_names_nobody():
    page = sign_in_page()
    assert PASSWORD not in page.text
    assert "sinovik.test" not in page.text
    # The form to fill, and none that enters as somebody.
    assert [form.kinds["password"] for form in page.forms if "password" in form.kinds] == ["password"]


@pytest.mark.django_db
def test_the_demo_is_entered_with_one_press(settings):
    settings.SHOW_EXAMPLE_SIGN_INS = True
    for role, email in SIGN_INS:
        accounts.membership(Role.MINISTRY_ADMIN, user=accounts.person(email=email, password=PASSWORD))
        page = sign_in_page("/akun/masuk/?next=/riwayat/")
        assert email in page.text
        form = page.form_with(f"Masuk sebagai {role}")
        assert Client().post(form.action, form.values).url == "/riwayat/"
    assert PASSWORD in page.text
    assert "evaluator6@sinovik.test" in page.text


@pytest.mark.parametrize(
    "where",
    [{"BASE_URL": "https://sinovik.example"}, {"TRUSTED_PROXY_COUNT": "1"}, {"WHITENOISE_USE_FINDERS": "0"}],
    ids=["https", "a proxy", "collected files"],
)
def test_nothing_starts_in_production_with_them_on(where):
    refused = started({**AS_DEMO, **where})
    assert refused.returncode != 0
    assert "SHOW_EXAMPLE_SIGN_INS is for the demo alone" in refused.stderr


def test_the_demos_own_settings_start():
    assert started(AS_DEMO).returncode == 0


def started(environment):
    """The settings read by a process of their own, without what the shell or the tests set."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-c", "import sinovik.settings"]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False, timeout=60
    )
