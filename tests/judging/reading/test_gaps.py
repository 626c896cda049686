"""Work that nobody holds: how much, since when, who fills it, and where; and since when a stage could be closed."""

from datetime import timedelta

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from competitions.kinds import StageKind
from competitions.models import Stage
from judging.circle import giving_out
from judging.models import Assignment, PanelMember, Session, Visit
from judging.reading import phases, progress, waiting_ministry
from judging.rules.circle.circle import Phase
from proposals.models import Proposal, Status
from tests.factories import accounts, judging
from tests.pages import Browser

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
START = timezone.now().replace(microsecond=0) - 48 * HOUR


def after(hours):
    """The moment so many hours into the story; None stays None."""
    return None if hours is None else START + hours * HOUR


@pytest.mark.parametrize("gaps", [0, 2])
@pytest.mark.parametrize("left", [0, 3])
@pytest.mark.parametrize("has_work", [False, True])
@pytest.mark.parametrize("judges", [0, 2])
@pytest.mark.parametrize("kind", [StageKind.ADMINISTRATIVE, StageKind.DESK])
def test_what_an_open_stage_waits_for(kind, judges, has_work, left, gaps):
    """The whole truth table: who is missing comes before what is missing, and a gap before what others still do."""
    stage = Stage(kind=kind)
    stage.n_judges, stage.has_work, stage.n_total, stage.n_done, stage.n_gaps = judges, has_work, 3, 3 - left, gaps
    if stage.needs.judged_by and not judges:
        expected = Phase.SEAT
    elif not has_work:
        expected = Phase.GIVE_OUT
    elif gaps:
        expected = Phase.GAP
    else:
        expected = Phase.WORK if left else Phase.CLOSE
    assert phases.open_phase(stage) == expected


def position(stage):
    counted = progress.counted(Stage.objects.filter(pk=stage.pk)).get()
    return phases.of(counted, earlier_are_over=True)


def heard(stage, proposal):
    """A session that began a minute ago."""
    begun = timezone.now() - timedelta(minutes=1)
    told = {"room": "Ruang 1", "starts_at": begun, "ends_at": begun + timedelta(minutes=20)}
    return {"stage": stage, "proposal": proposal, **told}


def told(kind, history, *, readers_each=2, stage=None):
    """A stage with one more entrant and its judges: (hour given, hour given back or None, hour locked or None) each."""
    stage = stage or judging.running(kind, since=48 * HOUR, readers_each=readers_each)
    (proposal,) = judging.entrants(stage)
    for given, back, locked in history:
        (one,) = judging.assigned(stage, judging.judge(stage), [proposal])
        if locked is not None:
            if kind == StageKind.INTERVIEW:
                Session.objects.create(**heard(stage, proposal))
            card = judging.marked(one, one.judge.memberships.get(), lock=True)
            with pgtrigger.ignore("judging.Scorecard:locked_stands"):
                type(card).objects.filter(pk=card.pk).update(locked_at=after(locked))
        reason = "Sakit." if back is not None else ""
        Assignment.objects.filter(pk=one.pk).update(
            assigned_at=after(given), recused_at=after(back), recusal_reason=reason
        )
    return stage, proposal


