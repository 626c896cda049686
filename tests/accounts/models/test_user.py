"""People are found by their number as ever; it is asked with every page."""

import pytest
from django.db.models import Q

from accounts.models import User
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def test_a_number_finds_its_person_in_one_query_as_they_stand_now(django_assert_num_queries):
    one, other = accounts.person(), accounts.person()
    for _time in range(3):
        with django_assert_num_queries(1):
            assert User.objects.get(pk=one.pk) == one
    assert User.objects.get(pk=other.pk).full_name == other.full_name
    User.objects.filter(pk=one.pk).update(is_active=False)
    assert not User.objects.get(pk=one.pk).is_active


def test_a_number_of_nobody_and_other_conditions_say_what_django_says():
    person = accounts.person()
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=person.pk + 1)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=2**70)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=person.pk, is_active=False)
    assert User.objects.get(Q(email=person.email)) == User.objects.get(pk=str(person.pk)) == person
