"""Who may forget a person, and what stands in the way: the whole table."""

from itertools import product

import pytest

from accounts.models import Membership, Role
from accounts.rules import ADMIN_ONLY
from accounts.rules import erasing as rules

TABLE = list(product((False, True), repeat=3))


@pytest.mark.parametrize(("has_office", "has_work", "has_motion"), TABLE)
def test_what_stands_in_the_way(has_office, has_work, has_motion):
    said = rules.in_the_way(has_office=has_office, has_work=has_work, has_motion=has_motion)
    expected = [
        reason
        for reason, is_so in (
            (rules.HOLDS_OFFICE, has_office),
            (rules.HAS_WORK, has_work),
            (rules.HAS_MOTION, has_motion),
        )
        if is_so
    ]
    assert said is (expected[0] if expected else None)


@pytest.mark.parametrize(("role", "is_own", "is_erased"), list(product(Role, (False, True), (False, True))))
def test_an_admin_of_the_ministry_answers_and_never_for_oneself(role, is_own, is_erased):
    office = Membership(role=role, user_id=7)
    refusal = rules.answering_refusal(7 if is_own else 8, office=office, is_erased=is_erased)
    if role != Role.MINISTRY_ADMIN:
        assert refusal is ADMIN_ONLY
    elif is_own:
        assert refusal is rules.OWN_DATA
    else:
        assert refusal is (rules.ERASED_ALREADY if is_erased else None)


@pytest.mark.parametrize("is_waiting", [False, True])
def test_one_wish_waits_at_a_time(is_waiting):
    assert rules.asking_refusal(is_waiting=is_waiting) is (rules.ASKED_ALREADY if is_waiting else None)
