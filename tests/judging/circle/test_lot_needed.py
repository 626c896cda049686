"""A stage that needs the lot waits for it, and says where it is drawn."""

import pytest
import time_machine
from django.urls import reverse

from accounts.rules import Refused
from competitions import rules
from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from judging.circle import closing, giving_out, opening
from judging.models import Assignment
from tests import carrying
from tests.factories import competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(db):
    return carrying.begun(4, evaluators=3, panelists=2, places=(4, 4, 2), rules=())


@pytest.fixture
def crew(begun):
    return begun[0]


@pytest.fixture
def desk(begun, crew):
    """The desk open with its panel, the lot not drawn."""
    edition = begun[1]
    first, desk = edition.stages.order_by("position")[:2]
    at = first.opens_at
    Stage.objects.filter(pk=first.pk).update(
        opened_at=at, opened_by=crew.admin, skipped_at=at, skipped_by=crew.admin, skip_reason="Uji"
    )
    opening.open_stage(desk, by=crew.admin, at=desk.opens_at)
    for evaluator in crew.evaluators:
        carrying.seated(desk, evaluator, by=crew.admin, at=desk.opens_at)
    return carrying.fresh(desk)


def test_work_is_given_out_only_by_a_drawn_lot(crew, desk):
    with pytest.raises(Refused) as caught:
        giving_out.give_out(desk, by=crew.admin, at=desk.opens_at)
    assert caught.value.refusal is rules.LOT_NOT_DRAWN
    assert not Assignment.objects.exists()
    competitions.drawn(desk.edition)
    giving_out.give_out(desk, by=crew.admin, at=desk.opens_at)
    assert Assignment.objects.filter(stage=desk).count() == 8


def test_a_ranked_stage_is_closed_only_with_a_drawn_lot(crew, desk):
    with pytest.raises(Refused) as caught:
        closing.close_stage(desk, by=crew.admin, at=desk.opens_at)
    assert caught.value.refusal is rules.LOT_NOT_DRAWN
    assert carrying.fresh(desk).closed_at is None


def test_what_needs_no_lot_does_not_wait(begun, crew):
    edition = begun[1]
    stage = edition.stages.get(kind=StageKind.ADMINISTRATIVE)
    opening.open_stage(stage, by=crew.admin, at=stage.opens_at)
    giving_out.give_out(stage, by=crew.admin, at=stage.opens_at)
    assert Edition.objects.get(pk=edition.pk).lot_seed == ""


def test_the_refusal_leads_to_the_page_of_the_lot(client, crew, desk):
    client.force_login(crew.admin.user)
    with time_machine.travel(desk.opens_at, tick=False):
        address = reverse("judging:act", kwargs={"slug": desk.edition.slug, "position": 2, "noun": "pembagian"})
        answer = client.post(address)
        way_out = reverse("competitions:lot-draw", args=[desk.edition.slug])
        assert way_out in answer.content.decode()
        assert way_out in client.get(reverse("judging:stage", args=[desk.edition.slug, 2])).content.decode()
        assert client.get(way_out).status_code == 200
