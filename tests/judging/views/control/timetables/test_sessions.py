"""The secretariat moves sessions by pages, prints a day, and opens the timetable to the public."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, Role
from competitions.kinds import StageKind
from judging.domain.hearings import room_links, sessions
from judging.models import PublicTimetable, Session
from tests.factories import accounts, judging
from tests.pages import Browser, hidden, text_of

pytestmark = pytest.mark.django_db
MEETING, BROADCAST = "https://rapat.go.id/ruang-1", "https://video.go.id/siaran"


@pytest.fixture
def stage():
    """An interview stage with three sessions tomorrow, one after the other."""
    stage, _judge, _assignments = judging.desk(3, kind=StageKind.INTERVIEW)
    first = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number, session in enumerate(Session.objects.filter(stage=stage).order_by("starts_at")):
        starts_at = first + timedelta(minutes=20 * number)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    return stage


@pytest.fixture
def client():
    browser = Browser()
    browser.force_login(accounts.membership(Role.SECRETARY).user)
    return browser


def at(name, stage, *more):
    return reverse(f"judging:{name}", args=(stage.edition.slug, stage.position, *more))


def boxes(client, address, starts_at, **more):
    local = timezone.localtime(starts_at)
    stamp = client.get(address).context["stamp"]
    return {"day": f"{local:%d/%m/%Y}", "time": f"{local:%H.%M}", "room": "Ruang 1", "versi": stamp, **more}


def test_clashes_are_shown_before_anything_is_moved_and_then_it_is_moved(stage, client):
    first, second, third = Session.objects.filter(stage=stage).order_by("starts_at").select_related("proposal")
    address = at("session-move", stage, first.proposal.code)
    page = client.post(address, boxes(client, address, second.starts_at, langkah="periksa"))
    text = text_of(page)
    assert f"Ruang 1 dipakai {second.proposal.code}" in text
    assert "Panelis J01 sedang mendengar" in text
    assert "(opsional)" not in text
    page = client.post(address, boxes(client, address, second.starts_at, langkah="pindah", reason="Sakit"))
    assert "Waktu itu berbenturan" in text_of(page)
    free = third.ends_at + timedelta(hours=1)
    page = client.post(address, boxes(client, address, free, langkah="periksa"))
    assert "Waktu itu bebas" in text_of(page)
    first.refresh_from_db()
    assert first.sequence == 0
    page = client.post(address, boxes(client, address, free, langkah="pindah", reason="Sakit"), follow=True)
    assert "Sesi dipindahkan." in text_of(page)
    first.refresh_from_db()
    assert (first.sequence, first.starts_at) == (1, free)
    assert Letter.objects.filter(name="session.moved").exists()


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "Waktu itu sudah lewat."), (30, "Waktu itu di luar jadwal tahap ini.")]
)
def test_what_was_typed_stays_where_the_time_cannot_be(stage, client, days, sentence):
    first = Session.objects.filter(stage=stage).order_by("starts_at").select_related("proposal").first()
    address, wanted = at("session-move", stage, first.proposal.code), first.starts_at + timedelta(days=days)
    page = client.post(address, boxes(client, address, wanted - timedelta(hours=24), langkah="pindah", reason="Sakit"))
    assert sentence in text_of(page)
    assert "Sakit" in page.content.decode()
    first.refresh_from_db()
    assert first.sequence == 0


def test_a_page_from_before_another_move_moves_nothing(stage, client):
    first = Session.objects.filter(stage=stage).order_by("starts_at").select_related("proposal").first()
    address, free = at("session-move", stage, first.proposal.code), first.starts_at + timedelta(hours=5)
    sent = boxes(client, address, free + timedelta(hours=1), langkah="pindah", reason="Sakit")
    sessions.move(first, "Ruang 1", free, "Lain", by=accounts.membership(Role.SECRETARY), at=timezone.now())
    assert client.post(address, sent).status_code == 409
    first.refresh_from_db()
    assert first.starts_at == free


def test_the_public_reads_the_timetable_once_it_is_opened_without_the_way_into_the_meeting(stage, client):
    room_links.link_rooms(stage, {"Ruang 1": MEETING}, by=accounts.membership(Role.SECRETARY), at=timezone.now())
    stage.edition.stages.update(is_blind=False)
    visitor, address = Browser(), at("timetable", stage)
    assert visitor.get(address).status_code == 404
    client.post(at("timetable-publication", stage), {"broadcast": BROADCAST})
    page = visitor.get(address).content.decode()
    assert BROADCAST in page
    assert MEETING not in page
    titles = Session.objects.filter(stage=stage).values_list("proposal__title", flat=True)
    assert all(title in page for title in titles)
    assert "09.00 WIB" in page


def test_a_link_of_the_broadcast_set_meanwhile_is_not_replaced_unseen(stage, client):
    address = at("timetable-publication", stage)
    drawn = hidden(client.get(address))
    client.post(address, {"broadcast": BROADCAST})
    answer = client.post(address, {**drawn, "broadcast": ""})
    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in text_of(answer)
    assert PublicTimetable.objects.get(stage=stage).broadcast == BROADCAST
    assert client.post(address, {**hidden(answer), "broadcast": ""}).status_code == 302
    assert PublicTimetable.objects.get(stage=stage).broadcast == ""


def test_a_day_is_printed_with_its_panel(stage, client):
    first = Session.objects.filter(stage=stage).order_by("starts_at").first()
    day = timezone.localdate(first.starts_at)
    page = text_of(client.get(at("session-sheet", stage, day.isoformat())))
    assert page.count("☐ ya ☐ tidak") == 3
    assert "J01" in page
    for wrong in ("2020-01-01", "besok"):
        assert client.get(at("session-sheet", stage, wrong)).status_code == 404


def test_who_only_looks_on_moves_nothing(stage):
    client = Browser()
    client.force_login(accounts.membership(Role.AUDITOR).user)
    code = Session.objects.filter(stage=stage).values_list("proposal__code", flat=True).first()
    assert client.get(at("sessions", stage)).status_code == 200
    for name, more in (("session-move", [code]), ("session-links", []), ("timetable-publication", [])):
        assert client.get(at(name, stage, *more)).status_code == 403


def test_what_a_chosen_time_clashes_with_is_asked_without_a_press(stage, client):
    first, second, _third = Session.objects.filter(stage=stage).order_by("starts_at").select_related("proposal")
    address = at("session-move", stage, first.proposal.code)
    page = client.get(address).content.decode()
    assert 'hx-trigger="change"' in page
    assert 'hx-target="#bentrok"' in page
    sent = boxes(client, address, second.starts_at, langkah="periksa")
    answer = client.post(address, sent, headers={"HX-Request": "true", "HX-Target": "bentrok"})
    assert f"Ruang 1 dipakai {second.proposal.code}" in text_of(answer)
    first.refresh_from_db()
    assert first.sequence == 0


def test_the_page_of_the_edition_leads_to_the_timetable_once_it_is_open(stage, client):
    visitor, page = Browser(), reverse("competitions:edition", args=[stage.edition.slug])
    assert at("timetable", stage) not in visitor.get(page).content.decode()
    client.post(at("timetable-publication", stage), {"broadcast": BROADCAST})
    assert at("timetable", stage) in visitor.get(page).content.decode()
