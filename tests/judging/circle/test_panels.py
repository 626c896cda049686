from datetime import UTC, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count, Min
from django.utils import timezone

from accounts.models import AgencyKind, Event, Letter, Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging import rules
from judging.circle import giving_out, opening, seating
from judging.models import Assignment, Entrant, Interest, PanelMember, Scorecard
from tests import carrying
from tests.factories import accounts
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def tell():
    """Six proposals past the administrative stage; the desk open, nobody seated yet."""
    crew, edition, _dossiers = carrying.begun(6, evaluators=4)
    first = edition.stages.get(kind=StageKind.ADMINISTRATIVE)
    carrying.finished(first, crew)
    desk = edition.stages.get(kind=StageKind.DESK)
    opening.open_stage(desk, by=crew.admin, at=desk.opens_at)
    return crew, carrying.fresh(desk)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


def seat_all(desk, crew, judges=None):
    for one in judges or crew.evaluators:
        carrying.seated(desk, one, by=crew.secretary, at=desk.opens_at)


def given_out(desk, crew):
    seat_all(desk, crew)
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
    return desk


def test_a_judge_is_seated_once_with_code_and_employer(crew, desk):
    employer = accounts.agency(AgencyKind.MINISTRY)
    judge = accounts.membership(Role.EVALUATOR, agency=employer)
    member = carrying.seated(desk, judge, at_most=3, by=crew.secretary, at=desk.opens_at)
    assert (member.code, member.agency, member.at_most) == ("J01", employer, 3)
    assert carrying.seated(desk, judge, by=crew.secretary, at=desk.opens_at) == member
    assert Event.objects.about(desk).filter(name="panel.seated").count() == 1


def test_a_code_stays_with_its_judge_when_another_leaves(crew, desk):
    seat_all(desk, crew, crew.evaluators[:3])
    seating.unseat(PanelMember.objects.get(stage=desk, code="J02"), by=crew.secretary, at=desk.opens_at)
    seat_all(desk, crew, crew.evaluators[3:])
    assert list(PanelMember.objects.filter(stage=desk).order_by("code").values_list("code", flat=True)) == [
        "J01",
        "J03",
        "J04",
    ]


def test_only_a_judge_of_the_role_in_force_that_day_is_seated(crew, desk):
    ended = accounts.membership(Role.EVALUATOR, until=timezone.localdate(desk.opens_at))
    for person in (crew.panelists[0].user, crew.secretary.user, ended.user):
        refusal = refused(seating.seat, desk, person, by=crew.secretary, at=desk.opens_at).refusal
        assert refusal is rules.NOT_A_JUDGE


def test_an_office_of_today_counts_from_midnight_in_jakarta(crew, desk):
    """00.30 in Jakarta is still yesterday in UTC."""
    midnight = desk.opens_at.replace(hour=0, minute=30)
    new = accounts.membership(Role.EVALUATOR, since=midnight.date())
    assert carrying.seated(desk, new, by=crew.secretary, at=midnight.astimezone(UTC))


def test_the_list_is_locked_once_work_is_given_out(crew, desk):
    given_out(desk, crew)
    new = accounts.membership(Role.EVALUATOR)
    assert refused(seating.seat, desk, new.user, by=crew.secretary, at=desk.opens_at).refusal is rules.WORK_GIVEN_OUT
    member = PanelMember.objects.filter(stage=desk).first()
    assert refused(seating.unseat, member, by=crew.secretary, at=desk.opens_at).refusal is rules.WORK_GIVEN_OUT


def test_after_a_recusal_somebody_new_may_take_the_work(crew, desk):
    given_out(desk, crew)
    assignment = Assignment.objects.filter(stage=desk).order_by("pk").first()
    judge = next(one for one in crew.evaluators if one.user_id == assignment.judge_id)
    giving_out.recuse(assignment, "Pernah membimbing tim ini.", by=judge, at=desk.opens_at)
    new = accounts.membership(Role.EVALUATOR)
    carrying.seated(desk, new, by=crew.secretary, at=desk.opens_at)
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
    readers = Assignment.objects.standing().filter(stage=desk, proposal=assignment.proposal)
    assert readers.count() == desk.readers_each
    member = PanelMember.objects.filter(stage=desk).first()
    assert refused(seating.unseat, member, by=crew.secretary, at=desk.opens_at).refusal is rules.WORK_GIVEN_OUT


