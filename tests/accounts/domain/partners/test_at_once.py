"""Two at one partner at once. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.domain.partners import hooks, keys
from accounts.models import Happening, Hook, HookMessage, PartnerKey, Role
from accounts.rules import Refused
from accounts.rules import partners as rules
from tests.beside import Beside
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)
URL = "https://contoh.go.id/kabar"


@pytest.fixture
def admins():
    return [accounts.membership(Role.MINISTRY_ADMIN) for _number in range(2)]


def given(by):
    at = timezone.now()
    until = timezone.localdate(at) + timedelta(days=30)
    return keys.give("LAN", "Analisis", reads=["edisi"], editions=[], until=until, by=by, at=at)


def made(by):
    return hooks.make("LAN", URL, [Happening.LIST_FINAL], by=by, at=timezone.now())


@pytest.mark.parametrize(
    ("act", "model", "said"), [(given, PartnerKey, rules.HAS_A_KEY), (made, Hook, rules.TOLD_ALREADY)]
)
def test_of_two_admins_the_second_is_told_why_not(admins, act, model, said):
    one, other = admins
    with transaction.atomic():
        act(one)
        late = Beside(lambda: act(other))
        assert late.is_held_up()
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal is said
    assert model.objects.get()


def test_an_address_that_is_ended_meanwhile_is_told_nothing(admins):
    hook = made(admins[0])

    with transaction.atomic():
        hooks.end(hook, by=admins[0], at=timezone.now())
        late = Beside(lambda: hooks.tell(Happening.LIST_FINAL, dict, at=timezone.now()))
        assert late.is_held_up()
    late.result()
    assert not HookMessage.objects.exists()


def test_what_was_told_is_not_sent_again_to_an_address_that_is_ended_meanwhile(admins):
    hook, at = made(admins[0]), timezone.now()
    hooks.tell(Happening.LIST_FINAL, dict, at=at)
    HookMessage.objects.update(next_try_at=None, taken_at=at)
    message = HookMessage.objects.get()
    with transaction.atomic():
        hooks.end(hook, by=admins[0], at=at)
        late = Beside(lambda: hooks.send_again(message, by=admins[1], at=at))
        assert late.is_held_up()
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal is rules.HOOK_ENDED
    assert HookMessage.objects.get().next_try_at is None
