from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.domain import motions
from accounts.models import Event, Letter, Motion, Role
from accounts.rules import Refused, Stale
from accounts.rules import motions as motion_rules
from competitions.kinds import StageKind
from judging import motions as grave
from judging import rules
from judging.circle import deliberation, settling
from judging.models import Award, Choice, Decision
from proposals.models import Announcement, CatalogueEntry, Proposal, Status
from tests import carrying
from tests.factories import accounts, competitions, proposals
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
WHY = "Dampaknya lebih luas menurut panel."


def tell():
    """The final of four proposals computed: two are proposed as winners."""
    crew, edition, _dossiers = carrying.begun(4, places=(4, 4, 2), rules=(), evaluators=3, panelists=3)
    final = carrying.carried_to(edition, StageKind.FINAL, crew)
    return crew, carrying.computed(final, crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def final(told):
    return told[1]


def of(stage, *, goes_on):
    """A proposal that goes on, or one that does not."""
    return Choice.objects.filter(decision__stage=stage, goes_on=goes_on).order_by("pk").first().proposal


def choose(stage, proposal, crew, *, goes_on, reason=""):
    at = carrying.moment(stage)
    return deliberation.choose(stage, proposal, goes_on=goes_on, reason=reason, by=crew.secretary, at=at)


def propose(stage, by, **given):
    said = {"without_quorum": carrying.UNMET} | given
    return grave.propose(stage, "Arahan Menteri.", by=by, at=carrying.moment(stage), **said)


def approve(stage, by):
    """The second person reads the decision's motion and agrees."""
    motion = Decision.objects.get(stage=stage).motion
    return carrying.settle(motion, by=by, at=carrying.moment(stage))


def announce(stage, by, second):
    """The publication moved by one and agreed to by the other."""
    at = carrying.moment(stage)
    return carrying.settle(grave.publish(stage, "Arahan Menteri.", by=by, at=at), by=second, at=at)


def test_the_same_honour_named_twice_takes_one_place(crew, final):
    winner = of(final, goes_on=True)
    at = carrying.moment(final)
    choice = deliberation.honour(final, winner, ["outstanding", "outstanding"], by=crew.secretary, at=at)
    assert choice.honours == ["outstanding"]


def test_an_honour_goes_to_the_choice_that_was_shown(crew, final):
    choice = Choice.objects.filter(decision__stage=final, goes_on=True).select_related("proposal").first()
    give = {"seen": deliberation.stamp(choice), "by": crew.secretary, "at": carrying.moment(final)}
    assert deliberation.honour(final, choice.proposal, ["outstanding"], **give).honours == ["outstanding"]
    with pytest.raises(Stale), transaction.atomic():
        deliberation.honour(final, choice.proposal, [], **give)
    choice.refresh_from_db()
    assert choice.honours == ["outstanding"]


def test_a_verdict_is_corrected_and_never_outvoted(crew):
    edition = competitions.small(by=crew.admin)
    proposals.contestants(edition, 1)
    stage = carrying.worked(carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew), crew)
    carrying.computed(stage, crew)
    passed = of(stage, goes_on=True)
    assert refusal_of(choose, stage, passed, crew, goes_on=False, reason=WHY) is rules.ALREADY_DECIDED


@pytest.mark.journey
def test_who_learns_of_the_outcome(crew, final):
    """The unit and the agency's admin of today; nobody who left, and no proposal that is out."""
    winner, out = (one.proposal for one in Choice.objects.filter(decision__stage=final, goes_on=True))
    admin = accounts.membership(Role.AGENCY_ADMIN, agency=winner.agency)
    gone = accounts.membership(Role.UNIT, unit=winner.unit, until=date(2016, 1, 1))
    writer, excluded = (accounts.membership(Role.UNIT, unit=accounts.unit(one.agency)) for one in (winner, out))
    for one, office in ((winner, writer), (out, excluded)):
        Proposal.objects.filter(pk=one.pk).update(unit=office.unit)
    carrying.disqualified(out, WHY, crew, at=carrying.moment(final))
    carrying.published(carrying.decided(final, crew), crew)
    told = set(Letter.objects.filter(name="stage.outcome").values_list("recipient", flat=True))
    assert {admin.user_id, writer.user_id} <= told
    assert not {gone.user_id, excluded.user_id} & told


