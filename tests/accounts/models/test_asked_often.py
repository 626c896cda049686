"""A question whose SQL is written once says what the queryset itself says."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import F, Value
from django.utils import timezone

from accounts.models import Membership, Role, User
from accounts.models.asked_often import asked_often
from accounts.models.membership import held_on
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@asked_often
def named(role, text, day):
    """Offices with their places, of a role or of any, of people of a name."""
    found = Membership.objects.with_places().filter(user__full_name=text, since__lte=day).order_by("pk")
    return found if role is None else found.filter(role=role)


@asked_often
def names(person):
    """What somebody is called, as plain values."""
    return User.objects.filter(pk=person).values_list("full_name", F("pk"))


@asked_often
def part(people, place):
    """Some of them."""
    return people.objects.order_by("pk").values_list("pk", flat=True)[slice(*place)]


@asked_often
def with_offices(person):
    """Somebody with the offices, each of which comes with its agency."""
    return User.objects.filter(pk=person).prefetch_related("memberships__agency")


def test_it_says_the_same_for_other_values_with_one_statement(django_assert_num_queries):
    today = timezone.localdate()
    one, other = accounts.membership(Role.EVALUATOR), accounts.membership(Role.SECRETARY)
    for office in (one, other, one):
        with django_assert_num_queries(1):
            found = held_on(office.user_id, today)
            assert found == [office]
            assert (found[0].user, found[0].agency) == (office.user, office.agency)
    assert held_on(one.user_id, one.since - timedelta(days=1)) == []


def test_what_is_no_value_shapes_the_question():
    office, today = accounts.membership(Role.EVALUATOR), timezone.localdate()
    name = office.user.full_name
    assert named(None, name, today) == named(Role.EVALUATOR, name, today) == [office]
    assert named(Role.PANELIST, name, today) == []
    assert named(None, "bukan siapa-siapa", today) == []


def test_plain_values_parts_and_prefetched_rows_come_out_as_ever(django_assert_num_queries):
    office = accounts.membership(Role.EVALUATOR)
    everybody = list(User.objects.order_by("pk").values_list("pk", flat=True))
    assert names(office.user_id) == [(office.user.full_name, office.user_id)]
    assert part(User, (0, 1)) == everybody[:1]
    assert part(User, (1, None)) == everybody[1:]
    [found] = with_offices(office.user_id)
    with django_assert_num_queries(0):
        assert [one.agency for one in found.memberships.all()] == [office.agency]


def test_what_nothing_can_answer_has_no_rows_and_asks_nothing(django_assert_num_queries):
    @asked_often
    def shown_to(role, unit):
        return User.objects.filter(pk=unit) if role == Role.UNIT else User.objects.none()

    person = accounts.person()
    with django_assert_num_queries(1):
        assert shown_to(Role.AUDITOR, person.pk) == []
        assert shown_to(Role.AUDITOR, person.pk + 1) == []
        assert shown_to(Role.UNIT, person.pk) == [person]


def test_a_value_that_is_computed_with_is_refused():
    @asked_often
    def since(day):
        return Membership.objects.filter(since__gt=day + timedelta(days=1))

    @asked_often
    def beginning(text):
        return User.objects.filter(full_name__startswith=text)

    @asked_often
    def first(number):
        return User.objects.order_by("pk")[:number]

    for question, value in ((since, date(2026, 1, 1)), (beginning, "A"), (first, 3)):
        with pytest.raises(TypeError):
            question(value)


def test_equal_values_at_several_places_are_told_apart():
    @asked_often
    def between(low, high):
        return User.objects.filter(pk__gte=low, pk__lte=high).annotate(low=Value(low)).order_by("pk")

    person = accounts.membership(Role.EVALUATOR).user
    assert [one.low for one in between(person.pk, person.pk)] == [person.pk]
    assert between(person.pk, person.pk - 1) == []


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_a_transaction_alone():
    @asked_often
    def locked(person):
        return User.objects.filter(pk=person).select_for_update()

    person = accounts.membership(Role.EVALUATOR).user
    with transaction.atomic():
        assert locked(person.pk) == [person]
    with pytest.raises(transaction.TransactionManagementError):
        locked(person.pk)
