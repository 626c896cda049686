"""A refused act gives back what was typed: in its form as long as that stands, otherwise to be copied."""

from html import unescape

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from accounts.models import Role
from accounts.pages.doors import for_role
from accounts.rules import Refusal, Refused
from sinovik.urls import handler403, handler404, urlpatterns  # noqa: F401 the portal's own, beside the page of this test
from tests.factories import accounts

LATE = Refusal("test.late", "Tahap ini baru saja ditutup.")
WAY = "/pakta/contoh/"
TEXT = "Alasan <yang> panjang,\ndua baris."


@for_role(Role.UNIT, sees="a form of this test", of="anybody")
def page(request, kind):
    """A form whose act is refused; "lenyap" is the one that is not shown any more when it is."""
    if request.method == "POST" or (kind == "lenyap" and request.headers.get("Referer")):
        raise Refused(LATE, way=WAY)
    return HttpResponse(
        f'<main><form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
        '<textarea name="alasan"></textarea><input type="text" name="nomor" value=""></form></main>'
    )


urlpatterns = [path("uji/<str:kind>/", page), *urlpatterns]


@pytest.fixture
def writer(db, client, settings):
    settings.ROOT_URLCONF = __name__
    office = accounts.cast().proposer
    client.force_login(office.user)
    return office


@pytest.mark.usefixtures("writer")
def test_the_text_of_a_refused_act_is_back_in_its_box(client):
    response = client.post("/uji/tetap/", {"alasan": TEXT, "nomor": "12/2026"})
    html = response.content.decode()
    assert response.status_code == 403
    assert LATE.sentence in html
    assert f'href="{WAY}"' in html
    assert TEXT in unescape(html.partition('<textarea name="alasan">')[2].partition("</textarea>")[0])
    assert 'value="12/2026"' in html
    assert "<yang>" not in html
    assert response.headers["Cache-Control"].startswith("max-age=0")


@pytest.mark.usefixtures("writer")
def test_where_the_form_is_gone_the_text_is_there_to_be_copied(client):
    response = client.post("/uji/lenyap/", {"alasan": TEXT}, headers={"referer": "http://testserver/uji/lenyap/"})
    html = response.content.decode()
    assert response.status_code == 403
    assert LATE.sentence in html
    assert f'href="{WAY}"' in html
    assert TEXT in unescape(html)
    assert "Anda tidak dapat melakukan ini" in html
