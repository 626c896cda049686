"""The list of grave acts: what each one is, and how it ended."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import motions
from accounts.models import Role
from tests.factories import accounts
from tests.pages import markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def mover():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def appointment(mover):
    """An appointment on its way."""
    return grave.appoint_admin(
        "baru@contoh.go.id", "Orang Baru", "Tambahan tenaga.", since=date(2030, 1, 1), by=mover, at=timezone.now()
    )


def test_a_finished_motion_says_what_it_was(client, mover, appointment):
    motions.withdraw(appointment, by=mover, at=timezone.now())
    client.force_login(mover.user)
    page = markup(client.get(reverse("motions")))
    assert "Tidak ada yang menunggu" in page
    assert "Pengangkatan admin kementerian" in page
    assert "ditarik pengusulnya" in page


def test_motions_are_narrowed_and_what_waits_comes_first(client, mover, appointment):
    ended = grave.appoint_admin(
        "lain@contoh.go.id", "Orang Lain", "Cadangan.", since=date(2030, 1, 1), by=mover, at=timezone.now()
    )
    motions.withdraw(ended, by=mover, at=timezone.now())
    client.force_login(mover.user)

    def shown(**query):
        return [one.pk for one in client.get(reverse("motions"), query).context["page"]]

    assert shown() == [appointment.pk, ended.pk]
    assert shown(status="menunggu") == [appointment.pk]
    assert shown(status="gagal") == [ended.pk]
    assert shown(status="dilaksanakan") == []
    assert shown(q="cadangan") == [ended.pk]
    assert shown(jenis=appointment.kind, q=mover.user.full_name) == [appointment.pk, ended.pk]
    page = markup(client.get(reverse("motions"), {"kolom": ["alasan"]}))
    assert "Cadangan." in page
    assert "Simpan tampilan ini" in page
    assert "Tidak ada pengajuan yang cocok" in markup(client.get(reverse("motions"), {"q": "tidak ada"}))
