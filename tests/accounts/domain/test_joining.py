from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.domain import joining
from accounts.models import Event, Membership, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
SINCE, UNTIL = date(2026, 3, 1), date(2026, 9, 1)


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


def test_an_office_is_given_from_a_day_until_before_another(admin):
    person = accounts.person()
    joining.appoint(person, Role.EVALUATOR, since=SINCE, until=UNTIL, by=admin, at=AT)
    held = Membership.objects.filter(user=person)
    assert [held.current(day).exists() for day in (date(2026, 2, 28), SINCE, date(2026, 8, 31), UNTIL)] == [
        False,
        True,
        True,
        False,
    ]
    assert Event.objects.get().particulars == {"user": person.pk, "role": "evaluator"}


def test_dismissal_ends_an_office_and_a_later_one_may_follow(admin):
    person = accounts.person()
    first = joining.appoint(person, Role.PANELIST, since=SINCE, by=admin, at=AT)
    joining.dismiss(first, until=UNTIL, by=admin, at=AT)
    joining.appoint(person, Role.PANELIST, since=UNTIL, by=admin, at=AT)
    names = list(Event.objects.order_by("number").values_list("name", flat=True))
    assert names == ["membership.appointed", "membership.dismissed", "membership.appointed"]
    assert Event.objects.get(number=2).particulars == {"until": "2026-09-01"}


@pytest.mark.parametrize(
    "place",
    [
        {"role": Role.UNIT},
        {"role": Role.AGENCY_ADMIN},
        {"role": Role.UNIT, "agency": True},
        {"role": Role.EVALUATOR, "unit": True},
        {"role": Role.PANELIST, "until": date(2026, 2, 28)},
    ],
)
def test_offices_that_postgresql_refuses(admin, place):
    unit = accounts.unit()
    given = {"until": place.get("until"), "agency": None, "unit": None}
    if place.get("agency"):
        given["agency"] = unit.agency
    if place.get("unit"):
        given |= {"agency": unit.agency, "unit": unit}
    with pytest.raises(IntegrityError), transaction.atomic():
        joining.appoint(accounts.person(), place["role"], since=SINCE, **given, by=admin, at=AT)
    assert not Event.objects.exists()


def test_the_same_office_is_not_held_twice_at_once(admin):
    person = accounts.person()
    joining.appoint(person, Role.EVALUATOR, since=SINCE, by=admin, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        joining.appoint(person, Role.EVALUATOR, since=UNTIL, by=admin, at=AT)
