"""An office that the clock ends while a person does. A module of its own: each transaction is seen by the other."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.domain import confirming, joining
from accounts.models import Membership, OfficeConfirmation, Role
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
