"""Whose roles second a motion, also where one person alone holds the usual ones."""

import pytest

from accounts.models import Role
from accounts.rules import motions as rules

ADMIN, SECRETARY = (Role.MINISTRY_ADMIN,), (Role.SECRETARY,)
MOVER, OTHER = 1, 2


@pytest.mark.parametrize(
    ("stand_ins", "standing", "authors", "expected"),
    [
        (SECRETARY, {MOVER}, set(), ADMIN + SECRETARY),
        (SECRETARY, {MOVER, OTHER}, set(), ADMIN),
        # Who put it forward has left: the one who stands agrees.
        (SECRETARY, {OTHER}, set(), ADMIN),
        (SECRETARY, set(), set(), ADMIN),
        ((), {MOVER}, set(), ADMIN),
        ((), {MOVER, OTHER}, set(), ADMIN),
        # All the others had a hand in it.
        (SECRETARY, {MOVER, OTHER}, {OTHER}, ADMIN + SECRETARY),
        (SECRETARY, {MOVER, OTHER}, {MOVER, OTHER}, ADMIN + SECRETARY),
        (SECRETARY, {OTHER}, {OTHER}, ADMIN + SECRETARY),
        ((), {MOVER, OTHER}, {MOVER, OTHER}, ADMIN),
        # One of them did not.
        (SECRETARY, {MOVER, OTHER, 3}, {MOVER, OTHER}, ADMIN),
        (SECRETARY, {MOVER, OTHER}, {MOVER, 3}, ADMIN),
    ],
)
def test_the_secretariat_stands_in_where_every_admin_moved_or_made_it(stand_ins, standing, authors, expected):
    given = {"standing": standing, "mover": MOVER, "authors": authors}
    assert rules.seconding_roles(ADMIN, stand_ins=stand_ins, **given) == expected


@pytest.mark.parametrize(
    ("standing", "said"), [({MOVER}, rules.ONE_ADMIN), ({MOVER, OTHER}, rules.ALL_ADMINS_HAD_A_HAND)]
)
def test_who_is_asked_besides_reads_why(standing, said):
    assert rules.standing_in_reason(standing=standing) is said


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
