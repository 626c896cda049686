"""What browsers keep of a portal that others reach is its own host's, goes over TLS alone and is read by no script."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASKED = """
import json, django
django.setup()
from django.conf import settings
from accounts.pages import visitors
from accounts.notices import Notices
own = {name: getattr(settings, name) for name in dir(settings) if "_COOKIE_" in name or name.startswith("SECURE_HSTS")}
print(json.dumps(own | {"names": [
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME,
    visitors.COOKIE, Notices.cookie_name,
]}))
"""


@pytest.fixture(scope="module")
def told():
    """The settings as a process of their own reads them behind TLS."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "HOME") if name in os.environ}
    environment = {
        **kept,
        "SECRET_KEY": "no-ones",
        "BASE_URL": "https://sinovik.example",
        "DJANGO_SETTINGS_MODULE": "sinovik.settings",
    }
    command = [sys.executable, "-c", ASKED]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)


def test_no_neighbour_can_set_a_cookie_of_the_portal(told):
    assert len(set(told["names"])) == 5
    assert [name for name in told["names"] if not name.startswith("__Host-")] == []
    # What a browser asks of such a name: TLS, the whole site, no domain.
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert told[f"{cookie}_COOKIE_SECURE"] is True
        assert told[f"{cookie}_COOKIE_PATH"] == "/"
        assert told[f"{cookie}_COOKIE_DOMAIN"] is None


def test_no_script_reads_a_cookie_and_no_other_site_sends_one_along(told):
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert told[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert told[f"{cookie}_COOKIE_SAMESITE"] == "Lax"


def test_browsers_come_back_over_tls_for_a_year(told):
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
