"""Agencies prepare their interviews by their pages; the panel and the secretariat find what they need, nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind, defaults
from competitions.models import Stage
from judging.domain.hearings import room_links
from judging.models import Material, Session
from tests.factories import accounts, judging, proposals
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db
LINK = "https://rapat.go.id/ruang-1"
VIDEO = "https://video.go.id/kabupaten-anu"


@pytest.fixture
def client():
    return Browser()


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def asking(*, is_blind=False, count=1):
    """An interview stage online that asks for materials, its sessions tomorrow: (stage, judge, assignments, writer)."""
    wanted = {**defaults(StageKind.INTERVIEW), "materials": ["slides", "summary", "video"], "materials_days": 0}
    stage, office, assignments = judging.desk(count, kind=StageKind.INTERVIEW, settings=wanted, is_blind=is_blind)
    for number, session in enumerate(Session.objects.order_by("pk")):
        starts_at = timezone.now() + timedelta(days=1, hours=number)
        Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=20))
    room_links.link_rooms(stage, {"Ruang 1": LINK}, by=accounts.membership(Role.SECRETARY), at=timezone.now())
    return stage, office, assignments, accounts.membership(Role.UNIT, unit=assignments[0].proposal.unit)


def handed_in_by_pages(client, writer, session):
    """Everything the stage asks for, handed in through its pages."""
    client.force_login(writer.user)
    page = reverse("judging:hearing", args=[session.pk])
    assert text_of(client.get(page)).count("Belum diserahkan") == 3
    for kind in ("slides", "summary", "video"):
        address = reverse("judging:material", args=[session.pk, kind])
        given = {"link": VIDEO} if kind == "video" else {"file": proposals.pdf("Kabupaten Anu.pdf", kind)}
        client.get(address)
        answer = client.post(address, {**given, "versi": client.get(address).context["stamp"]})
        assert answer.status_code == 302, text_of(answer)
    assert "Belum diserahkan" not in text_of(client.get(page))


def opened(client, place, kind):
    """What a panelist gets of a material: how its file is called, and what is in it."""
    answer = client.get(reverse("judging:panel-material", args=(*place, kind)))
    content = b"".join(answer.streaming_content)
    return answer.headers["Content-Disposition"], content


def test_a_unit_hands_in_names_the_presenter_and_finds_the_meeting(client):
    stage, judge, assignments, writer = asking()
    session = Session.objects.get(stage=stage)
    handed_in_by_pages(client, writer, session)
    assert "3 dari 3 bahan" not in text_of(client.get(reverse("judging:hearings")))
    address = reverse("judging:presenter", args=[session.pk])
    client.post(address, {"presenter": "Dewi, Kepala Dinas", "versi": client.get(address).context["stamp"]})
    text = text_of(client.get(reverse("judging:hearing", args=[session.pk])))
    assert "Dewi, Kepala Dinas" in text
    assert LINK in text
    client.force_login(judge.user)
    place = (stage.edition.slug, stage.position, assignments[0].proposal.code)
    card = client.get(reverse("judging:scorecard", args=place)).content.decode()
    assert LINK in card
    assert VIDEO in card
    assert "Catat jalannya sesi" not in card
    assert "Kabupaten Anu.pdf" in opened(client, place, "slides")[0]
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert "3 dari 3 bahan" in text_of(client.get(reverse("judging:sessions", args=place[:2])))
    assert VIDEO in text_of(client.get(reverse("judging:session", args=place)))


def test_where_the_stage_is_blind_the_panel_learns_nothing_of_whose_it_is(client):
    stage, judge, assignments, writer = asking(is_blind=True)
    session = Session.objects.get(stage=stage)
    handed_in_by_pages(client, writer, session)
    Session.objects.filter(pk=session.pk).update(presenter="Bupati Anu")
    client.force_login(judge.user)
    place = (stage.edition.slug, stage.position, assignments[0].proposal.code)
    card = client.get(reverse("judging:scorecard", args=place)).content.decode()
    assert LINK in card
    assert not any(word in card for word in (VIDEO, "Anu"))
    name, content = opened(client, place, "slides")
    assert "Anu" not in name
    assert content.startswith(b"%PDF-")
    assert client.get(reverse("judging:panel-material", args=(*place, "video"))).status_code == 404
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    assert "Catat jalannya sesi" in client.get(reverse("judging:scorecard", args=place)).content.decode()
    assert "Anu" not in client.get(reverse("judging:panel-notes", args=place)).content.decode()


def test_what_is_not_ones_own_is_not_there(client):
    stage, _judge, _assignments, _writer = asking()
    session = Session.objects.get(stage=stage)
    client.force_login(accounts.membership(Role.UNIT).user)
    for name, args in (("hearing", []), ("material", ["slides"]), ("material-file", ["slides"]), ("presenter", [])):
        assert client.get(reverse(f"judging:{name}", args=[session.pk, *args])).status_code == 404
    assert LINK not in client.get(reverse("judging:hearings")).content.decode()


def test_a_link_into_a_network_of_ones_own_stays_in_its_box(client):
    stage, *_others = asking()
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("judging:session-links", args=(stage.edition.slug, stage.position))
    stamp = client.get(address).context["stamp"]
    page = client.post(address, {"ruang-1": "https://10.0.0.1/rapat", "versi": stamp})
    assert "harus berawalan https:// dan dapat dibuka dari luar" in text_of(page)
    assert room_links.links_of(stage) == {"Ruang 1": LINK}


def test_what_a_colleague_handed_in_meanwhile_is_not_replaced_unseen(client):
    stage, _judge, _assignments, writer = asking()
    session = Session.objects.get(stage=stage)
    client.force_login(writer.user)
    address = reverse("judging:material", args=[session.pk, "video"])
    stamp = client.get(address).context["stamp"]
    assert client.post(address, {"link": VIDEO, "versi": stamp}).status_code == 302
    answer = client.post(address, {"link": f"{VIDEO}-lain", "versi": stamp})
    assert answer.status_code == 409
    assert f"{VIDEO}-lain" in answer.content.decode()
    assert Material.objects.get(kind="video").link == VIDEO


def test_a_file_that_is_no_pdf_is_refused_beside_its_box(client):
    stage, _judge, _assignments, writer = asking()
    session = Session.objects.get(stage=stage)
    client.force_login(writer.user)
    address = reverse("judging:material", args=[session.pk, "slides"])
    stamp = client.get(address).context["stamp"]
    wrong = proposals.pdf("salindia.pdf")
    wrong.file.seek(0)
    wrong.file.write(b"PK\x03\x04")
    wrong.file.seek(0)
    page = client.post(address, {"file": wrong, "versi": stamp})
    assert page.status_code == 200
    assert not Material.objects.exists()


def test_what_comes_too_late_is_taken_until_the_session_and_said_to_be_late(client):
    stage, _judge, assignments, writer = asking()
    # Due at the end of a day that has passed; the session is tomorrow.
    Stage.objects.filter(pk=stage.pk).update(settings={**stage.settings, "materials_days": 2})
    session = Session.objects.get(stage=stage)
    client.force_login(writer.user)
    page = text_of(client.get(reverse("judging:hearing", args=[session.pk])))
    assert "Yang diserahkan sesudah itu tetap diterima sampai sesi dimulai, dan dicatat terlambat." in page
    handed_in_by_pages(client, writer, session)
    assert text_of(client.get(reverse("judging:hearing", args=[session.pk]))).count("Diserahkan terlambat") == 3
    client.force_login(accounts.membership(Role.SECRETARY).user)
    place = (stage.edition.slug, stage.position, assignments[0].proposal.code)
    assert text_of(client.get(reverse("judging:session", args=place))).count("(terlambat)") == 3
    # Begun, nothing is taken any more.
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(minutes=1))
    client.force_login(writer.user)
    address = reverse("judging:material", args=[session.pk, "slides"])
    answer = client.post(address, {"file": proposals.pdf("Lagi.pdf", "lagi"), "versi": "x"})
    assert "Sesi ini sudah dimulai." in text_of(answer)
    assert Material.objects.present().filter(kind="slides").get().kept.name == "Kabupaten Anu.pdf"


def test_a_session_moved_before_what_is_owed_could_be_due_stays_and_says_why(client):
    stage, _judge, assignments, _writer = asking()
    now = timezone.now()
    Stage.objects.filter(pk=stage.pk).update(
        settings={**stage.settings, "materials_days": 3},
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
    )
    later = now + timedelta(days=9)
    Session.objects.update(starts_at=later, ends_at=later + timedelta(minutes=20))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    address = reverse("judging:session-move", args=(stage.edition.slug, stage.position, assignments[0].proposal.code))
    soon = timezone.localtime(now + timedelta(days=2))
    sent = {"room": "Ruang 1", "day": f"{soon:%d/%m/%Y}", "time": "10.00", "reason": "Diminta panel."}
    page = client.post(address, {**sent, "versi": client.get(address).context["stamp"]})
    assert "Bahan presentasi untuk waktu itu sudah jatuh tempo, dan belum semuanya diserahkan." in text_of(page)
    assert Session.objects.get(stage=stage).starts_at == later


@pytest.mark.parametrize("count", [1, 9])
def test_the_lists_cost_the_same_at_any_length(client, django_assert_max_num_queries, count):
    stage, _judge, _assignments, writer = asking(count=count)
    client.force_login(writer.user)
    with django_assert_max_num_queries(12):
        client.get(reverse("judging:hearings"))
    client.force_login(accounts.membership(Role.SECRETARY).user)
    with django_assert_max_num_queries(12):
        client.get(reverse("judging:sessions", args=(stage.edition.slug, stage.position)))
