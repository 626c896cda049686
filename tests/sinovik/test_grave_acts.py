"""What holds of every kind of grave act, kind by kind: whoever may not agree, and what happens when."""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.utils import timezone

from accounts.domain import motions
from accounts.domain.motion_kinds import nobody
from accounts.models import Event, Membership, Motion, Role, User
from accounts.rules import REASON_MISSING
from accounts.rules import motions as rules
from sinovik.motions import KINDS
from tests.factories import accounts
from tests.refusals import refusal_of
from tests.sinovik.grave_acts import SCENES, lived_through

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)
# Nothing was made before it was moved: whoever chose what it is, moved it.
WITHOUT_AUTHORS = {
    "extend-ministry-admin",
    "merge-agencies",
    "merge-units",
    "split-agency",
    "alter-edition",
    "extend-registration",
    "extend-stage",
    "disqualify",
    "let-go",
    "take-back-import",
    "skip-stage",
    "held-ratings",
    "reopen-card",
    "revoke-award",
}


@pytest.fixture(scope="module", params=[kind.name for kind in KINDS])
def scene(request, django_db_setup, django_db_blocker):
    with lived_through(request.param, django_db_blocker) as one:
        yield one


@pytest.fixture
def motion(scene, db):
    return scene.moved()


@pytest.fixture
def since(motion):
    """The last event before anybody agreed."""
    return Event.objects.order_by("pk").last().pk


@pytest.fixture
def second():
    return accounts.membership(Role.MINISTRY_ADMIN)


def agreed(motion, by, at):
    return motions.second(motion, seen=motion.sha256, by=by, at=at)


def seconded_by_force(motion, office):
    """Whatever the code says, PostgreSQL holds the two apart."""
    given = {"seconded_at": motion.moved_at, "due_at": motion.moved_at, "seconder": office.user}
    Motion.objects.filter(pk=motion.pk).update(seconded_by=office, **given)


def deeds(since):
    """What happened besides people agreeing or not."""
    return Event.objects.filter(pk__gt=since).exclude(name__startswith="motion.").count()


def due(motion, at):
    return at + motions.KINDS[motion.kind].wait


def test_every_kind_has_a_scene():
    assert set(SCENES) == {kind.name for kind in KINDS}


def test_its_mover_does_not_agree(scene, motion, since):
    kind = motions.KINDS[motion.kind]
    # A mover whose office may not agree at all gets an office that may: it is the person that counts.
    office = scene.mover
    if office.role not in kind.roles:
        assert refusal_of(agreed, motion, office, scene.at) is rules.NOT_OF_THIS_ROLE
        office = accounts.membership(kind.roles[-1], user=office.user)
    assert refusal_of(agreed, motion, office, scene.at) is rules.SAME_PERSON
    assert refusal_of(motions.decline, motion, "Tidak.", by=office, at=scene.at) is rules.SAME_PERSON
    with pytest.raises(Error, match="motion_seconded_by_a_second_person"), transaction.atomic():
        seconded_by_force(motion, office)
    assert deeds(since) == 0


def test_without_a_reason_it_is_not_moved(scene, motion):
    motions.withdraw(motion, by=scene.mover, at=scene.at)
    assert motion.reason
    kind, inputs = motions.KINDS[motion.kind], motion.inputs
    subject = motions.subject_of(motion)
    refused = refusal_of(motions.move, kind, subject, reason=" \n", inputs=inputs, by=scene.mover, at=scene.at)
    assert refused is REASON_MISSING
    unsaid = {one.attname: getattr(motion, one.attname) for one in Motion._meta.concrete_fields if one.name != "id"}
    with pytest.raises(Error, match="motion_says_why"), transaction.atomic():
        Motion.objects.create(**unsaid | {"reason": ""})


def test_every_kind_says_whether_somebody_had_a_hand_in_what_it_decides():
    assert {kind.name for kind in KINDS if kind.authors is nobody} == WITHOUT_AUTHORS


def test_an_author_of_what_is_decided_does_not_agree(scene, motion, since):
    kind = motions.KINDS[motion.kind]
    authors = User.objects.filter(pk__in=motion.author_ids).exclude(pk=motion.mover_id)
    assert authors.exists() is (kind.name not in WITHOUT_AUTHORS)
    for author in authors:
        # Whatever the author holds, an office that may agree makes no second person.
        held = Membership.objects.filter(user=author, role__in=kind.roles).first()
        office = held or accounts.membership(kind.roles[-1], user=author)
        assert refusal_of(agreed, motion, office, scene.at) is rules.AUTHOR
        with pytest.raises(Error, match="an author of what is decided"), transaction.atomic():
            seconded_by_force(motion, office)
    assert deeds(since) == 0


def test_nobody_whose_office_has_ended_agrees(scene, motion, since):
    ended = accounts.membership(Role.MINISTRY_ADMIN, until=timezone.localdate(scene.at))
    assert refusal_of(agreed, motion, ended, scene.at) is rules.NOT_IN_OFFICE
    assert deeds(since) == 0


