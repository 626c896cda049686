"""What was counted is counted again once somebody has acted, and not before."""

from itertools import count

import pytest
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from accounts.domain import events
from accounts.models import Role, User
from accounts.reading import between_acts
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.COUNTS_KEPT_SECONDS = 60


@pytest.fixture
def counting():
    """A count that gives another number each time it is asked."""
    numbers = count(1)
    return lambda: next(numbers)


@pytest.fixture
def office():
    return accounts.membership(Role.MINISTRY_ADMIN)


def act(office):
    events.record("person.signed_in_elsewhere", on=office.user, by=office, at=timezone.now())


def test_nothing_is_counted_twice_while_nobody_acts(counting, django_assert_num_queries):
    assert between_acts.while_nobody_acts(("a",), counting) == 1
    with django_assert_num_queries(1):
        assert between_acts.while_nobody_acts(("a",), counting) == 1
    assert between_acts.while_nobody_acts(("another",), counting) == 2


def test_each_act_has_it_counted_again(counting, office):
    for number in (1, 2, 3):
        assert between_acts.while_nobody_acts(("a",), counting) == number
        act(office)


def test_what_was_counted_beside_an_act_that_was_taken_back_is_not_taken_for_the_next(counting, office):
    """The next act gets the number of the one that was taken back; its hash is another."""
    with transaction.atomic():
        act(office)
        assert between_acts.while_nobody_acts(("a",), counting) == 1
        transaction.set_rollback(True)
    act(office)
    assert between_acts.while_nobody_acts(("a",), counting) == 2


@pytest.mark.parametrize(("seconds", "numbers"), [(0, [1, 2]), (-1, [1, 2]), (60, [1, 1])])
def test_it_is_kept_so_long_at_most(counting, settings, seconds, numbers):
    settings.COUNTS_KEPT_SECONDS = seconds
    assert [between_acts.while_nobody_acts(("a",), counting) for _time in range(2)] == numbers


def test_those_counted_longest_ago_make_room(counting):
    for place in range(between_acts.ROOM + 1):
        between_acts.while_nobody_acts((place,), counting)
    assert len(between_acts.KEPT) == between_acts.ROOM
    assert between_acts.while_nobody_acts((between_acts.ROOM,), counting) == between_acts.ROOM + 1
    assert between_acts.while_nobody_acts((0,), counting) == between_acts.ROOM + 2


def test_rows_are_read_each_time_and_what_was_counted_of_them_once(office, django_assert_num_queries):
    """Two people; the count is the length of the name."""
    other = accounts.person()

    def plain():
        return User.objects.order_by("pk")

    def counted():
        return plain().annotate(size=Length("full_name"))

    def sizes():
        return {user.pk: user.size for user in between_acts.with_counts(("sizes",), counted, plain, ["size"])}

    first = sizes()
    assert first == {user.pk: len(user.full_name) for user in (office.user, other)}
    User.objects.filter(pk=other.pk).update(full_name="A")
    with django_assert_num_queries(2):
        assert sizes() == first
    act(office)
    assert sizes() == first | {other.pk: 1}
    # Whoever came without an act is counted all the same, and whoever went is gone.
    third = accounts.person()
    User.objects.filter(pk=other.pk).delete()
    assert sizes() == {user.pk: len(user.full_name) for user in (office.user, third)}
