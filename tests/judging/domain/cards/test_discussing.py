"""A proposal discussed by its readers: never before all have signed, and one mark only where all assent."""

import json

import pgtrigger
import pytest
from django.db import InternalError, transaction

from accounts.models import Event, Letter
from accounts.rules import Stale
from competitions.kinds import StageKind
from judging import rules
from judging.circle import closing, further_reading, reminding
from judging.domain.cards import discussing
from judging.models import Assignment, DiscussionEntry, Entrant, JointMark, Snapshot
from judging.reporting import disagreements
from tests import carrying
from tests.owner import as_owner
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


def tell():
    """The desk of eight proposals, discussed, three places; nothing signed yet."""
    crew, edition, _dossiers = carrying.begun(8, places=(3, 3, 2), rules=(), evaluators=5)
    desk = carrying.carried_to(edition, StageKind.DESK, crew)
    desk.settings = {**desk.settings, "discussion": True}
    desk.save(update_fields=["settings"])
    return crew, carrying.fresh(desk)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


@pytest.fixture
def pair(desk):
    """The two assignments of one proposal."""
    first = Assignment.objects.filter(stage=desk).select_related("stage__rubric", "proposal").order_by("pk").first()
    return list(
        Assignment.objects.filter(stage=desk, proposal=first.proposal).select_related("stage__rubric", "proposal")
    )


def at(desk):
    return carrying.moment(desk)


def by(crew, assignment):
    return {"by": crew.office_of(assignment.judge_id), "at": at(assignment.stage)}


def everywhere(desk, points=80):
    return dict.fromkeys(desk.rubric.criteria.values_list("key", flat=True), points)


def agreed_on(pair, crew, points=100, reason="Bukti dampaknya kuat."):
    """A joint mark that the first proposes and the second assents to."""
    first, second = pair
    joint = discussing.propose(first, everywhere(first.stage, points), reason, **by(crew, first))
    discussing.assent(second, seen=discussing.stamp(joint), **by(crew, second))
    return joint


def test_nothing_is_seen_or_said_before_all_have_signed(pair, crew, desk):
    first, second = pair
    acts = [
        (discussing.say, first, "Saya ragu."),
        (discussing.propose, first, everywhere(desk), "Sepakat."),
        (discussing.withdraw, first),
    ]
    for act, *args in acts:
        assert refusal_of(act, *args, **by(crew, first)) is rules.NOT_ALL_SIGNED
    carrying.mark(first, crew)
    for act, *args in acts:
        assert refusal_of(act, *args, **by(crew, first)) is rules.NOT_ALL_SIGNED
    assert refusal_of(discussing.assent, first, seen="0", **by(crew, first)) is rules.NOT_ALL_SIGNED
    carrying.mark(second, crew)
    assert discussing.say(first, "Saya ragu.", **by(crew, first)).text == "Saya ragu."


def test_a_stage_without_discussion_has_none(pair, crew, desk):
    desk.settings = {**desk.settings, "discussion": False}
    desk.save(update_fields=["settings"])
    for one in pair:
        carrying.mark(one, crew)
    assert refusal_of(discussing.say, pair[0], "Saya ragu.", **by(crew, pair[0])) is rules.NO_DISCUSSION


def test_nobody_else_speaks_and_nobody_after_the_window(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew)
    other = next(one for one in crew.evaluators if one.user_id not in {held.judge_id for held in pair})
    assert refusal_of(discussing.say, pair[0], "Saya juga.", by=other, at=at(desk)) is rules.NOT_ASSIGNED
    own = crew.office_of(pair[0].judge_id)
    assert refusal_of(discussing.say, pair[0], "Terlambat.", by=own, at=desk.closes_at) is rules.OUTSIDE_WINDOW
    assert refusal_of(discussing.say, pair[0], "  ", by=own, at=at(desk)) is rules.NOTHING_SAID


def test_what_was_said_stays_and_is_said_once(pair, crew):
    for one in pair:
        carrying.mark(one, crew)
    for _ in range(2):
        discussing.say(pair[0], "Angkanya tanpa pembanding.", **by(crew, pair[0]))
    (entry,) = DiscussionEntry.objects.all()
    with as_owner(), pytest.raises(InternalError), transaction.atomic():
        DiscussionEntry.objects.filter(pk=entry.pk).update(text="Lain.")
    assert Event.objects.get(name="discussion.said").particulars == {"proposal": pair[0].proposal_id}


