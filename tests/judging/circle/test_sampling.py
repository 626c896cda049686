"""A quality sample: drawn by the edition's lot, read by outsiders, and no part of any result."""

from datetime import timedelta
from math import ceil

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from accounts.models import Letter
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import rules
from judging.arithmetic import ranking
from judging.circle import sampling
from judging.domain.desk import rereading
from judging.domain.judges import pacts
from judging.models import Assignment, Computation, Interest, QualitySample, Rereading, Standing
from judging.reporting import quality
from tests import carrying
from tests.factories import accounts, judging
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def read():
    return carrying.read_by_four()


def drawn(read):
    crew, stage = read
    return sampling.draw(stage, by=crew.secretary, at=timezone.now())


def signed(one, crew, points=None):
    office = crew.office_of(one.judge_id)
    pacts.sign(one.sample.stage.edition, by=office, at=timezone.now())
    rereading.clear(one, by=office, at=timezone.now())
    return rereading.sign(one, judging.marks(one.sample.stage, points), by=office, at=timezone.now())


def test_a_twentieth_is_drawn_by_the_lot_that_anybody_can_repeat(read):
    _crew, stage = read
    sample = drawn(read)
    codes = list(Standing.objects.filter(stage=stage).values_list("proposal__code", flat=True))
    assert (sample.size, sample.out_of) == (ceil(len(codes) / 20), len(codes)) == (1, 6)
    assert sample.seed == f"{stage.edition.lot_seed}|{stage.position}|mutu"
    first = sorted(codes, key=lambda code: ranking.lot(code, seed=sample.seed))[: sample.size]
    assert [one.proposal.code for one in sample.rereadings.all()] == first


def test_size_and_time_of_a_sample_are_what_the_stage_says(read):
    _crew, stage = read
    stage.settings = {**stage.settings, "sample_percent": 50, "sample_days": 3}
    stage.save(update_fields=["settings"])
    assert sampling.size_of(stage) == 3
    sample = drawn(read)
    assert (sample.size, sample.due_at - sample.drawn_at) == (3, timedelta(days=3))


def test_who_read_it_or_is_tied_to_it_never_reads_it_anew(read):
    crew, stage = read
    sample = drawn(read)
    for _turn in range(2):
        one = sample.rereadings.standing().get()
        assert not Assignment.objects.filter(stage=stage, proposal=one.proposal, judge=one.judge).exists()
        last = one
        if _turn == 0:
            pacts.sign(stage.edition, by=crew.office_of(one.judge_id), at=timezone.now())
            rereading.recuse(one, "Pernah mendampingi unitnya.", by=crew.office_of(one.judge_id), at=timezone.now())
            assert Interest.objects.filter(judge=one.judge, proposal=one.proposal).exists()
            drawn(read)
    assert sample.rereadings.count() == 2
    assert last.judge != sample.rereadings.exclude(pk=last.pk).get().judge


def test_drawn_twice_nothing_changes_and_nobody_is_written_to_again(read):
    sample = drawn(read)
    rows, letters = list(sample.rereadings.values_list("pk", flat=True)), Letter.objects.count()
    assert drawn(read) == sample
    assert (list(sample.rereadings.values_list("pk", flat=True)), Letter.objects.count()) == (rows, letters)
    assert Letter.objects.filter(recipient=sample.rereadings.get().judge, body__contains="baca ulang").exists()


def test_nobody_is_left_to_read_it(read):
    _crew, stage = read
    sample = drawn(read)
    one = sample.rereadings.get()
    readers = Assignment.objects.filter(stage=stage, proposal=one.proposal).values_list("judge", flat=True)
    others = sampling.outsiders(stage, at=timezone.now())
    for member in others:
        if member.judge_id not in readers:
            Interest.objects.create(
                proposal=one.proposal, judge_id=member.judge_id, reason="Kenal.", declared_at=timezone.now()
            )
    with pytest.raises(Refused) as refused:
        drawn(read)
    assert refused.value.refusal is rules.NO_OUTSIDERS
    assert Rereading.objects.get().recused_at is None


