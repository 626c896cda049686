"""Announcing while somebody excludes a dossier. A module of its own: each transaction is seen by the other."""

import pytest
from django.db import transaction

from competitions.kinds import StageKind
from competitions.models import Stage
from judging.circle import announcement
from judging.models import Decision
from proposals.domain import lifecycle
from proposals.models import Announcement, Proposal
from tests import carrying
from tests.beside import Beside

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crew_and_stage():
    crew, edition, _dossiers = carrying.begun(2, evaluators=2, panelists=1)
    stage = carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew)
    return crew, carrying.decided(carrying.computed(carrying.worked(stage, crew), crew), crew)


def announce(stage):
    """Announce the stage as publishing it does: the stage locked."""
    with transaction.atomic():
        stage = Stage.objects.locked(stage.pk)
        return announcement.announce(stage, Decision.objects.get(stage=stage), override={}, at=carrying.moment(stage))


def test_who_is_excluded_at_that_moment_is_not_announced(crew_and_stage):
    crew, stage = crew_and_stage
    gone, stays = Proposal.objects.order_by("pk")
    with transaction.atomic():
        lifecycle.disqualify(gone, "Datanya dipalsukan.", by=crew.secretary, at=carrying.moment(stage))
        other = Beside(lambda: announce(stage))
        assert other.is_held_up()
    assert other.result() == 1
    assert [line["code"] for line in Announcement.objects.get(stage=stage).entries] == [stays.code]