def test_a_joint_mark_counts_only_with_every_readers_assent(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew, points=60)
    first, second = pair
    joint = discussing.propose(first, everywhere(desk, 100), "Bukti kuat.", **by(crew, first))
    assert discussing.agreed(desk) == {}
    assert (
        refusal_of(discussing.assent, first, seen=discussing.stamp(joint), **by(crew, first)) is rules.ASSENTED_ALREADY
    )
    discussing.assent(second, seen=discussing.stamp(joint), **by(crew, second))
    assert discussing.agreed(desk) == {first.proposal_id: joint}
    # Their own cards stand as they were signed.
    assert {one.scorecard.total for one in Assignment.objects.filter(pk__in=[first.pk, second.pk])} == {60}
    assert refusal_of(discussing.withdraw, second, **by(crew, second)) is rules.JOINT_MARK_AGREED
    assert (
        refusal_of(discussing.propose, second, everywhere(desk), "Lain.", **by(crew, second)) is rules.JOINT_MARK_AGREED
    )


def test_marks_are_told_to_nobody_by_the_trail(pair, crew):
    for one in pair:
        carrying.mark(one, crew)
    joint = agreed_on(pair, crew)
    told = Event.objects.get(name="joint_mark.proposed").particulars
    assert told == {"proposal": joint.proposal_id, "sha256": joint.sha256}


def test_assent_is_to_what_was_shown(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew)
    first, second = pair
    shown = discussing.stamp(discussing.propose(first, everywhere(desk, 80), "Satu.", **by(crew, first)))
    discussing.propose(first, everywhere(desk, 100), "Dua.", seen=shown, **by(crew, first))
    with pytest.raises(Stale):
        discussing.assent(second, seen=shown, **by(crew, second))
    with pytest.raises(Stale):
        discussing.propose(second, everywhere(desk, 60), "Tiga.", seen=shown, **by(crew, second))
    assert JointMark.objects.proposed().get().total == 100
    assert discussing.agreed(desk) == {}


def test_what_is_withdrawn_no_longer_counts_and_stays_readable(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew)
    discussing.propose(pair[0], everywhere(desk), "Satu.", **by(crew, pair[0]))
    discussing.withdraw(pair[1], **by(crew, pair[1]))
    assert refusal_of(discussing.withdraw, pair[1], **by(crew, pair[1])) is rules.NO_JOINT_MARK
    assert JointMark.objects.get().ended_by.user_id == pair[1].judge_id


def test_a_card_opened_again_takes_its_assent_along(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew, points=60)
    joint = agreed_on(pair, crew)
    own = crew.office_of(pair[0].judge_id)
    carrying.reopened(pair[0].scorecard, crew, by=own, at=at(desk))
    assert discussing.agreed(desk) == {}
    assert refusal_of(discussing.say, pair[1], "Halo.", **by(crew, pair[1])) is rules.NOT_ALL_SIGNED
    carrying.mark(pair[0], crew, points=80)
    assert discussing.agreed(desk) == {}
    discussing.assent(pair[0], seen=discussing.stamp(joint), **by(crew, pair[0]))
    assert discussing.agreed(desk) == {pair[0].proposal_id: joint}


def test_a_further_reader_is_asked_too(pair, crew, desk):
    worked = carrying.worked(desk, crew)
    agreed_on(pair, crew)
    assert set(discussing.agreed(worked)) == {pair[0].proposal_id}
    third = next(one for one in crew.evaluators if one.user_id not in {held.judge_id for held in pair})
    last = Assignment.objects.filter(stage=desk, judge=third.user).count()
    more = Assignment.objects.create(
        stage=desk,
        proposal=pair[0].proposal,
        judge=third.user,
        judge_agency=third.agency,
        proposal_agency=pair[0].proposal.agency,
        position=last + 1,
        assigned_at=at(desk),
    )
    assert discussing.agreed(worked) == {}
    carrying.mark(more, crew)
    assert discussing.agreed(worked) == {}


