"""Two people agree to one motion at the same instant. A module of its own: each transaction is seen by the other."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts import motions as grave
from accounts.domain import confirming, joining, motions
from accounts.models import Event, Membership, Motion, OfficeConfirmation, Role, User
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


@pytest.mark.parametrize("is_older_first", [True, False])
def test_of_two_admins_who_end_each_other_one_stays(is_older_first):
    one, other = (accounts.membership(Role.MINISTRY_ADMIN) for _number in range(2))
    if not is_older_first:
        one, other = other, one
    at, today = timezone.now(), timezone.localdate()
    with transaction.atomic():
        joining.end(other, today, "Pensiun", by=one, at=at)
        late = Beside(lambda: joining.end(one, today, "Pensiun", by=other, at=at))
        assert late.is_held_up()
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal is LAST_ADMIN
    assert Membership.objects.current(today).get(role=Role.MINISTRY_ADMIN) == one


@pytest.mark.parametrize("is_older_first", [True, False])
@pytest.mark.parametrize("act", ["end", "extend", "lapse", "ask for more time", "second"])
def test_nobody_takes_an_admins_office_before_those_of_all(act, is_older_first):
    """Whoever waits holds nothing yet: neither the office nor the person that the first one needs."""
    both = [accounts.membership(Role.MINISTRY_ADMIN) for _number in range(2)]
    one, other = both if is_older_first else reversed(both)
    at, today = timezone.now(), timezone.localdate()
    question = OfficeConfirmation.objects.create(membership=other, asked_at=at, due_on=today - timedelta(days=1))
    motion = (
        grave.extend_admin(other, today + timedelta(days=90), "Perlu", by=other, at=at) if act == "second" else None
    )
    acts = {
        "end": lambda: joining.end(other, today, "Pensiun", by=one, at=at),
        "extend": lambda: joining.extend(other, today + timedelta(days=90), is_seconded=True, by=one, at=at),
        "lapse": lambda: confirming.lapse(question.pk, at=at),
        "ask for more time": lambda: grave.extend_admin(other, today + timedelta(days=90), "Perlu", by=one, at=at),
        "second": lambda: motions.second(motion, seen=motion.sha256, by=one, at=at),
    }
    with transaction.atomic():
        # The first of all in their order is taken: whoever comes now stands before it, with empty hands.
        Membership.objects.select_for_update(no_key=True).get(pk=min(one.pk, other.pk))
        late = Beside(acts[act])
        assert late.is_held_up()
        Membership.objects.select_for_update(no_key=True, nowait=True).get(pk=max(one.pk, other.pk))
        User.objects.select_for_update(nowait=True).get(pk=other.user_id)
    with suppress(Refused):
        late.result()