def test_the_unfinished_work_of_an_absent_judge_is_taken_back_and_given_to_others(crew, desk):
    given_out(desk, crew)
    member = PanelMember.objects.filter(stage=desk).order_by("code").first()
    own = Assignment.objects.filter(stage=desk, judge=member.judge_id)
    assert refused(giving_out.release, member, " ", by=crew.secretary, at=desk.opens_at).refusal is rules.REASON_MISSING
    released = giving_out.release(member, "Sakit.", by=crew.secretary, at=desk.opens_at)
    assert released == own.count() > 0
    assert not own.standing().exists()
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
    assert not own.standing().exists()
    for entrant in Entrant.objects.standing(desk):
        readers = Assignment.objects.standing().filter(stage=desk, proposal=entrant.proposal_id)
        assert readers.count() == desk.readers_each


def test_no_two_cards_of_a_judge_bear_one_place_however_often_gaps_are_filled(crew, desk):
    given_out(desk, crew)
    seats = list(PanelMember.objects.filter(stage=desk).order_by("code"))
    for member in seats[:2]:
        giving_out.release(member, "Sakit.", by=crew.secretary, at=desk.opens_at)
        giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
        places = list(Assignment.objects.filter(stage=desk).values_list("judge", "position"))
        assert len(places) > 12
        assert len(set(places)) == len(places)
    held = Assignment.objects.filter(stage=desk, judge=seats[3].judge_id)
    with pytest.raises(IntegrityError, match="assignment_once_a_position"), transaction.atomic():
        held.update(position=1)


def test_giving_out_without_judges_is_refused(crew, desk):
    assert refused(giving_out.give_out, desk, by=crew.secretary, at=desk.opens_at).refusal is rules.NO_PANEL


def test_a_panel_that_cannot_read_everything_is_refused_and_nothing_changes(crew, desk):
    carrying.seated(desk, crew.evaluators[0], by=crew.secretary, at=desk.opens_at)
    carrying.seated(desk, crew.evaluators[1], at_most=2, by=crew.secretary, at=desk.opens_at)
    letters, events = Letter.objects.count(), Event.objects.count()
    caught = refused(giving_out.give_out, desk, by=crew.secretary, at=desk.opens_at)
    assert caught.refusal is rules.PANEL_TOO_SMALL
    assert caught.sentences
    assert not Assignment.objects.filter(stage=desk).exists()
    assert (Letter.objects.count(), Event.objects.count()) == (letters, events)


def test_each_proposal_gets_two_readers_in_balance_and_each_judge_one_letter(crew, desk):
    given_out(desk, crew)
    reads = Assignment.objects.filter(stage=desk)
    assert set(reads.values_list("proposal").annotate(n=Count("pk")).values_list("n", flat=True)) == {2}
    assert set(reads.values_list("judge").annotate(n=Count("pk")).values_list("n", flat=True)) == {3}
    assert Letter.objects.filter(name="stage.work_given_out").count() == 4
    event = Event.objects.about(desk).last()
    assert (event.name, event.particulars) == ("stage.work_given_out", {"assignments": 12})


def test_giving_out_again_changes_nothing(crew, desk):
    given_out(desk, crew)
    before = list(Assignment.objects.order_by("pk").values())
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at + timedelta(days=1))
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert Letter.objects.filter(name="stage.work_given_out").count() == 4


def test_the_same_seed_gives_the_same_lot(crew, desk):
    given_out(desk, crew)
    first = set(Assignment.objects.filter(stage=desk).values_list("proposal", "judge", "position"))
    Assignment.objects.filter(stage=desk).delete()
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
    assert set(Assignment.objects.filter(stage=desk).values_list("proposal", "judge", "position")) == first