def test_the_snapshot_takes_what_was_agreed_on(pair, crew, desk):
    desk = carrying.worked(desk, crew, points=60)
    joint = agreed_on(pair, crew)
    stage = carrying.computed(desk, crew)
    frozen = json.loads(Snapshot.objects.get(stage=stage).body)
    (kept,) = frozen["joint"]
    assert (kept["proposal"], kept["total"]) == (pair[0].proposal.code, str(joint.total))
    assert {one["total"] for one in frozen["reads"]} == {"60.00"}
    standing = stage.standings.get(proposal=pair[0].proposal)
    assert standing.raw_score == 100
    assert stage.standings.exclude(pk=standing.pk).filter(raw_score=60).count() == 7


def test_one_changed_by_hand_is_found_at_the_close(pair, crew, desk):
    desk = carrying.worked(desk, crew)
    joint = agreed_on(pair, crew)
    with pytest.raises(InternalError), transaction.atomic():
        JointMark.objects.filter(pk=joint.pk).update(total=50)
    with as_owner(), pgtrigger.ignore("judging.JointMark:joint_mark_stands"):
        JointMark.objects.filter(pk=joint.pk).update(total=50)
    assert refusal_of(closing.close_stage, desk, by=crew.admin, at=at(desk)) is rules.CARDS_ALTERED


def test_the_stage_lists_what_talking_could_change_without_a_mark(desk, crew):
    assert disagreements.owes(desk)
    refusal = rules.disagreements_refusal(desk, office=crew.secretary, owes=True)
    assert refusal is rules.STILL_READING
    desk = carrying.worked(desk, crew)
    lines = disagreements.lines(desk)
    assert lines
    found, _groups, _places = further_reading.believed(desk)
    worths = [one.worth for one in disagreements.ranked(desk)]
    assert worths == sorted(worths, reverse=True)
    assert [line.may_change for line in lines] == [worth > 0 for worth in worths]
    assert {line.assignment.proposal.code for line in lines} <= set(found.given)


def test_the_other_readers_are_told_that_a_colleague_spoke_never_what(pair, crew, desk):
    for one in pair:
        carrying.mark(one, crew)
    first, second = pair
    discussing.say(first, "Rahasia kami.", **by(crew, first))
    discussing.propose(second, everywhere(desk), "Sepakat.", **by(crew, second))
    letters = {letter.recipient_id: letter for letter in Letter.objects.filter(name="discussion.said")}
    assert letters.keys() == {first.judge_id, second.judge_id}
    assert "menanggapi" in letters[second.judge_id].body
    assert "nilai bersama" in letters[first.judge_id].body
    for letter in letters.values():
        assert "Rahasia kami." not in letter.body
        assert first.proposal.title not in letter.body
        assert first.judge.full_name not in letters[second.judge_id].body


def test_judges_are_told_once_that_all_have_signed(crew, desk):
    cards = list(Assignment.objects.filter(stage=desk).select_related("stage__rubric", "proposal").order_by("pk"))
    for place, one in enumerate(cards[:-1]):
        carrying.mark(one, crew, points=(40, 80)[place % 2])
    reminding.tell_of_discussions(at=at(desk))
    letters = Letter.objects.filter(name="discussion.opened")
    assert not letters.exists()
    carrying.mark(cards[-1], crew)
    for _again in range(2):
        reminding.tell_of_discussions(at=at(desk))
    assert 0 < letters.count() <= len(crew.evaluators)
    assert letters.count() == letters.values("recipient").distinct().count()


def test_further_reads_follow_the_marks_that_were_agreed_on(pair, crew, desk):
    for one in Assignment.objects.filter(stage=desk).order_by("pk"):
        carrying.mark(one, crew)
    code = pair[0].proposal.code
    before = [one.score for one in further_reading.totals(desk) if one.proposal == code]
    joint = agreed_on(pair, crew)
    own = [one.score for one in further_reading.totals(desk) if one.proposal == code]
    assert joint.total != sum(before) / 2
    assert sum(own) / 2 == joint.total
    assert own[0] - own[1] == before[0] - before[1]


def test_further_reads_forget_a_proposal_that_left(pair, crew, desk):
    for one in Assignment.objects.filter(stage=desk).order_by("pk"):
        carrying.mark(one, crew)
    carrying.let_go(pair[0].proposal, "Ditarik oleh unit.", crew, at=at(desk))
    told = {one.proposal for one in further_reading.totals(desk)}
    assert told == {entrant.proposal.code for entrant in Entrant.objects.standing(desk)}
    assert pair[0].proposal.code not in told
