"""Two who agree at the same moment. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import motions
from accounts.models import Event, Membership, Motion, Role
from accounts.rules import Refused
from accounts.rules import motions as rules
from tests.beside import Beside
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def motion():
    """An appointment that waits for its second person."""
    mover, at = accounts.membership(Role.MINISTRY_ADMIN), timezone.localtime()
    return grave.appoint_admin(
        "baru@contoh.go.id", "Orang Baru", "Tambahan.", since=timezone.localdate(at), by=mover, at=at
    )


def agree(motion, by):
    return motions.second(motion, seen=motion.sha256, by=by, at=timezone.now())


def test_two_who_agree_at_once_one_wins_and_it_happens_once(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    with transaction.atomic():
        agree(motion, first)
        late = Beside(lambda: agree(motion, other))
        assert late.is_held_up()
    with pytest.raises(Refused) as caught:
        late.result()
    assert caught.value.refusal is rules.NOT_ON_ITS_WAY
    assert Event.objects.filter(name="motion.seconded").count() == 1
    assert Membership.objects.filter(user__email="baru@contoh.go.id").count() == 1


def test_sent_back_by_one_while_another_agrees_it_does_not_happen(motion):
    first, other = (accounts.membership(Role.MINISTRY_ADMIN) for _ in range(2))
    with transaction.atomic():
        motions.decline(motion, "Belum perlu.", by=first, at=timezone.now())
        late = Beside(lambda: agree(motion, other))
        assert late.is_held_up()
    with pytest.raises(Refused) as caught:
        late.result()
    assert caught.value.refusal is rules.NOT_ON_ITS_WAY
    assert Motion.objects.get().state == Motion.State.DECLINED
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()


def test_taken_back_while_the_clock_carries_it_out_it_is_one_or_the_other(motion):
    second = accounts.membership(Role.MINISTRY_ADMIN)
    Motion.objects.filter(pk=motion.pk).update(
        seconded_at=timezone.now(), seconded_by=second, seconder=second.user, due_at=timezone.now()
    )
    later = timezone.now() + timedelta(minutes=1)
    with transaction.atomic():
        motions.withdraw(motion, by=motion.moved_by, at=later)
        clock = Beside(lambda: motions.carry_out(motion.pk, at=later))
        assert clock.is_held_up()
    clock.result()
    assert Motion.objects.get().state == Motion.State.WITHDRAWN
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()
