"""What is asked of each entrant of a list, and what is added up of all for a number, say the same."""

from itertools import product

import pytest
from django.utils import timezone

from competitions.kinds import StageKind
from judging import stages
from judging.models import Entrant, Visit
from proposals.models import Status
from tests.factories import judging
from tests.judging.reading.test_gaps import told, withdrawn

pytestmark = pytest.mark.django_db
# Of one reader: (hour given, hour given back, hour locked).
READERS = [(0, None, None), (0, None, 3), (0, 5, None), (0, 5, 3)]
HISTORIES = [(), *product(READERS), *product(READERS, READERS)]


def keys(rows):
    return set(rows.values_list("pk", flat=True))


def both(stage):
    """The finished and those that are short, by each entrant and by sums: four sets of keys."""
    work = stages.of(stage).WORK
    there = Entrant.objects.standing(stage)
    return (
        keys(there.filter(work.finished)),
        keys(work.finished_in(stage.pk)),
        keys(there.filter(work.short)),
        keys(work.short_in(stage.pk)),
    )


@pytest.mark.parametrize("wanted", [None, 1, 2])
def test_cards(wanted):
    stage = None
    for history in HISTORIES:
        stage, left = told(StageKind.DESK, history, readers_each=wanted, stage=stage)
    stage, left = told(StageKind.DESK, [(0, None, 3), (0, None, 3)], stage=stage)
    withdrawn(left, at=9)
    each, summed, short, short_summed = both(stage)
    assert each == summed
    assert short == short_summed
    assert 0 < len(each) < len(HISTORIES)
    assert 0 < len(short) < len(HISTORIES)
    assert left.status == Status.SUBMITTED or not keys(Entrant.objects.filter(proposal=left)) & (each | short)


def test_visits():
    stage, office, assignments = judging.desk(3, kind=StageKind.FIELD)
    judging.second(stage, assignments[:2])
    # The last one was reported by one verifier alone.
    reported = Visit.objects.filter(proposal__in=[assignments[0].proposal, assignments[2].proposal])
    assert reported.update(reported_at=timezone.now(), reported_by=office, visited_on=timezone.localdate()) == 2
    each, summed, short, short_summed = both(stage)
    assert each == summed
    assert short == short_summed
    assert len(each) == 2
