"""Whom a motion ties does not count as its second person: no letter, no line, no name on its page, no tick."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import motions, seconders
from accounts.models import MINISTRY, Letter, Membership, Motion, Role
from accounts.reading import seconding
from judging.domain.judges import held_apart
from judging.models import Employer, Interest
from sinovik.motions import KINDS
from tests.factories import accounts
from tests.pages import text_of, visit
from tests.refusals import refusal_of
from tests.sinovik.grave_acts import lived_through

pytestmark = pytest.mark.django_db
# The kinds that are about one proposal or something of it.
ABOUT_ONE = {"disqualify", "let-go", "answer-objection", "correct-verdict", "reopen-card", "revoke-award"}
CALLED = "Ada orang lain yang dapat menyetujui"


@pytest.fixture(scope="module", params=sorted(ABOUT_ONE))
def scene(request, django_db_setup, django_db_blocker):
    with lived_through(request.param, django_db_blocker) as one:
        yield one


def by_office(user, proposal, at):
    accounts.membership(Role.EVALUATOR, user=user, agency=proposal.agency)


def by_employer(user, proposal, at):
    Employer.objects.create(judge=user, agency=proposal.agency, since=timezone.localdate(at))


def by_word(user, proposal, at):
    Interest.objects.create(judge=user, proposal=proposal, reason="Adik saya mengelolanya.", declared_at=at)


def by_nothing(user, proposal, at):
    """Nothing ties."""


TIES = {"office": by_office, "employer": by_employer, "word": by_word, "nothing": by_nothing}


def the_proposal(scene):
    """What the scene's motion is about; it is moved and taken back for it."""
    motion = scene.moved()
    [found] = held_apart.behind(held_apart.BY_NAME[motion.subject_type], motion.subject_id)
    motions.withdraw(motion, by=scene.mover, at=scene.at)
    return found


def alone_with(scene, *offices):
    """Nobody holds an office of the ministry but the mover and these."""
    kept = {scene.mover.user_id, *(office.user_id for office in offices)}
    Membership.objects.filter(role__in=MINISTRY).exclude(user__in=kept).update(until=timezone.localdate(scene.at))


def checked(motion, at):
    """Whether the machine says that somebody else can agree."""
    [one] = [check for check in motions.checks(motion, at=at) if check.sentence == CALLED]
    return one.is_fine


def told_of(motion, office, at):
    """(whether a letter asks, whether home has a line) of this person."""
    letter = Letter.objects.filter(recipient=office.user, name="motion.moved").exists()
    lines = seconding.for_ministry(office, at)
    return letter, any(str(motion.pk) in line.url for line in lines)


@pytest.mark.parametrize("tie", TIES)
def test_who_is_tied_counts_nowhere(scene, client, time_machine, tie):
    time_machine.move_to(scene.at)
    proposal = the_proposal(scene)
    office = accounts.membership(Role.MINISTRY_ADMIN)
    alone_with(scene, office)
    TIES[tie](office.user, proposal, scene.at)
    motion = Motion.objects.with_authors().get(pk=scene.moved().pk)
    counts = tie == "nothing"
    assert told_of(motion, office, scene.at) == (counts, counts)
    assert checked(motion, scene.at) is counts
    assert seconders.has_second_person(motion, at=scene.at) is counts
    reader = accounts.membership(Role.AUDITOR)
    page = text_of(visit(client, reader, reverse("motion", args=[motion.pk])))
    assert (f"Dapat disetujui oleh {office.user.told_apart}" in page) is counts
    assert ("Tidak ada orang kedua" in page) is not counts
    assert ("punya hubungan dengan yang diputuskan ini" in page) is not counts
    if not counts:
        refused = refusal_of(motions.second, motion, seen=motion.sha256, by=office, at=scene.at)
        assert refused.key == held_apart.rules.HELD_APART.key
        # Whoever comes besides is the second person.
        free = accounts.membership(Role.MINISTRY_ADMIN)
        assert checked(motion, scene.at)
        assert told_of(motion, free, scene.at)[1]


def test_what_is_about_no_proposal_asks_nobody_for_ties():
    subjects = {kind.name: kind.subjects().model for kind in KINDS}
    assert {name for name, model in subjects.items() if model in held_apart.OF_PROPOSAL} == ABOUT_ONE


def test_ties_of_many_motions_are_asked_once(scene, django_assert_num_queries):
    motion = scene.moved()
    with django_assert_num_queries(1):
        assert seconders.tied_to([motion, motion], at=scene.at) == {motion.pk: set()}
    with django_assert_num_queries(0):
        assert seconders.tied_to([], at=scene.at) == {}
