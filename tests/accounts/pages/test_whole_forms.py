"""A form that was cut off saves nothing, whichever it is, and what came of it is in its boxes again."""

import http.client
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Event
from proposals.models import SectionVersion
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import DURING
from tests.pages import hidden

CUT = {"utuh": ""}


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def cast(db):
    return accounts.cast()


def notes(cast):
    """The acts on a dossier that take a note: who, where."""
    edition = competitions.edition()
    return {
        "return": (cast.agency_admin, proposals.with_agency(edition, by=cast.proposer)),
        "withdrawal": (cast.proposer, proposals.draft(edition, by=cast.proposer)),
    }


@pytest.mark.parametrize("act", ["return", "withdrawal"])
def test_a_note_that_was_cut_off_does_nothing_and_is_in_its_box_again(client, cast, act):
    office, proposal = notes(cast)[act]
    address = reverse(f"proposals:{act}", args=[proposal.code])
    client.force_login(office.user)
    before, events = proposal.status, Event.objects.count()
    response = client.post(address, {"note": "Lampiran kedua bel", "versi": "?", **CUT})
    text = unescape(response.content.decode())
    assert response.status_code == 400
    assert "Kiriman Anda tidak sampai utuh, jadi tidak ada yang disimpan." in text
    assert re.search(r'<textarea name="note"[^>]*>\nLampiran kedua bel</textarea>', text)
    proposal.refresh_from_db()
    assert proposal.status == before
    assert Event.objects.count() == events


def test_a_cut_answer_is_compared_with_what_stands_although_its_version_did_not_come(client, cast):
    proposal = proposals.draft(competitions.edition(), by=cast.proposer)
    address = reverse("proposals:section", args=[proposal.code, "ringkasan"])
    client.force_login(cast.proposer.user)
    response = client.post(address, {"answer_ringkasan": "Perahu ob", **CUT})
    assert response.status_code == 400
    assert 'name="versi" value="?"' in response.content.decode()
    assert not SectionVersion.objects.exists()


def test_a_form_with_nothing_typed_gets_a_page_and_does_nothing(client, cast):
    proposal = proposals.draft(competitions.edition(), by=cast.proposer)
    address = reverse("proposals:handover", args=[proposal.code])
    client.force_login(cast.proposer.user)
    response = client.post(address, CUT)
    assert response.status_code == 400
    assert "Kiriman Anda tidak sampai utuh" in response.content.decode()
    assert f'href="{address}"' in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.status == "draft"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut"])
def test_over_the_wire_a_note_counts_only_with_its_end(live_server, client, cut, time_machine):
    """A line that breaks in the middle of a reason, behind a proxy that passes on what it has."""
    # The server runs by its own clock.
    time_machine.move_to(datetime.now(UTC))
    now = timezone.now()
    cast = accounts.cast()
    edition = competitions.edition(opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9))
    proposal = proposals.with_agency(edition, by=cast.proposer, at=now)
    address = reverse("proposals:return", args=[proposal.code])
    client.force_login(cast.agency_admin.user)
    page = client.get(address)
    token = page.context["csrf_token"]
    sent = [("csrfmiddlewaretoken", token), ("note", "Lengkapi lampiran kedua."), *hidden(page).items()]
    body = urlencode(sent)
    body = body.partition("+kedua")[0] if cut else body
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    line = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=60)
    kind = "application/x-www-form-urlencoded"
    line.request("POST", address, body, {"Cookie": cookies, "Content-Type": kind, "Origin": live_server.url})
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    assert answer.status == (400 if cut else 302)
    assert ("Lengkapi lampiran</textarea>" in text) is cut
    proposal.refresh_from_db()
    assert proposal.status == ("with_agency" if cut else "returned")
