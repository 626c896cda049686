"""While the portal is being worked on it is read, and who writes is told so with everything in its boxes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.domain import heartbeat
from competitions.models import ServingRun
from competitions.tasks import beat
from proposals.models import SectionVersion
from sinovik.season.sign_ins import PASSWORD
from tests.factories import accounts, competitions, proposals

pytestmark = pytest.mark.django_db
TEXT = "Perahu obat menjangkau pulau terluar."
SENTENCE = "Portal sedang dirawat"


@pytest.fixture
def writing(client):
    """A draft of somebody signed in, by the address of one of its parts."""
    now = timezone.now()
    edition = competitions.edition(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    writer = accounts.membership(Role.UNIT, unit=accounts.unit())
    client.force_login(writer.user)
    return f"/usulan/{proposals.draft(edition, by=writer, at=now).code}/bagian/ringkasan/"


def test_pages_are_read_and_a_form_comes_back_filled_in(client, writing, settings):
    settings.MAINTENANCE = True
    assert client.get(writing).status_code == 200
    answer = client.post(writing, {"ringkasan": TEXT, "versi": "0", "utuh": "1", "later": "1"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert SENTENCE in page
    assert f">{TEXT}</textarea>" in page.replace("\n", "")
    assert SectionVersion.objects.count() == 0


def test_a_script_reads_a_sentence(client, writing, settings):
    settings.MAINTENANCE = True
    answer = client.post(f"{writing}isian/", {"ringkasan": TEXT, "utuh": "1"}, headers={"Sec-Fetch-Dest": "empty"})
    assert answer.status_code in {404, 503}
    answer = client.post(writing, {"ringkasan": TEXT, "utuh": "1"}, headers={"Sec-Fetch-Dest": "empty"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert answer.json()["sentence"].startswith(SENTENCE)


def test_whoever_comes_or_goes_does_so(client, settings):
    settings.MAINTENANCE = True
    user = accounts.membership(Role.UNIT, user=accounts.person(password=PASSWORD)).user
    sent = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "utuh": "1"})
    assert sent.url == reverse("home")
    assert client.post(reverse("account_logout"), {"utuh": "1"}).status_code == 302


def test_the_time_counts_as_one_in_which_nobody_could_hand_in(settings):
    settings.HEARTBEAT_ADDRESS = ""
    closes_at = timezone.now()
    edition = competitions.edition(opens_at=closes_at - timedelta(days=30), closes_at=closes_at)
    heartbeat.beat(at=closes_at - timedelta(minutes=50))
    settings.MAINTENANCE = True
    beat()
    assert ServingRun.objects.get().last_at == closes_at - timedelta(minutes=50)
    settings.MAINTENANCE = False
    beat()
    assert ServingRun.objects.count() == 2
    assert heartbeat.lost(edition, at=closes_at + timedelta(seconds=1)) == 50