def test_nobody_agrees_to_what_was_not_shown(scene, motion, since, second):
    assert refusal_of(motions.second, motion, seen="0" * 64, by=second, at=scene.at) is rules.SHOWN_OTHERWISE
    assert deeds(since) == 0


def test_pressed_twice_it_happens_once(scene, motion, since, second):
    agreed(motion, second, scene.at)
    again = refusal_of(agreed, motion, second, scene.at)
    other = refusal_of(agreed, motion, accounts.membership(Role.MINISTRY_ADMIN), scene.at)
    assert {again.key, other.key} <= {rules.ALREADY_SECONDED, rules.NOT_ON_ITS_WAY}
    for _time in range(2):
        motions.carry_out_due(at=due(motion, scene.at))
    motion.refresh_from_db()
    done = deeds(since)
    assert (motion.state, done >= 1) == (Motion.State.CARRIED, True)
    motions.carry_out_due(at=due(motion, scene.at) + A_MINUTE)
    assert deeds(since) == done


def test_taken_back_it_does_not_happen(scene, motion, since, second):
    motions.withdraw(motion, by=scene.mover, at=scene.at)
    assert refusal_of(agreed, motion, second, scene.at).key == rules.NOT_ON_ITS_WAY
    motions.carry_out_due(at=scene.at + timedelta(days=1))
    assert deeds(since) == 0
    # What was taken back can be moved anew.
    assert scene.moved().pk != motion.pk


def test_sent_back_it_does_not_happen_from_an_older_page(scene, motion, since, second):
    motions.decline(motion, "Belum lengkap.", by=second, at=scene.at)
    assert refusal_of(agreed, motion, accounts.membership(Role.MINISTRY_ADMIN), scene.at).key == rules.NOT_ON_ITS_WAY
    again = scene.moved()
    assert refusal_of(agreed, motion, second, scene.at).key == rules.NOT_ON_ITS_WAY
    assert again.state == Motion.State.MOVED


def test_what_lapsed_does_not_happen(scene, motion, since, second):
    kind = motions.KINDS[motion.kind]
    at = motion.lapses_at
    assert refusal_of(agreed, motion, second, at) is rules.TOO_LATE
    motions.carry_out_due(at=at)
    motion.refresh_from_db()
    assert motion.state == Motion.State.LAPSED
    assert refusal_of(agreed, motion, second, at).key == rules.NOT_ON_ITS_WAY
    motions.carry_out_due(at=at + kind.wait + A_MINUTE)
    assert deeds(since) == 0


def test_it_happens_when_its_wait_is_over_and_not_before(scene, motion, since, second):
    wait = motions.KINDS[motion.kind].wait
    done = agreed(motion, second, scene.at)
    assert done.due_at == scene.at + wait
    assert done.is_carried is not bool(wait)
    if wait:
        assert deeds(since) == 0
        motions.carry_out_due(at=done.due_at - timedelta(seconds=1))
        assert deeds(since) == 0
        motions.carry_out_due(at=done.due_at)
    motion.refresh_from_db()
    assert (motion.state, motion.carried_at) == (Motion.State.CARRIED, done.due_at)
    assert deeds(since) >= 1


def test_it_waits_for_a_moment_that_was_set_where_its_kind_takes_one(scene, motion, second):
    motions.withdraw(motion, by=scene.mover, at=scene.at)
    kind, later = motions.KINDS[motion.kind], scene.at + timedelta(minutes=40)
    subject, inputs = motions.subject_of(motion), {**motion.inputs}
    given = {"reason": "Arahan Menteri.", "inputs": inputs, "by": scene.mover, "at": scene.at}
    past = refusal_of(motions.move, kind, subject, release_at=scene.at, **given)
    if not kind.takes_moment:
        assert past is rules.NO_SET_MOMENT
        return
    assert past is rules.MOMENT_OUT_OF_REACH
    motion = motions.move(kind, subject, release_at=later, **given)
    # It is a part of what is shown and hashed.
    assert motions.told(motion)["release_at"] == later.isoformat()
    since = Event.objects.order_by("pk").last().pk
    assert agreed(motion, second, scene.at).due_at == later
    motions.carry_out_due(at=later - A_MINUTE)
    assert deeds(since) == 0
    motions.carry_out_due(at=later)
    motion.refresh_from_db()
    assert (motion.state, motion.carried_at) == (Motion.State.CARRIED, later)


def test_while_it_waits_its_mover_takes_it_back(scene, motion, since, second):
    if not motions.KINDS[motion.kind].wait:
        agreed(motion, second, scene.at)
        assert refusal_of(motions.withdraw, motion, by=scene.mover, at=scene.at).key == rules.NOT_ON_ITS_WAY
        return
    agreed(motion, second, scene.at)
    motions.withdraw(motion, by=scene.mover, at=scene.at + A_MINUTE)
    motions.carry_out_due(at=scene.at + timedelta(days=1))
    assert deeds(since) == 0


def test_what_was_looked_at_by_itself_is_in_order(scene, motion, second):
    found = motions.checks(motion, at=scene.at)
    assert len(found) >= 3
    assert [check.sentence for check in found[:3] if not check.is_fine] == []
