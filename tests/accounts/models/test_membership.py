from datetime import date

import pytest

from accounts.models import AgencyKind, Membership, RegionKind, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


def test_every_office_of_today_ties_whichever_role_it_has(django_assert_num_queries):
    city = accounts.agency(AgencyKind.CITY)
    judge = accounts.membership(Role.EVALUATOR, accounts.agency(AgencyKind.MINISTRY))
    admin = accounts.membership(Role.AGENCY_ADMIN, city, user=judge.user)
    accounts.membership(Role.UNIT, user=judge.user, until=date(2020, 1, 1))
    accounts.membership(Role.UNIT, user=judge.user, since=date(2027, 1, 1))
    outsider = accounts.membership(Role.PANELIST)
    with django_assert_num_queries(1):
        places = Membership.objects.places_of([judge.user, outsider.user], on=TODAY)
    assert places[judge.user_id] == {(judge.agency_id, None), (admin.agency_id, city.region_id[:2])}
    assert outsider.user_id not in places


def test_two_cities_of_one_province_are_two_places_in_it():
    province = accounts.region(RegionKind.PROVINCE)
    one, two = (
        accounts.agency(AgencyKind.CITY, region=accounts.region(RegionKind.CITY, province=province)) for _ in range(2)
    )
    person = accounts.membership(Role.AGENCY_ADMIN, one).user
    accounts.membership(Role.EVALUATOR, two, user=person)
    assert Membership.objects.places_of([person], on=TODAY)[person.pk] == {
        (one.pk, province.code),
        (two.pk, province.code),
    }