@pytest.mark.parametrize(
    ("kind", "wanted", "history", "since"),
    [
        # Both read.
        (StageKind.DESK, 2, [(0, None, None), (0, None, None)], None),
        # One gave it back; the other's card does not hide it.
        (StageKind.DESK, 2, [(0, 5, None), (0, None, None)], 5),
        (StageKind.DESK, 2, [(0, 5, None), (0, None, 3)], 5),
        # A locked card that was given back does not count any more.
        (StageKind.DESK, 2, [(0, 5, 3), (0, None, 3)], 5),
        # Both, one after the other: the first left it short.
        (StageKind.DESK, 2, [(0, 5, None), (0, 7, None)], 5),
        (StageKind.DESK, 2, [(0, 5, None), (0, 5, None)], 5),
        # Somebody was found, and then again nobody.
        (StageKind.DESK, 2, [(0, 5, None), (0, None, None), (6, None, None)], None),
        (StageKind.DESK, 2, [(0, 5, None), (0, None, None), (6, 9, None)], 9),
        # One was found where two were wanted: the gap is the old one.
        (StageKind.DESK, 2, [(0, 5, None), (0, 6, None), (7, None, None)], 5),
        (StageKind.DESK, 3, [(0, 5, None), (0, None, None), (0, 9, None)], 5),
        # There were never enough: since the work was given out.
        (StageKind.DESK, 2, [(2, None, None)], 2),
        # An interview goes on as long as somebody hears.
        (StageKind.INTERVIEW, None, [(0, 5, None), (0, None, None), (0, 8, None)], None),
        (StageKind.INTERVIEW, None, [(0, 5, None), (0, 6, None), (0, 8, None)], 8),
        # A visit wants a panelist and an evaluator.
        (StageKind.FIELD, None, [(0, None, None), (0, None, None)], None),
        (StageKind.FIELD, None, [(0, 4, None), (0, None, None)], 4),
        # Where a panel decides together nobody reads in another's place.
        (StageKind.PANEL, None, [(0, 4, None), (0, None, None)], None),
    ],
)
def test_a_gap_is_there_from_the_moment_a_judge_left_who_was_wanted(kind, wanted, history, since):
    stage, _proposal = told(kind, history, readers_each=wanted)
    if kind == StageKind.FIELD:
        Visit.objects.create(stage=stage, proposal=_proposal, planned_on=timezone.localdate())
    found = position(stage)
    assert (found.phase == Phase.GAP) == (since is not None)
    if since is not None:
        assert (found.count, found.since, found.holder) == (1, after(since), "sekretariat")
        assert found.next_act == "pembagian"
        assert found.until == stage.closes_at


def test_of_several_gaps_the_first_says_since_when_and_who_left_the_contest_wants_nobody():
    stage, first = told(StageKind.DESK, [(0, 5, None), (0, None, None)])
    told(StageKind.DESK, [(0, 7, None), (0, None, None)], stage=stage)
    assert (position(stage).count, position(stage).since) == (2, after(5))
    withdrawn(first, at=9)
    assert (position(stage).count, position(stage).since) == (1, after(7))


def withdrawn(proposal, *, at):
    Proposal.objects.filter(pk=proposal.pk).update(
        status=Status.WITHDRAWN, ended_at=after(at), ended_by=proposal.submitted_by
    )


def test_a_visit_that_was_reported_wants_nobody_any_more():
    stage, proposal = told(StageKind.FIELD, [(0, 4, None), (0, None, None)])
    visit = Visit.objects.create(stage=stage, proposal=proposal, planned_on=timezone.localdate())
    Visit.objects.filter(pk=visit.pk).update(
        visited_on=after(6).date(), reported_at=after(6), reported_by=accounts.membership(Role.PANELIST)
    )
    found = position(stage)
    assert (found.phase, found.since) == (Phase.CLOSE, after(6))


@pytest.mark.parametrize(
    ("histories", "since"),
    [
        # The last card that was locked.
        ([[(0, None, 3), (0, None, 8)], [(0, None, 5), (1, None, 6)]], 8),
        # The replacement's, not the moment of the release.
        ([[(0, 4, None), (0, None, 3), (5, None, 9)]], 9),
        # A card locked by a judge who went later was not what was waited for.
        ([[(0, 7, 2), (0, None, 3), (8, None, 10)]], 10),
    ],
)
def test_a_stage_is_ready_to_close_since_its_last_piece_was_done(histories, since):
    stage = None
    for history in histories:
        stage, _proposal = told(StageKind.DESK, history, stage=stage)
    found = position(stage)
    assert (found.phase, found.since) == (Phase.CLOSE, after(since))


def test_or_since_what_was_left_fell_away():
    stage, _proposal = told(StageKind.DESK, [(0, None, 2), (0, None, 3)])
    _stage, late = told(StageKind.DESK, [(0, None, 4), (0, None, None)], stage=stage)
    assert position(stage).phase == Phase.WORK
    withdrawn(late, at=11)
    assert (position(stage).phase, position(stage).since) == (Phase.CLOSE, after(11))