def test_no_result_moves_by_what_outsiders_mark(read):
    crew, stage = read

    def stands():
        return list(Standing.objects.filter(stage=stage).order_by("pk").values()), list(
            Computation.objects.filter(snapshot__stage=stage).values_list("result_sha256", "snapshot__sha256")
        )

    before = stands()
    signed(drawn(read).rereadings.get(), crew, 0 if stage.rubric.levels.filter(points=0).exists() else None)
    assert stands() == before
    assert not Assignment.objects.filter(stage=stage, judge=Rereading.objects.get().judge, scorecard=None).exists()


def test_what_was_found_stands_beside_what_counted(read):
    crew, stage = read
    one = signed(drawn(read).rereadings.get(), crew)
    found = quality.of(stage)
    assert found.done == 1
    row = found.rows[0]
    standing = Standing.objects.get(stage=stage, proposal=one.proposal)
    assert (row.raw, row.score, row.again) == (standing.raw_score, standing.score, Rereading.objects.get().total)
    assert row.apart == row.again - row.raw
    assert (found.plain.units, found.plain.low) == (1, None)


def test_signed_it_stands(read):
    crew, _stage = read
    one = signed(drawn(read).rereadings.get(), crew)
    assert signed(one, crew) == one
    lowest = one.sample.stage.rubric.levels.order_by("points").first().points
    with pytest.raises(Refused) as refused:
        signed(one, crew, lowest)
    assert refused.value.refusal is rules.REREAD_ALREADY
    with pytest.raises(InternalError, match="signed_stands"), transaction.atomic():
        Rereading.objects.update(remark="Lain.")


def test_another_judges_card_is_not_marked(read):
    crew, stage = read
    one = drawn(read).rereadings.get()
    other = next(office for office in crew.evaluators if office.user_id != one.judge_id)
    with pytest.raises(Refused) as refused:
        rereading.sign(one, judging.marks(stage), by=other, at=timezone.now())
    assert refused.value.refusal is rules.NOT_ASSIGNED


def test_nothing_is_marked_under_its_cover_nor_opened_by_another_or_with_a_tie(read):
    crew, stage = read
    one, at = drawn(read).rereadings.get(), timezone.now()
    office = crew.office_of(one.judge_id)
    other = next(office for office in crew.evaluators if office.user_id != one.judge_id)
    pacts.sign(stage.edition, by=office, at=at)
    assert refusal_of(rereading.sign, one, judging.marks(stage), by=office, at=at) is rules.UNCLEARED
    assert refusal_of(rereading.clear, one, by=other, at=at) is rules.NOT_ASSIGNED
    Interest.objects.create(proposal=one.proposal, judge=one.judge, reason="Kerabat.", declared_at=at)
    assert refusal_of(rereading.clear, one, by=office, at=at) is rules.DECLARED
    with pytest.raises(IntegrityError, match="rereading_signed_after_its_cover"), transaction.atomic():
        Rereading.objects.update(signed_at=at, total=50)


def test_nothing_is_drawn_before_the_result_or_by_others(read):
    crew, stage = read
    with pytest.raises(Refused) as refused:
        sampling.draw(stage, by=accounts.membership("auditor"), at=timezone.now())
    assert refused.value.refusal is rules.MINISTRY_ONLY
    Computation.objects.filter(snapshot__stage=stage).update(
        state="failed", failure={"key": "x"}, result_sha256="", finished_at=None
    )
    with pytest.raises(Refused) as refused:
        drawn(read)
    assert refused.value.refusal is rules.SEALED
    panel = stage.edition.stages.get(kind=StageKind.PANEL)
    with pytest.raises(Refused) as refused:
        sampling.draw(panel, by=crew.secretary, at=timezone.now())
    assert refused.value.refusal is rules.NOT_SAMPLED
    assert not QualitySample.objects.exists()
