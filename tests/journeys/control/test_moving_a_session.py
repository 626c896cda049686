"""The secretary moves an interview by keyboard: what a time clashes with is seen as soon as it is chosen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Letter
from competitions.kinds import StageKind
from judging.models import Session
from tests.factories import judging


@pytest.fixture
def stage():
    """Two sessions tomorrow, one after the other."""
    stage, _judge, _assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    first = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number, session in enumerate(Session.objects.filter(stage=stage).order_by("starts_at", "pk")):
        starts_at = first + timedelta(minutes=20 * number)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    return stage


def test_a_session_is_moved(visitor, cast, stage):
    first, second = Session.objects.filter(stage=stage).order_by("starts_at").select_related("proposal")
    visitor.sign_in(cast.secretary)
    visitor.go(f"/ruang-kendali/{stage.edition.slug}/{stage.position}/sesi/{first.proposal.code}/")
    visitor.follow("Pindahkan sesi")
    page = visitor.page
    page.evaluate("window.stayed = true")
    page.get_by_label("Mulai").fill("09.20")
    page.get_by_label("Mulai").press("Tab")
    expect(page.locator("#bentrok")).to_contain_text(f"dipakai {second.proposal.code}")
    assert page.evaluate("window.stayed") is True
    visitor.arrive()
    page.get_by_label("Mulai").fill("13.00")
    page.get_by_label("Mulai").press("Tab")
    expect(page.locator("#bentrok")).to_contain_text("Waktu itu bebas")
    visitor.narrow()
    visitor.arrive()
    visitor.fill("Alasan", "Penyaji sakit.")
    visitor.press("Pindahkan sesi")
    visitor.see("Sesi dipindahkan.")
    first.refresh_from_db()
    assert (timezone.localtime(first.starts_at).hour, first.sequence) == (13, 1)
    assert all("METHOD:REQUEST" in letter.calendar for letter in Letter.objects.filter(name="session.moved"))
