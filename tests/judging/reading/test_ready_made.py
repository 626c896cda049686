"""Expressions whose SQL is put together once mean what they meant."""

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from competitions.kinds import StageKind
from competitions.models import Stage
from judging.models import PanelMember
from judging.reading import progress
from judging.reading.ready_made import ready_made
from tests import carrying
from tests.factories import competitions, crews

EXPRESSIONS = {
    "n_judges": progress.number_of(PanelMember.objects.all()),
    # Values apart from the text, percent signs among them, and a column of a table that is joined.
    "called": Concat("edition__name", Value(" 100 % %s "), F("name")),
}


@pytest.mark.django_db
def test_what_is_ready_made_says_the_same():
    now, crew = timezone.now(), crews.crew(evaluators=2)
    edition = competitions.just_closed(now)
    desk = edition.stages.get(kind=StageKind.DESK)
    for judge in crew.evaluators:
        carrying.seated(desk, judge, by=crew.admin, at=now)
    stages = Stage.objects.select_related("edition").order_by("pk")
    made = stages.annotate(**ready_made(Stage.objects.all(), EXPRESSIONS))
    plain = stages.annotate(**EXPRESSIONS)
    assert [(one.n_judges, one.called) for one in made] == [(one.n_judges, one.called) for one in plain]
    stage = made.get(pk=desk.pk)
    assert (stage.n_judges, stage.called) == (2, f"{edition.name} 100 % %s {desk.name}")
