from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from accounts.pages.arrival import STAMP, arrived

NOW = datetime(2026, 12, 17, 17, 0, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def request(**meta):
    return RequestFactory().get("/", **meta)


def ago(**span):
    return (NOW - timedelta(**span)).timestamp()


def test_what_the_web_server_wrote_down_counts():
    assert arrived(request(**{STAMP: ago(seconds=8)})) == NOW - timedelta(seconds=8)


def test_a_visitor_cannot_say_when(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    claim = str(int(ago(seconds=30) * 1000))
    assert arrived(request(HTTP_X_REQUEST_START=claim)) == NOW
    assert arrived(request(**{"HTTP_SINOVIK.ARRIVED": claim, "HTTP_SINOVIK_ARRIVED": claim})) == NOW


def test_behind_a_proxy_its_word_counts_and_only_a_sane_one(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert arrived(request(HTTP_X_REQUEST_START=str(int(ago(seconds=30) * 1000)))) == NOW - timedelta(seconds=30)
    for claim in ("", "gestern", "9" * 40, "²", str(int(ago(hours=1) * 1000)), str(int(ago(hours=-1) * 1000))):
        assert arrived(request(HTTP_X_REQUEST_START=claim)) == NOW
