"""What the portal could not do by itself is shown to the ministry, which has it tried again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import tries
from accounts.models import MINISTRY, Chore, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def fail(key):
    raise LookupError("tidak ada")


@pytest.fixture
def failing():
    since = timezone.now() - timedelta(hours=2)
    tries.each("lot.reveal", {"1": "KIPP 2026"}, fail, at=since)


@pytest.mark.parametrize("role", MINISTRY)
def test_it_is_said_at_home_and_in_the_control_room_and_tried_again_at_a_press(client, failing, role):
    client.force_login(accounts.membership(role).user)
    address = reverse("chores")
    for name in ("home", "control_room"):
        page = client.get(reverse(name)).content.decode()
        assert "Pekerjaan portal yang gagal" in page
        assert address in page
    page = client.get(address).content.decode()
    for text in ("Membuka angka rahasia undian", "KIPP 2026", "LookupError: tidak ada", "Dicoba lagi"):
        assert text in page
    answer = client.post(reverse("chore_again", args=[Chore.objects.get().pk]), follow=True).content.decode()
    assert "Dicoba lagi dalam satu menit" in answer
    assert "Tidak ada pekerjaan yang gagal" in answer
    # A second press finds nothing left.
    assert client.post(reverse("chore_again", args=[1])).status_code == 302


def test_what_has_just_failed_is_no_news(client):
    tries.each("lot.reveal", {"1": "KIPP 2026"}, fail, at=timezone.now())
    client.force_login(accounts.membership(Role.SECRETARY).user)
    for name in ("home", "control_room"):
        assert "Pekerjaan portal yang gagal" not in client.get(reverse(name)).content.decode()


def test_the_auditor_is_shown_no_link_that_leads_nowhere(client, failing):
    client.force_login(accounts.membership(Role.AUDITOR).user)
    assert reverse("chores") not in client.get(reverse("control_room")).content.decode()


def test_what_failed_is_narrowed(client, failing):
    client.force_login(accounts.membership(Role.SECRETARY).user)
    for query, is_there in (
        ({"jenis": "lot.reveal"}, True),
        ({"jenis": "motion.carry"}, False),
        ({"status": "dicoba"}, True),
        ({"status": "berhenti"}, False),
        ({"q": "lookuperror"}, True),
        ({"q": "2019"}, False),
    ):
        assert bool(client.get(reverse("chores"), query).context["page"].object_list) == is_there, query
