"""What a browser may do with our pages is said with every answer, also with a refusal."""

import pytest
from django.urls import reverse

from accounts.models import Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/tidak-ada/", "/beranda/", "/ping", "/static/img/mark.svg", "/static/tidak-ada.css"]
)
def test_every_answer_gives_its_page_no_power_it_does_not_need(client, path):
    answer = client.get(path)
    answer.close()
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    contents = answer["Content-Security-Policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in contents


def test_no_copy_of_a_page_at_work_is_kept(client):
    client.force_login(accounts.membership(Role.EVALUATOR).user)
    assert "no-store" in client.get(reverse("home"))["Cache-Control"]
