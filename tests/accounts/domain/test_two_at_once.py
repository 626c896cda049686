"""Two people agree to one motion at the same instant. A module of its own: each transaction is seen by the other."""

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import joining, motions
from accounts.models import Event, Membership, Motion, Role
from accounts.rules import LAST_ADMIN, Refused
from accounts.rules import motions as rules
from tests.announcing import wait_out
from tests.beside import Beside
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_approvers_one_approves_and_the_other_is_told_who_did():
    mover, one, other = (accounts.membership(Role.MINISTRY_ADMIN) for _number in range(3))
    person = accounts.person("Nia Baru")
    at = timezone.now()
    given = {"since": timezone.localdate(at), "until": None, "by": mover, "at": at}
    motion = grave.appoint_admin(person.email, person.full_name, "Perlu", **given)
    with transaction.atomic():
        motions.second(motion, seen=motion.sha256, by=one, at=at)
        late = Beside(lambda: motions.second(motion, seen=motion.sha256, by=other, at=at))
        assert late.is_held_up()
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal.key == rules.ALREADY_SECONDED
    assert one.user.told_apart in str(refused.value.refusal)
    assert wait_out() == 1
    assert Membership.objects.filter(user=person).count() == 1
    assert Event.objects.filter(name="motion.seconded").count() == 1
    assert Motion.objects.get().seconder_id == one.user_id


def test_of_two_admins_who_end_each_other_one_stays():
    one, other = (accounts.membership(Role.MINISTRY_ADMIN) for _number in range(2))
    at, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        joining.end(other, today, "Pensiun", by=one, at=at)
        late = Beside(lambda: joining.end(one, today, "Pensiun", by=other, at=at))
        assert late.is_held_up()
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal is LAST_ADMIN
    assert Membership.objects.current(today).get(role=Role.MINISTRY_ADMIN) == one
