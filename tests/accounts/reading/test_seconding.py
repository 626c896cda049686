"""What waits for a second person is told to whoever can be that person, and to nobody else."""

import pytest
from django.utils import timezone

from accounts.domain import motions
from accounts.domain.motion_kinds import MotionKind
from accounts.models import Agency, AgencyKind, Role
from accounts.reading import seconding
from tests.factories import accounts

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def motion_by(monkeypatch):
    """Moves a renaming, in which `author` had a hand."""

    def move(mover, *, author):
        kind = MotionKind(
            name="rename",
            title="Ganti nama instansi",
            question="Setujui nama ini?",
            why="Dibaca orang kedua",
            subjects=Agency.objects.all,
            locked=lambda pk: Agency.objects.select_for_update(of=("self",)).get(pk=pk),
            describe=lambda agency, _inputs: {"name": agency.name},
            refusal=lambda *_given, **_by: None,
            carry=lambda *_given, **_by: None,
            address=lambda _agency: "/",
            template="proposals/motions/disqualify.html",
            authors=lambda _agency: [author.user_id],
        )
        monkeypatch.setitem(motions.KINDS, kind.name, kind)
        return motions.move(
            kind, accounts.agency(AgencyKind.CITY), reason="Arahan Menteri.", inputs={}, by=mover, at=NOW
        )

    return move


def test_a_motion_waits_for_those_who_had_no_hand_in_it(motion_by):
    mover, author, other = (accounts.membership(Role.MINISTRY_ADMIN) for _person in range(3))
    secretary = accounts.membership(Role.SECRETARY)
    motion = motion_by(mover, author=author)
    told = {office: seconding.for_ministry(office, NOW) for office in (mover, author, other, secretary)}
    assert {office: len(lines) for office, lines in told.items()} == {mover: 0, author: 0, other: 1, secretary: 0}
    assert str(motion.pk) in told[other][0].url
    motions.second(motion, seen=motion.sha256, by=other, at=NOW)
    assert seconding.for_ministry(accounts.membership(Role.MINISTRY_ADMIN), NOW) == []


def test_what_waits_is_asked_once_for_several_offices(motion_by, django_assert_num_queries):
    mover, author, other = (accounts.membership(Role.MINISTRY_ADMIN) for _person in range(3))
    motion_by(mover, author=author)
    with django_assert_num_queries(1):
        known = seconding.unseconded(NOW)
        told = [seconding.for_ministry(office, NOW, known) for office in (mover, author, other)]
    assert [len(lines) for lines in told] == [0, 0, 1]