def test_the_machine_proposes_and_the_draft_says_so(final):
    choices = Choice.objects.filter(decision__stage=final)
    assert choices.count() == 4
    assert choices.filter(goes_on=True).count() == 2
    assert all(choice.goes_on == choice.proposed_by_machine and not choice.reason for choice in choices)


@pytest.mark.parametrize("goes_on", [True, False])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_departure_needs_a_reason(final, crew, goes_on, reason):
    proposal = of(final, goes_on=not goes_on)
    assert refusal_of(choose, final, proposal, crew, goes_on=goes_on, reason=reason) is rules.REASON_MISSING
    with pytest.raises(IntegrityError, match="choice_departure_has_a_reason"), transaction.atomic():
        Choice.objects.filter(decision__stage=final, proposal=proposal).update(goes_on=goes_on)
    choice = choose(final, proposal, crew, goes_on=goes_on, reason=WHY)
    assert (choice.goes_on, choice.reason) == (goes_on, WHY)
    particulars = Event.objects.about(final).last().particulars
    assert particulars == {"proposal": proposal.pk, "goes_on": goes_on, "reason": WHY}


def test_back_to_the_machines_proposal_the_reason_goes(final, crew):
    proposal = of(final, goes_on=True)
    choose(final, proposal, crew, goes_on=False, reason=WHY)
    assert choose(final, proposal, crew, goes_on=True, reason=WHY).reason == ""


def test_more_than_the_places_cannot_be_put_forward(final, crew):
    choose(final, of(final, goes_on=False), crew, goes_on=True, reason=WHY)
    assert refusal_of(propose, final, crew.admin) is rules.TOO_MANY_PLACES
    assert Decision.objects.get(stage=final).proposed_at is None


def test_the_honour_of_who_left_is_free_and_nobody_decides_on_them(final, crew):
    give = {"by": crew.secretary, "at": carrying.moment(final)}
    gone, stays = (one.proposal for one in Choice.objects.filter(decision__stage=final, goes_on=True))
    final.award_names.filter(key="outstanding").update(places=1)
    deliberation.honour(final, gone, ["outstanding"], **give)
    proposals.left(gone, Status.DISQUALIFIED)
    left = rules.LEFT_THE_CONTEST[Status.DISQUALIFIED]
    assert refusal_of(choose, final, gone, crew, goes_on=False, reason=WHY) is left
    assert refusal_of(deliberation.honour, final, gone, [], **give) is left
    assert deliberation.honour(final, stays, ["outstanding"], **give).honours == ["outstanding"]


def test_fewer_than_the_places_may_be_put_forward(final, crew):
    choose(final, of(final, goes_on=True), crew, goes_on=False, reason=WHY)
    propose(final, crew.admin, minutes="Hanya satu yang layak.")
    told = motions.told(Decision.objects.get(stage=final).motion)
    assert (len(told["going_on"]), len(told["departures"]), told["minutes"]) == (1, 1, "Hanya satu yang layak.")


def test_honours_go_to_winners_within_their_places(final, crew):
    at = carrying.moment(final)
    give = {"by": crew.secretary, "at": at}
    winner, loser = of(final, goes_on=True), of(final, goes_on=False)
    assert refusal_of(deliberation.honour, final, loser, ["outstanding"], **give) is rules.NO_AWARDS
    assert refusal_of(deliberation.honour, final, winner, ["tidak-ada"], **give) is rules.NO_AWARDS
    assert refusal_of(deliberation.honour, final, winner, ["top"], **give) is rules.NO_AWARDS
    final.award_names.filter(key="outstanding").update(places=1)
    deliberation.honour(final, winner, ["outstanding"], **give)
    other = Choice.objects.filter(decision__stage=final, goes_on=True).exclude(proposal=winner).get().proposal
    assert refusal_of(deliberation.honour, final, other, ["outstanding"], **give) is rules.TOO_MANY_PLACES
    # Who no longer goes on loses the honour, and its place becomes free.
    assert choose(final, winner, crew, goes_on=False, reason=WHY).honours == []
    deliberation.honour(final, other, ["outstanding"], **give)
    carrying.published(carrying.decided(final, crew), crew)
    assert list(Award.objects.filter(stage=final).order_by("number").values_list("key", flat=True)) == [
        "top",
        "outstanding",
    ]


