"""A kind that nobody has heard of: a row in the table and its answers, and a stage of it goes round the circle."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from competitions.kinds import NEEDS, Needs, StageKind
from competitions.models import Stage
from judging import stages
from judging.domain import work
from judging.domain.cards import scorecards
from judging.models import Assignment, Computation, Snapshot, Standing
from judging.reading import progress, waiting
from judging.stages import desk
from tests import carrying

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

ACCLAIM = SimpleNamespace(
    SUM="marks",
    WORK=work.CARDS,
    COLUMNS=(scorecards.COLUMN,),
    COUNTS={},
    FIGURE=None,
    DRAW=None,
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


def with_the_interview_as(kind):
    """A small edition whose interview is a stage of another kind; its key stays: (crew, edition)."""
    crew, edition, _dossiers = carrying.begun(12, places=(8, 6, 3), rules=())
    Stage.objects.filter(edition=edition, kind=StageKind.INTERVIEW).update(kind=kind, settings={}, readers_each=2)
    return crew, edition


def test_an_invented_kind_goes_round_the_circle_and_counts_in_the_recap(acclaim, client):
    crew, edition = with_the_interview_as(acclaim)
    stage = carrying.carried_to(edition, acclaim, crew)
    assert stage.kind_label == "penilaian sorak"
    judge = crew.panelists[0]
    at = carrying.moment(stage)
    counted = next(one for one in progress.counted(edition.stages.all()) if one.pk == stage.pk)
    assert (counted.n_done, counted.n_total) == (0, 12)
    assert [line.sentence.split(":")[0] for line in waiting.for_judge(judge, at)] == ["Usulan menunggu nilai Anda"]
    client.force_login(judge.user)
    assert client.get(reverse("judging:desk")).status_code == 200
    client.force_login(crew.admin.user)
    for page in ("stage", "entrants", "panel"):
        assert client.get(reverse(f"judging:{page}", args=[edition.slug, stage.position])).status_code == 200

    stage = carrying.computed(carrying.worked(stage, crew), crew)
    results = client.get(reverse("judging:results", args=[edition.slug, stage.position])).content.decode()
    assert "tepuk tangan" in results
    carrying.published(carrying.decided(stage, crew), crew)
    for later in edition.stages.filter(position__gt=stage.position).in_order():
        carrying.finished(later, crew)
    final = Snapshot.objects.get(stage__edition=edition, stage__kind=StageKind.FINAL)
    assert '"stage":"interview"' in final.body


def test_two_stages_of_one_kind_are_told_apart_by_their_keys():
    crew, edition = with_the_interview_as(StageKind.DESK)
    for stage in edition.stages.in_order():
        carrying.finished(stage, crew)
    assert Assignment.objects.filter(stage__edition=edition, stage__key="interview").count() == 12
    final = Standing.objects.filter(stage__edition=edition, stage__kind=StageKind.FINAL).first()
    assert final.particulars["scores"].keys() == {"desk", "interview"}
    assert not Computation.objects.exclude(state=Computation.State.DONE).exists()
