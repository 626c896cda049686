"""Every kind of grave act is whole: what is decided has a page, and the roof knows it by one name."""

import pytest
from django.template.loader import get_template

from accounts.domain import motions
from sinovik.motions import KINDS


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_of_motion_says_what_it_asks_and_shows_what_it_decides(kind):
    assert get_template(kind.template)
    assert str(kind.question).endswith("?")
    assert kind.roles
    assert str(kind.why)
    assert motions.KINDS[kind.name] is kind


def test_no_two_kinds_bear_one_name():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