def test_the_second_person_is_another_person_whatever_the_office(final, crew):
    at = carrying.moment(final)
    motion = propose(final, crew.admin)
    assert refusal_of(approve, final, crew.admin) is motion_rules.SAME_PERSON
    assert refusal_of(motions.decline, motion, "Belum.", by=crew.admin, at=at) is motion_rules.SAME_PERSON
    assert refusal_of(approve, final, crew.secretary) is motion_rules.NOT_OF_THIS_ROLE
    approve(final, crew.second_admin)
    assert refusal_of(choose, final, of(final, goes_on=True), crew, goes_on=False, reason=WHY) is rules.ALREADY_APPROVED


def test_who_made_a_choice_does_not_approve_it(final, crew):
    """Dropped by the second admin, proposed by the first: a third person has to agree."""
    proposal, at = of(final, goes_on=True), carrying.moment(final)
    deliberation.choose(final, proposal, goes_on=False, reason=WHY, by=crew.second_admin, at=at)
    propose(final, crew.admin)
    assert refusal_of(approve, final, crew.second_admin) is motion_rules.AUTHOR
    approve(final, accounts.membership(Role.MINISTRY_ADMIN))


def test_what_was_declined_changed_and_proposed_again_is_not_approved_from_the_old_page(final, crew):
    at = carrying.moment(final)
    first = propose(final, crew.admin)
    motions.decline(first, "Ganti satu.", by=crew.second_admin, at=at)
    deliberation.choose(final, of(final, goes_on=True), goes_on=False, reason=WHY, by=crew.admin, at=at)
    now = propose(final, crew.admin)
    stale = refusal_of(motions.second, now, seen=first.sha256, by=crew.second_admin, at=at)
    assert stale is motion_rules.SHOWN_OTHERWISE
    ended = refusal_of(motions.second, first, seen=first.sha256, by=crew.second_admin, at=at)
    assert ended.key == motion_rules.NOT_ON_ITS_WAY
    assert "Ganti satu." in str(ended)
    assert Decision.objects.get(stage=final).approved_at is None
    # Both stay readable, each as it was.
    assert Motion.objects.about(now_decision := Decision.objects.get(stage=final)).count() == 2
    assert now_decision.motion == now


def test_nothing_moves_while_it_waits_for_the_second_person(final, crew):
    propose(final, crew.admin)
    assert refusal_of(choose, final, of(final, goes_on=True), crew, goes_on=False, reason=WHY) is rules.ALREADY_PROPOSED
    assert refusal_of(propose, final, crew.second_admin).key == motion_rules.ALREADY_MOVED.key


def test_sent_back_with_a_reason_it_can_be_changed_and_put_forward_again(final, crew):
    at = carrying.moment(final)
    motion = propose(final, crew.admin)
    assert refusal_of(motions.decline, motion, " ", by=crew.second_admin, at=at) is motion_rules.REASON_MISSING
    motions.decline(motion, "Notulen belum memuat alasan.", by=crew.second_admin, at=at)
    assert Decision.objects.get(stage=final).declined_reason == "Notulen belum memuat alasan."
    choose(final, of(final, goes_on=True), crew, goes_on=False, reason=WHY)
    # Now the other one puts it forward, and the first may approve.
    propose(final, crew.second_admin)
    assert Decision.objects.get(stage=final).declined_reason == ""
    approve(final, crew.admin)


def test_awards_wait_for_their_decree(final, crew):
    at = carrying.moment(final)
    propose(final, crew.admin)
    approve(final, crew.second_admin)
    assert refusal_of(grave.publish, final, "Arahan Menteri.", by=crew.admin, at=at) is rules.NO_DECREE
    assert refusal_of(settling.decree, final, "  ", timezone.localdate(at), by=crew.admin, at=at) is rules.NO_DECREE
    with pytest.raises(IntegrityError, match="decision_decree_has_number_and_date"), transaction.atomic():
        Decision.objects.filter(stage=final).update(decree_number="9/2026")
    settling.decree(final, " 9/2026 ", timezone.localdate(at), by=crew.admin, at=at)
    announce(final, crew.admin, crew.second_admin)
    assert set(Award.objects.filter(stage=final).values_list("decree_number", flat=True)) == {"9/2026"}
    late = refusal_of(settling.decree, final, "10/2026", timezone.localdate(at), by=crew.admin, at=at)
    assert late is rules.ALREADY_PUBLISHED
    assert refusal_of(grave.publish, final, "Arahan Menteri.", by=crew.admin, at=at) is rules.ALREADY_PUBLISHED


