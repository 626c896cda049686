"""What a judge takes along without a network: the own list and the next ten, covers closed, nobody's names."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from competitions.kinds import StageKind
from judging.domain.cards import scoring
from judging.models import Assignment, Session
from judging.reading.desk import carrying, desk
from tests.factories import judging

pytestmark = pytest.mark.django_db
LIST = reverse("judging:desk-carried")


def of(office, at=None):
    return carrying.of(office.user, at or timezone.now())


def places(rows):
    return [one.position for one in rows]


def test_the_next_ten_are_kept_as_the_desk_leads_on():
    _stage, office, assignments = judging.desk(14)
    judging.marked(assignments[0], office, 80, lock=True)
    judging.marked(assignments[1], office, 80)
    found = of(office)
    assert len(found.everything) == 14
    assert places(found.kept) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert found.covered == []


def test_what_is_complete_and_not_signed_comes_last():
    _stage, office, assignments = judging.desk(3)
    judging.marked(assignments[0], office, 80)
    assert places(of(office).kept) == [2, 3, 1]


def test_a_dossier_under_its_cover_is_not_kept_until_its_judge_has_said_of_no_tie(client):
    _stage, office, assignments = judging.desk(3)
    Assignment.objects.filter(pk__in=[one.pk for one in assignments[:2]]).update(cleared_at=None)
    assert (places(of(office).kept), places(of(office).covered)) == ([3], [1, 2])
    client.force_login(office.user)
    page = client.get(LIST).content.decode()
    assert page.count("data-page=") == 1
    answer = client.post(LIST, {"pilih": [assignments[0].pk], "utuh": "1"}, follow=True).content.decode()
    assert "1 sampul dibuka." in answer
    assert (places(of(office).kept), places(of(office).covered)) == ([1, 3], [2])


def test_nobody_opens_a_cover_of_somebody_else(client):
    stage, _office, assignments = judging.desk(1)
    Assignment.objects.update(cleared_at=None)
    other = judging.judge(stage)
    judging.assigned(stage, other, [assignments[0].proposal], is_cleared=False)
    client.force_login(other.user)
    client.post(LIST, {"pilih": [assignments[0].pk], "utuh": "1"})
    assert Assignment.objects.get(pk=assignments[0].pk).cleared_at is None


@pytest.mark.parametrize("change", ["closed", "over"])
def test_nothing_is_taken_along_of_a_stage_that_takes_no_marks(change):
    stage, office, _assignments = judging.desk(2)
    if change == "closed":
        judging.closed(stage)
    later = timedelta(days=30) if change == "over" else timedelta(0)
    found = of(office, timezone.now() + later)
    assert (found.everything, found.following) == ([], [])


def test_whose_session_has_not_begun_waits():
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    before = stage.opens_at - timedelta(minutes=1)
    stage.opens_at -= timedelta(days=1)
    stage.save()
    found = of(office, before)
    assert (len(found.everything), found.kept) == (2, [])
    assert len(of(office, stage.opens_at + timedelta(days=9)).kept) == len(assignments)


def test_whose_session_was_never_set_is_neither_taken_along_nor_led_to():
    stage, office, assignments = judging.desk(2, kind=StageKind.INTERVIEW)
    Session.objects.get(proposal=assignments[0].proposal).delete()
    at = timezone.now()
    assert places(of(office).kept) == [2]
    found = desk.next_unfinished(stage.edition.slug, stage.position, office.user, at=at)
    assert found == assignments[1]
    scoring.record_marks(found, judging.marks(stage, 60), lock=True, by=office, at=at)
    assert desk.next_unfinished(stage.edition.slug, stage.position, office.user, at=at) is None


def test_a_blind_stage_is_listed_by_its_masked_copies(client, django_assert_num_queries):
    _stage, office, assignments = judging.desk(1, is_blind=True)
    proposal = assignments[0].proposal
    type(proposal).objects.filter(pk=proposal.pk).update(title="Antrean Kota Magelang")
    proposal.masked.title = "Antrean tanpa nama"
    proposal.masked.save()
    client.force_login(office.user)
    page = client.get(LIST).content.decode()
    assert "Antrean tanpa nama" in page
    assert "Magelang" not in page


def test_each_copy_ends_with_its_stage_or_the_session_whichever_is_first(client):
    stage, office, _assignments = judging.desk(1, left=timedelta(hours=1))
    client.force_login(office.user)
    page = client.get(LIST).content.decode()
    assert f'data-page="{int(stage.closes_at.timestamp() * 1000)}"' in page
    stage.closes_at += timedelta(days=3)
    stage.save()
    page = client.get(LIST).content.decode()
    [until] = [part.split('"')[0] for part in page.split('data-until="')[1:]]
    assert f'data-page="{until}"' in page
    assert abs(int(until) / 1000 - timezone.now().timestamp() - 12 * 3600) < 3600


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_costs_the_same_for_many(client, django_assert_num_queries, count):
    _stage, office, _assignments = judging.desk(count)
    client.force_login(office.user)
    with django_assert_num_queries(5):
        client.get(LIST)


def test_the_worker_stands_at_the_root_and_is_asked_for_anew(client):
    answer = client.get(reverse("worker"))
    assert reverse("worker").count("/") == 1
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    # It names addresses of ours by hand.
    script = answer.content.decode()
    for name in ("judging:desk-carried", "offline", "account_login", "account_logout"):
        assert f'"{reverse(name)}"' in script
    assert client.get(reverse("manifest")).json()["start_url"] == LIST


def test_the_desk_installs_with_pictures_that_are_as_large_as_they_say(client):
    _stage, office, _assignments = judging.desk(1)
    client.force_login(office.user)
    page = client.get(reverse("judging:desk")).content.decode()
    assert f'<link rel="manifest" href="{reverse("manifest")}"' in page
    assert 'rel="apple-touch-icon"' in page
    icons = client.get(reverse("manifest")).json()["icons"]
    drawn = [one for one in icons if one["type"] == "image/png"]
    assert {(one["sizes"], one["purpose"]) for one in drawn} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for one in drawn:
        name = re.sub(r"\.[0-9a-f]{12}(?=\.png$)", "", one["src"].rsplit("/", 1)[-1])
        with Image.open(settings.BASE_DIR / "static" / "img" / name) as picture:
            assert f"{picture.width}x{picture.height}" == one["sizes"]