def test_a_recused_dossier_goes_to_somebody_else_and_every_other_assignment_stays(crew, desk):
    given_out(desk, crew)
    one = Assignment.objects.filter(stage=desk).order_by("pk").first()
    carrying.mark(one, crew)
    others = list(Assignment.objects.filter(stage=desk).exclude(pk=one.pk).order_by("pk").values())
    judge = crew.office_of(one.judge_id)
    giving_out.recuse(one, "Pernah menjadi pembimbing inovasi ini.", by=judge, at=carrying.moment(desk))
    assert not Assignment.objects.held_by(judge.user).filter(proposal=one.proposal).exists()
    # Declared again nothing happens; the first reason stands.
    giving_out.recuse(one, "Lain.", by=judge, at=carrying.moment(desk))
    assert Interest.objects.get().reason == "Pernah menjadi pembimbing inovasi ini."
    giving_out.give_out(desk, by=crew.secretary, at=carrying.moment(desk))
    assert list(Assignment.objects.filter(pk__in=[row["id"] for row in others]).order_by("pk").values()) == others
    readers = Assignment.objects.filter(stage=desk, proposal=one.proposal).standing()
    assert readers.count() == 2
    assert judge.user_id not in readers.values_list("judge", flat=True)
    one.refresh_from_db()
    assert one.recused_at
    assert one.recusal_reason == "Pernah menjadi pembimbing inovasi ini."


def test_a_card_that_was_given_back_does_not_count(crew, desk):
    given_out(desk, crew)
    one = Assignment.objects.filter(stage=desk).order_by("pk").first()
    carrying.mark(one, crew)
    giving_out.recuse(one, "Kerabat.", by=crew.office_of(one.judge_id), at=carrying.moment(desk))
    giving_out.give_out(desk, by=crew.secretary, at=carrying.moment(desk))
    for left in Assignment.objects.filter(stage=desk, scorecard=None).standing():
        carrying.mark(left, crew)
    carrying.computed(desk, crew)
    assert Scorecard.objects.filter(assignment=one).exists()
    standing = desk.standings.get(proposal=one.proposal)
    codes = {row["judge"] for row in standing.particulars["reads"]}
    assert len(codes) == 2
    assert PanelMember.objects.get(stage=desk, judge=one.judge_id).code not in codes


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_recusal_needs_a_reason_of_the_judge_concerned(crew, desk, reason):
    given_out(desk, crew)
    one = Assignment.objects.filter(stage=desk).order_by("pk").first()
    own, other = crew.office_of(one.judge_id), crew.secretary
    assert refused(giving_out.recuse, one, reason, by=own, at=desk.opens_at).refusal is rules.REASON_MISSING
    assert refused(giving_out.recuse, one, "Kerabat.", by=other, at=desk.opens_at).refusal is rules.NOT_ASSIGNED
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=one.pk).update(recused_at=desk.opens_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.create(proposal=one.proposal, judge=one.judge, reason="", declared_at=desk.opens_at)


def test_nobody_reads_for_the_own_agency_or_province(crew, desk):
    homes = [entrant.proposal.agency for entrant in Entrant.objects.standing(desk)]
    regional = next(home for home in homes if home.region_id)
    national = next(home for home in homes if not home.region_id)
    neighbour = accounts.agency(AgencyKind.CITY)  # another agency of the one province of tests
    assert neighbour.province_code == regional.province_code
    tied = [accounts.membership(Role.EVALUATOR, agency=home) for home in (regional, national, neighbour)]
    seat_all(desk, crew, [*crew.evaluators, *tied])
    giving_out.give_out(desk, by=crew.secretary, at=desk.opens_at)
    for member in tied:
        given = Assignment.objects.filter(stage=desk, judge=member.user).select_related("proposal__agency")
        assert given
        for assignment in given:
            home = assignment.proposal.agency
            assert home != member.agency
            assert home.province_code is None or home.province_code != member.agency.province_code


def test_postgresql_refuses_a_judge_of_the_same_agency(crew, desk):
    proposal = Entrant.objects.filter(stage=desk).first().proposal
    with pytest.raises(IntegrityError, match="assignment_judge_has_no_tie"), transaction.atomic():
        Assignment.objects.create(
            stage=desk,
            proposal=proposal,
            judge=crew.evaluators[0].user,
            judge_agency=proposal.agency,
            proposal_agency=proposal.agency,
            position=1,
            assigned_at=desk.opens_at,
        )


def test_planned_start_moves_when_a_stage_is_opened_early(crew, desk):
    assert Stage.objects.filter(pk=desk.pk).aggregate(start=Min("opens_at"))["start"] == desk.opened_at