@pytest.mark.parametrize(
    ("away", "refusal"),
    [(-1, rules.DECREE_TOO_EARLY), (0, None), (1, rules.DECREE_IN_FUTURE), (1461, rules.DECREE_IN_FUTURE)],
)
def test_a_decree_is_signed_between_the_close_and_today(final, crew, away, refusal):
    at = carrying.moment(final)
    day = timezone.localdate(at) + timedelta(days=away)
    if refusal:
        assert refusal_of(propose, final, crew.admin, decree_number="9/2026", decree_date=day) is refusal
        propose(final, crew.admin)
        approve(final, crew.second_admin)
        assert refusal_of(settling.decree, final, "9/2026", day, by=crew.admin, at=at) is refusal
        assert Decision.objects.get(stage=final).decree_date is None
    else:
        propose(final, crew.admin, decree_number="9/2026", decree_date=day)
        approve(final, crew.second_admin)
        assert Decision.objects.get(stage=final).decree_date == day


def test_nothing_is_published_before_its_approval(final, crew):
    at = carrying.moment(final)
    assert refusal_of(grave.publish, final, "Arahan Menteri.", by=crew.admin, at=at) is rules.NOT_APPROVED
    propose(final, crew.admin, decree_number="9/2026", decree_date=timezone.localdate(at))
    assert refusal_of(grave.publish, final, "Arahan Menteri.", by=crew.admin, at=at) is rules.NOT_APPROVED
    assert not Announcement.objects.filter(stage=final).exists()


def test_who_left_the_contest_after_the_decision_is_not_announced(final, crew):
    final = carrying.decided(final, crew)
    gone = of(final, goes_on=True)
    carrying.disqualified(gone, "Data dipalsukan.", crew, at=carrying.moment(final))
    carrying.published(final, crew)
    assert len(Announcement.objects.get(stage=final).entries) == 1
    assert not Award.objects.filter(stage=final, proposal=gone).exists()
    assert not CatalogueEntry.objects.filter(proposal=gone, awards__key="top").exists()
    told = Letter.objects.filter(name="stage.outcome", written_at=carrying.moment(final))
    assert not told.filter(recipient__memberships__unit=gone.unit).exists() or (
        Choice.objects.filter(decision__stage=final, goes_on=True, proposal__unit=gone.unit).count() > 1
    )


def test_a_decision_against_a_rule_needs_its_own_reason_which_the_public_reads(crew, final):
    at = carrying.moment(final)
    final.composition.create(position=1, dimension="agency_kind", value="body", minimum=1)
    rule = "Sedikitnya satu usulan dari lembaga: sekarang 0"
    with pytest.raises(Refused) as caught, transaction.atomic():
        propose(final, crew.admin, override="  ")
    assert caught.value.refusal is rules.OVERRIDE_MISSING
    assert rule in caught.value.sentences
    why = "Tidak ada lembaga yang masuk tahap akhir."
    motion = propose(final, crew.admin, decree_number="9/2026", decree_date=timezone.localdate(at), override=why)
    told = motions.told(motion)
    assert (told["broken"], told["override"]) == ([rule], why)
    # Nobody wrote down who was there, which both persons read too.
    open_points = [check.sentence for check in motions.checks(motion, at=at) if not check.is_fine]
    assert [point.partition(":")[0] for point in open_points] == [
        "Kehadiran rapat pleno belum dicatat",
        rule.partition(":")[0],
    ]
    assert open_points[1] == rule
    approve(final, crew.second_admin)
    announce(final, crew.admin, crew.second_admin)
    assert Announcement.objects.get(stage=final).override == {"rules": [rule], "reason": why}


def test_a_rule_altered_while_a_decision_waits_is_not_agreed_to_unseen(crew, final):
    propose(final, crew.admin)
    final.composition.create(position=1, dimension="agency_kind", value="body", minimum=1)
    motion = Decision.objects.get(stage=final).motion
    seen = {"seen": motion.sha256, "by": crew.second_admin, "at": carrying.moment(final)}
    assert refusal_of(motions.second, motion, **seen) is motion_rules.CHANGED_SINCE
