"""Whose roles second a motion, also where one person alone holds the usual ones."""

import pytest

from accounts.models import Role
from accounts.rules import motions as rules

ADMIN, SECRETARY = (Role.MINISTRY_ADMIN,), (Role.SECRETARY,)
MOVER, OTHER = 1, 2


@pytest.mark.parametrize(
    ("stand_ins", "standing", "expected"),
    [
        (SECRETARY, {MOVER}, ADMIN + SECRETARY),
        (SECRETARY, {MOVER, OTHER}, ADMIN),
        # Who put it forward has left: the one who stands agrees.
        (SECRETARY, {OTHER}, ADMIN),
        (SECRETARY, set(), ADMIN),
        ((), {MOVER}, ADMIN),
        ((), {MOVER, OTHER}, ADMIN),
    ],
)
def test_the_secretariat_stands_in_where_the_mover_is_the_only_admin(stand_ins, standing, expected):
    assert rules.seconding_roles(ADMIN, stand_ins=stand_ins, standing=standing, mover=MOVER) == expected


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        (ADMIN, Role.MINISTRY_ADMIN),
        (ADMIN + SECRETARY, Role.SECRETARY),
        (SECRETARY + ADMIN, Role.SECRETARY),
    ],
)
def test_who_is_appointed_so_that_there_is_a_second_person(roles, wanted):
    assert rules.wanted_role(roles) is wanted
