"""An office that the clock ends while a person does. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.domain import confirming, joining
from accounts.models import Membership, OfficeConfirmation, Role
from accounts.rules import ALREADY_ENDED, Refused
from tests.beside import Beside
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)


def test_clock_and_person_take_office_and_question_in_one_order():
    at, today = timezone.now(), timezone.localdate()
    secretary, judge = accounts.membership(Role.SECRETARY), accounts.membership(Role.EVALUATOR)
    question = OfficeConfirmation.objects.create(
        membership=judge, asked_at=at - timedelta(days=31), due_on=today - timedelta(days=1)
    )
    with transaction.atomic():
        Membership.objects.locked(judge.pk)
        clock = Beside(lambda: confirming.lapse(question.pk, at=at))
        assert clock.is_held_up()
        # Whoever has the office gets the question: the clock has not taken it first.
        joining.end(judge, today, "Selesai.", by=secretary, at=at)
    clock.result()
    question.refresh_from_db()
    assert (question.ended_at, question.kept_at) == (at, None)
    assert Membership.objects.get(pk=judge.pk).until == today


def test_whoever_confirms_an_admin_queues_behind_whoever_ends_one():
    at, today = timezone.now(), timezone.localdate()
    one, other, third = (accounts.membership(Role.MINISTRY_ADMIN) for _number in range(3))
    question = OfficeConfirmation.objects.create(membership=one, asked_at=at, due_on=today)
    with transaction.atomic():
        joining.lock_admins()
        late = Beside(lambda: confirming.confirm(question, by=other, at=at))
        assert late.is_held_up()
        # The question is free still: whoever ends the office needs it.
        joining.end(one, today, "Selesai.", by=third, at=at)
    with pytest.raises(Refused) as refused:
        late.result()
    assert refused.value.refusal is ALREADY_ENDED
