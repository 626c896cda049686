"""The tick of a judge who recognised the applicant: kept, counted, and no part of any mark."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from judging.circle import closing
from judging.domain.cards import scorecards
from judging.models import CardVersion, Recognition, Scorecard
from judging.reporting import recognised
from judging.views.control.juries import panel
from tests import carrying
from tests.factories import accounts, judging
from tests.judging.views.desk.cards import address, answers
from tests.pages import hidden, text_of

pytestmark = pytest.mark.django_db


def sent(client, assignment, **said):
    page = client.get(address(assignment))
    return client.post(address(assignment), {**hidden(page), **answers(assignment.stage), **said})


def test_a_tick_is_kept_and_taken_back(client, desk):
    _stage, _office, assignments = desk
    assert "Saya mengenali pengusul" in client.get(address(assignments[0])).content.decode()
    assert sent(client, assignments[0], recognised="on", clue="Dari nama aplikasinya.").status_code == 302
    assert Recognition.objects.get().clue == "Dari nama aplikasinya."
    shown = client.get(address(assignments[0])).content.decode()
    assert "Dari nama aplikasinya." in shown
    sent(client, assignments[0])
    assert not Recognition.objects.exists()


def test_a_card_that_says_nothing_of_it_leaves_it(client, desk):
    _stage, office, assignments = desk
    sent(client, assignments[0], recognised="on")
    judging.marked(assignments[0], office)
    assert Recognition.objects.exists()


def test_it_changes_no_mark_and_nothing_that_is_frozen(client, desk):
    stage, office, assignments = desk
    for one in assignments:
        judging.marked(one, office, 80)
    before = list(Scorecard.objects.order_by("pk").values("total", "remark", "number"))
    body = CardVersion.objects.latest("pk").body
    sent(client, assignments[-1], recognised="on")
    Recognition.objects.get()
    after = list(Scorecard.objects.order_by("pk").values("total", "remark"))
    assert [one["total"] for one in before] == [one["total"] for one in after]
    assert "recogni" not in body
    frozen = scorecards.frozen(stage, readers_each=1, criteria=[])
    Recognition.objects.all().delete()
    assert scorecards.frozen(stage, readers_each=1, criteria=[]) == frozen


def test_a_signed_card_does_not_take_it_any_more(client, desk):
    _stage, office, assignments = desk
    page = hidden(client.get(address(assignments[0])))
    judging.marked(assignments[0], office, lock=True)
    said = {**page, **answers(assignments[0].stage), "recognised": "on"}
    assert client.post(address(assignments[0]), said).status_code in (403, 409)
    assert not Recognition.objects.exists()


def test_where_names_are_shown_there_is_no_tick(client):
    _stage, office, assignments = judging.desk(1, is_blind=False)
    client.force_login(office.user)
    assert "Saya mengenali pengusul" not in client.get(address(assignments[0])).content.decode()
    sent(client, assignments[0], recognised="on", asked="ya")
    assert not Recognition.objects.exists()


def test_the_coordinator_sees_how_often(client, desk):
    stage, _office, assignments = desk
    for one in assignments[:2]:
        Recognition.objects.create(assignment=one, told_at=timezone.now())
    client.force_login(accounts.membership(Role.SECRETARY).user)
    accounts.fresh(client)
    place = reverse("judging:panel", args=[stage.edition.slug, stage.position])
    text = b"".join(client.get(place, {"bentuk": "csv"}).streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].split(";")[-1] == "Mengenali pengusul"
    assert text.splitlines()[1].split(";")[-1] == "2"
    assert "Mengenali pengusul" in client.get(place).content.decode()
    assert panel.RECOGNISED not in panel.LOADS


def test_a_stage_that_is_not_blind_or_not_closed_has_no_count():
    stage = judging.running(StageKind.DESK)
    assert recognised.of(stage) is None
    stage.is_blind = False
    assert recognised.of(stage) is None


def test_a_computed_stage_says_how_often_and_what_it_did_to_the_marks(client):
    """Two readers of each proposal; the one who recognises gives 20 points more than alone."""
    stage, one, assignments = judging.desk(6)
    other = judging.second(stage, assignments)
    for place, mine in enumerate(assignments):
        theirs = mine.proposal.assignments.get(judge=other.user)
        judging.marked(mine, one, 80 if place < 3 else 60, lock=True)
        judging.marked(theirs, other, 60 if place < 3 else 80, lock=True)
    for mine in assignments[:3]:
        Recognition.objects.create(assignment=mine, told_at=timezone.now())
    for theirs in other.user.assignments.filter(proposal__in=[each.proposal for each in assignments[3:]]):
        Recognition.objects.create(assignment=theirs, told_at=timezone.now())
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    closing.close_stage(stage, by=admin, at=timezone.now())
    carrying.run(stage)
    found = recognised.of(stage)
    assert (found.cards, found.recognised, found.proposals) == (12, 6, 6)
    assert found.points == pytest.approx(20)
    # All six differences point the same way: 2 of the 64 choices of sign.
    assert found.p == pytest.approx(2 / 64)
    client.force_login(admin.user)
    accounts.fresh(client)
    shown = text_of(client.get(reverse("judging:results", args=[stage.edition.slug, stage.position])))
    assert "Pengusul dikenali pada 6 dari 12 lembar nilai." in shown
    assert "Pada 6 usulan yang dikenali sebagian penilainya, mereka menilai 20,0 poin" in shown
