import hashlib
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from accounts.domain.stamps import NOTHING
from accounts.models import AgencyKind, Event, Role
from accounts.rules import Refused, Stale
from competitions.kinds import StageKind
from judging import motions as grave
from judging import rules
from judging.arithmetic.commitment import commitment
from judging.circle import closing
from judging.domain.cards import scoring
from judging.domain.cards.scoring import Given
from judging.models import Assignment, CardVersion, Computation, Mark, PanelMember, Scorecard, Snapshot, Standing
from tests import carrying
from tests.factories import accounts
from tests.owner import as_owner
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


def tell():
    """Six proposals at the desk, open and given out."""
    crew, edition, _dossiers = carrying.begun(6, evaluators=4)
    return crew, carrying.carried_to(edition, StageKind.DESK, crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def assignment(desk):
    return Assignment.objects.filter(stage=desk).select_related("stage__rubric", "proposal").order_by("pk").first()


def record(assignment, points, crew, *, lock=False, by=None, at=None, **options):
    return scoring.record_marks(
        assignment,
        {key: Given(value) for key, value in points.items()},
        lock=lock,
        by=by or crew.office_of(assignment.judge_id),
        at=at or carrying.moment(assignment.stage),
        **options,
    )


def whole(assignment, points=80):
    return dict.fromkeys(assignment.stage.rubric.criteria.values_list("key", flat=True), points)


def rows():
    """How many rows every table of the contest has."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith("django_")]
    with connection.cursor() as cursor:
        return {table: cursor.execute(f"SELECT count(*) FROM {table}") or cursor.fetchone()[0] for table in tables}


def test_a_total_comes_with_the_last_criterion(assignment, crew):
    marks = whole(assignment)
    half = dict(list(marks.items())[:3])
    assert record(assignment, half, crew).total is None
    card = record(assignment, {**marks, "signifikansi": 100}, crew)
    assert card.total == Decimal("86.000")
    assert Mark.objects.filter(scorecard=card).count() == 7


@pytest.mark.parametrize(
    "marks", [{"tidak-ada": 80}, {"signifikansi": 55}, {"signifikansi": 101}, {"signifikansi": -20}]
)
def test_marks_the_rubric_does_not_know_are_not_taken(assignment, crew, marks):
    with pytest.raises(ValueError, match=r"."), transaction.atomic():
        record(assignment, {**whole(assignment), **marks}, crew)
    assert not Scorecard.objects.exists()


def test_an_incomplete_card_is_not_locked(assignment, crew):
    with pytest.raises(ValueError, match="criterion_missing"), transaction.atomic():
        record(assignment, {"signifikansi": 80}, crew, lock=True)
    card = record(assignment, {"signifikansi": 80}, crew)
    with pytest.raises(IntegrityError, match="scorecard_locked_only_when_complete"), transaction.atomic():
        Scorecard.objects.filter(pk=card.pk).update(locked_at=carrying.moment(assignment.stage))


def test_a_locked_card_is_changed_only_after_it_is_opened_again(assignment, crew):
    own = crew.office_of(assignment.judge_id)
    card, at = record(assignment, whole(assignment), crew, lock=True), carrying.moment(assignment.stage)
    assert refusal_of(record, assignment, whole(assignment, 60), crew) is rules.LOCKED
    carrying.reopened(card, crew, by=own, at=at)
    assert refusal_of(grave.reopen, card, "Salah.", by=own, at=at) is rules.NOT_LOCKED
    assert record(assignment, whole(assignment, 60), crew).total == 60


def test_nobody_else_marks_and_nobody_marks_outside_the_window(assignment, crew):
    other = next(one for one in crew.evaluators if one.user_id != assignment.judge_id)
    assert refusal_of(record, assignment, whole(assignment), crew, by=other) is rules.NOT_ASSIGNED
    assert refusal_of(record, assignment, whole(assignment), crew, by=crew.secretary) is rules.NOT_ASSIGNED
    late = assignment.stage.closes_at
    assert refusal_of(record, assignment, whole(assignment), crew, at=late) is rules.OUTSIDE_WINDOW


def test_an_office_taken_since_closes_the_card_whichever_role_it_is(assignment, crew):
    own = crew.office_of(assignment.judge_id)
    card = record(assignment, whole(assignment), crew, lock=True)
    accounts.membership(Role.AGENCY_ADMIN, user=assignment.judge, agency=assignment.proposal_agency)
    assert refusal_of(record, assignment, whole(assignment, 60), crew) is rules.OWN_AGENCY
    assert refusal_of(grave.reopen, card, "Salah.", by=own, at=carrying.moment(assignment.stage)) is rules.OWN_AGENCY


def test_an_office_in_the_province_taken_since_closes_the_card(assignment, crew):
    neighbour = accounts.agency(AgencyKind.CITY)
    accounts.membership(Role.UNIT, user=assignment.judge, unit=accounts.unit(neighbour))
    assert refusal_of(record, assignment, whole(assignment), crew) is rules.OWN_PROVINCE


def test_events_say_that_a_card_was_written_never_what_stands_in_it(desk, crew):
    carrying.computed(carrying.worked(desk, crew, points=80), crew)
    cards = Event.objects.filter(name__startswith="scorecard.")
    assert cards.count() == 12
    for event in cards:
        assert event.particulars.keys() == {"stage", "proposal", "number", "sha256"}
        version = CardVersion.objects.get(scorecard=event.subject_id, number=event.particulars["number"])
        key = bytes.fromhex(version.salt)
        assert event.particulars["sha256"] == commitment(key, version.body.encode())
        # There are few marks to choose from: without the key anybody could try them all.
        assert event.particulars["sha256"] != commitment(bytes(32), version.body.encode())
    for event in Event.objects.filter(subject_type__in=["competitions.stage", "judging.scorecard"]):
        assert not event.particulars.keys() & {"score", "total", "rank", "marks", "points"}


def test_standings_stay_sealed_until_the_stage_is_closed(desk, crew):
    proposal = desk.entrants.first().proposal
    with transaction.atomic():
        Standing.objects.create(stage=desk, proposal=proposal, goes_on=True, score=80)
        assert not Standing.objects.filter(stage=desk).unsealed().exists()
        transaction.set_rollback(True)
    carrying.computed(carrying.worked(desk, crew), crew)
    assert Standing.objects.filter(stage=desk).unsealed().count() == 6


def test_closing_names_who_owes_what_and_changes_nothing(desk, crew):
    ordered = Assignment.objects.filter(stage=desk).select_related("judge", "proposal").order_by("judge__full_name")
    owing, given_back = ordered.first(), ordered.last()
    for assignment in ordered.exclude(pk__in=[owing.pk, given_back.pk]):
        carrying.mark(assignment, crew)
    Assignment.objects.filter(pk=given_back.pk).update(recused_at=desk.opens_at, recusal_reason="Kerabat.")
    before = rows()
    with pytest.raises(Refused) as caught:
        closing.close_stage(desk, by=crew.admin, at=carrying.moment(desk))
    assert caught.value.refusal is rules.WORK_MISSING
    assert [str(sentence) for sentence in caught.value.sentences] == [
        f"{PanelMember.objects.get(stage=desk, judge=owing.judge).label} belum mengunci 1 lembar nilai.",
        f"1 usulan belum punya 2 penilai: {given_back.proposal.code}.",
    ]
    assert rows() == before
    assert carrying.fresh(desk).is_open


def test_a_snapshot_holds_everything_by_codes_and_its_hash(desk, crew):
    carrying.closed(carrying.worked(desk, crew), crew)
    snapshot = Snapshot.objects.get(stage=desk)
    assert snapshot.sha256 == hashlib.sha256(snapshot.body.encode()).hexdigest()
    body = json.loads(snapshot.body)
    assert body["stage"] == "desk"
    assert len(body["reads"]) == 12
    assert {read["judge"] for read in body["reads"]} == {"J01", "J02", "J03", "J04"}
    names = [one.user.full_name for one in crew.evaluators]
    assert not any(name in snapshot.body for name in names)
    assert Computation.objects.get(snapshot=snapshot).state == Computation.State.WAITING


def test_marks_are_not_taken_once_closed(desk, crew):
    carrying.closed(carrying.worked(desk, crew), crew)
    assignment = Assignment.objects.filter(stage=desk).order_by("pk").first()
    own = crew.office_of(assignment.judge_id)
    at = carrying.moment(desk) + timedelta(hours=1)
    assert refusal_of(grave.reopen, assignment.scorecard, "Salah.", by=own, at=at) is rules.NOT_OPEN


def test_a_card_opened_again_erases_nothing_that_was_signed(assignment, crew):
    own, at = crew.office_of(assignment.judge_id), carrying.moment(assignment.stage)
    card = carrying.reopened(record(assignment, whole(assignment, 80), crew, lock=True), crew, by=own, at=at)
    record(assignment, whole(assignment, 60), crew)
    record(assignment, whole(assignment, 60), crew, lock=True)
    versions = list(card.versions.order_by("number"))
    assert [version.act for version in versions] == ["signed", "reopened", "saved", "signed"]
    totals = [json.loads(version.body)["total"] for version in versions]
    assert totals == ["80.00", "80.00", "60.00", "60.00"]
    # The portal may not, and neither may the owner of the table.
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        card.versions.update(body="{}")
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic(), as_owner():
        card.versions.update(body="{}")


def test_who_saw_an_older_card_overwrites_nothing(assignment, crew):
    record(assignment, {"signifikansi": 80}, crew, seen=NOTHING)
    with pytest.raises(Stale) as stale, transaction.atomic():
        record(assignment, {"signifikansi": 60}, crew, seen=NOTHING)
    card = record(assignment, {"signifikansi": 60}, crew, seen=stale.value.current.stamp)
    assert card.marks.get(criterion__key="signifikansi").points == 60


def test_a_criterion_left_out_keeps_its_mark(assignment, crew):
    record(assignment, {"signifikansi": 80}, crew)
    card = record(assignment, {"kebaruan": 60}, crew)
    assert dict(card.marks.exclude(points=None).values_list("criterion__key", "points")) == {
        "signifikansi": 80,
        "kebaruan": 60,
    }
