"""A kind that nobody has heard of: a row in the table and its answers, and a stage of it goes round the circle."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from competitions.kinds import NEEDS, Needs, StageKind
from competitions.models import Stage
from judging import stages
from judging.domain import scorecards, work
from judging.models import Assignment, Computation, Snapshot, Standing
from judging.reading import progress, waiting
from judging.stages import desk
from tests.factories import contests

pytestmark = pytest.mark.django_db

ACCLAIM = SimpleNamespace(
    SUM="marks",
    WORK=work.CARDS,
    COLUMNS=(scorecards.COLUMN,),
    COUNTS={},
    FIGURE=None,
    assign=desk.assign,
    missing=desk.missing,
    freeze=desk.freeze,
    ties=lambda stage: ("tepuk tangan",),
)


@pytest.fixture
def acclaim(monkeypatch):
    """The invented kind, known for the length of a test."""
    needs = Needs("penilaian sorak", judged_by=("panelist",), is_scored=True, is_ranked=True, can_be_skipped=True)
    monkeypatch.setitem(NEEDS, "acclaim", needs)
    monkeypatch.setitem(stages.KINDS, "acclaim", ACCLAIM)
    return "acclaim"


@pytest.fixture
def crew():
    return contests.people()


def with_the_interview_as(kind, crew, **columns):
    """A small edition whose interview is a stage of another kind, carried to it; its key stays."""
    edition = contests.small_edition(crew, places=(8, 6, 3), composition=[])
    contests.submitted(edition, 12)
    Stage.objects.filter(edition=edition, kind=StageKind.INTERVIEW).update(
        kind=kind, settings={}, readers_each=2, **columns
    )
    return edition, contests.carried_to(edition, kind, crew)


def test_an_invented_kind_goes_round_the_circle_and_counts_in_the_recap(acclaim, crew, client):
    edition, stage = with_the_interview_as(acclaim, crew)
    assert stage.kind_label == "penilaian sorak"
    judge = crew.panelists[0]
    at = contests.moment(stage)
    counted = next(one for one in progress.of_edition(edition) if one.pk == stage.pk)
    assert (counted.n_done, counted.n_total) == (0, 12)
    assert [line.sentence.split(":")[0] for line in waiting.for_judge(judge, at)] == ["Usulan menunggu nilai Anda"]
    client.force_login(judge.user)
    assert client.get(reverse("judging:desk")).status_code == 200
    client.force_login(crew.admin.user)
    for page in ("stage", "entrants", "panel"):
        assert client.get(reverse(f"judging:{page}", args=[edition.slug, stage.position])).status_code == 200

    stage = contests.computed(contests.worked(stage, crew), crew)
    results = client.get(reverse("judging:results", args=[edition.slug, stage.position])).content.decode()
    assert "tepuk tangan" in results
    contests.published(contests.decided(stage, crew), crew)
    for later in edition.stages.filter(position__gt=stage.position).in_order():
        contests.finished(later, crew)
    final = Snapshot.objects.get(stage__edition=edition, stage__kind=StageKind.FINAL)
    assert '"stage":"interview"' in final.body


def test_two_stages_of_one_kind_are_told_apart_by_their_keys(crew):
    edition, stage = carried_to_the_second_desk(crew)
    for later in edition.stages.filter(position__gt=stage.position).in_order():
        contests.finished(later, crew)
    final = Standing.objects.filter(stage__edition=edition, stage__kind=StageKind.FINAL).first()
    assert final.particulars["scores"].keys() == {"desk", "interview"}
    assert not Computation.objects.exclude(state=Computation.State.DONE).exists()


def carried_to_the_second_desk(crew):
    """A small edition with a second desk in the place of its interview, published."""
    edition = contests.small_edition(crew, places=(8, 6, 3), composition=[])
    contests.submitted(edition, 12)
    Stage.objects.filter(edition=edition, kind=StageKind.INTERVIEW).update(
        kind=StageKind.DESK, settings={}, readers_each=2
    )
    second = edition.stages.get(key="interview")
    for stage in edition.stages.filter(position__lte=second.position).in_order():
        contests.finished(stage, crew)
    assert Assignment.objects.filter(stage=second).count() == 12
    return edition, second