def test_an_interview_is_ready_when_the_one_who_owed_is_gone():
    stage, _proposal = told(StageKind.INTERVIEW, [(0, None, 2), (0, 9, None)], readers_each=None)
    assert (position(stage).phase, position(stage).since) == (Phase.CLOSE, after(9))


@pytest.fixture
def short():
    """A desk that lost a judge, and who finds another."""
    stage, _proposal = told(StageKind.DESK, [(0, None, 1), (0, None, None)])
    secretary = accounts.membership(Role.SECRETARY)
    member = PanelMember.objects.get(stage=stage, code="J02")
    giving_out.release(member, "Sakit.", by=secretary, at=after(6))
    return stage, secretary


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MINISTRY_ADMIN])
def test_the_home_page_counts_the_gap_and_leads_to_where_it_is_filled(short, role):
    stage, _secretary = short
    address = reverse(
        "judging:act", kwargs={"slug": stage.edition.slug, "position": stage.position, "noun": "pembagian"}
    )
    office = accounts.membership(role)
    lines = [one for one in waiting_ministry.for_ministry(office, timezone.now()) if "kosong" in one.sentence]
    assert [(one.count, one.since, one.until, one.url) for one in lines] == [(1, after(6), stage.closes_at, address)]
    assert not any("siap ditutup" in one.sentence for one in waiting_ministry.for_ministry(office, timezone.now()))
    client = Browser()
    client.force_login(office.user)
    page = client.get(reverse("home")).content.decode()
    assert "Tugas kosong perlu diisi: Penilaian proposal" in page
    assert address in page
    assert client.get(address).status_code == 200


def test_the_page_of_the_stage_says_who_fills_it_and_the_list_shows_exactly_those(short):
    stage, secretary = short
    told(StageKind.DESK, [(0, None, 2), (0, None, 2)], stage=stage)
    client = Browser()
    client.force_login(secretary.user)
    page = client.get(reverse("judging:stage", args=[stage.edition.slug, stage.position])).content.decode()
    assert "tugas kosong" in page
    assert "Di tangan sekretariat" in page
    assert "Tugaskan pengganti" in page
    entrants = reverse("judging:entrants", args=[stage.edition.slug, stage.position])
    assert f"{entrants}?keadaan=kosong" in page
    listed = {
        state: client.get(f"{entrants}?keadaan={state}").context["page"].paginator.count
        for state in ("kosong", "belum", "selesai")
    }
    assert listed == {"kosong": 1, "belum": 1, "selesai": 1}


def test_once_somebody_holds_it_the_gap_is_gone(short):
    stage, secretary = short
    judging.seated(stage, judging.judge(stage))
    giving_out.give_out(stage, by=secretary, at=timezone.now())
    assert position(stage).phase == Phase.WORK


def test_a_stage_waits_to_be_opened_since_the_one_before_was_announced_and_not_from_a_day_to_come():
    before = judging.running(StageKind.DESK, since=48 * HOUR)
    planned = before.edition.stages.get(kind=StageKind.PANEL)
    Stage.objects.filter(pk=planned.pk).update(
        opens_at=timezone.now() + 100 * HOUR, closes_at=timezone.now() + 200 * HOUR
    )
    announced = after(20)
    by = before.opened_by
    Stage.objects.filter(pk=before.pk).update(
        closed_at=after(18), closed_by=by, published_at=announced, published_by=by
    )
    assert (position(planned).phase, position(planned).since) == (Phase.OPEN, announced)


def test_work_is_waited_for_since_it_was_given_out_and_its_giving_out_since_the_judges_are_seated():
    stage = judging.running(StageKind.DESK, since=48 * HOUR)
    judging.entrants(stage, 2)
    for _each in range(2):
        member = judging.seated(stage, judging.judge(stage))
        PanelMember.objects.filter(pk=member.pk).update(seated_at=after(4))
    assert (position(stage).phase, position(stage).since) == (Phase.GIVE_OUT, after(4))
    giving_out.give_out(stage, by=accounts.membership(Role.SECRETARY), at=after(6))
    assert (position(stage).phase, position(stage).since) == (Phase.WORK, after(6))
