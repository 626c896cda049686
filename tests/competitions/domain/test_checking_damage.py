"""A plan damaged at random says why it cannot run, or runs."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Role
from accounts.rules import Refused
from competitions import rules
from competitions.domain import checking, planning
from competitions.domain.blueprint import (
    Blueprint,
    HeadData,
    Plan,
    QuestionData,
)
from competitions.models import Edition
from tests.competitions.domain.plans import DAY, HEAD, NOW, PLAN, stages
from tests.factories import accounts
from tests.factories.competitions import CLOSES_AT, OPENS_AT, PLANNED_AT


@pytest.mark.parametrize("column", ["objection_days", "passing_score", "readers_each", "lasts", "opens_after"])
def test_a_number_in_words_is_told_whatever_else_is_asked_of_it(column):
    plain, damaged = (checking.reasons(stages(desk=given), closes_at=CLOSES_AT) for given in ({}, {column: "lima"}))
    assert set(damaged) - set(plain)


DAMAGE = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "\0", "\ud800", "asing", "x" * 400, "kunci dengan spasi", "*", "Ünïcode"]),
    st.sampled_from([-1, 0, 1, 101, 40_000, 2**40, True]),
    st.sampled_from(
        [Decimal(-1), Decimal("0.001"), Decimal(101), Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999"), 0.5]
    ),
    st.sampled_from([timedelta(0), -DAY, 400 * DAY, timedelta.max, timedelta.min]),
    st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOW]),
    st.sampled_from([("\0",), ("\ud800",), ((),), ()]),
)


@st.composite
def damaged(draw, value=PLAN):
    """A value with something in it replaced, repeated, left out or put elsewhere."""
    if is_dataclass(value):
        name = draw(st.sampled_from([field.name for field in fields(value)]))
        return replace(value, **{name: draw(damaged(getattr(value, name)))})
    if isinstance(value, tuple) and value:
        place = draw(st.integers(0, len(value) - 1))
        how = draw(st.sampled_from(["out", "twice", "last", "inside", "inside", "inside", "none"]))
        before, one, after = value[:place], value[place], value[place + 1 :]
        return {
            "out": lambda: (*before, *after),
            "twice": lambda: (*value, one),
            "last": lambda: (*before, *after, one),
            "inside": lambda: (*before, draw(damaged(one)), *after),
            "none": lambda: (),
        }[how]()
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        other = {name: held for name, held in value.items() if name != key}
        return draw(st.sampled_from([other, {**value, key: draw(DAMAGE)}, {**other, "asing": value[key]}]))
    if isinstance(value, tuple):
        return ()
    if isinstance(value, dict):
        return {"asing": draw(DAMAGE)}
    return draw(DAMAGE)


class RandomDamage(TestCase):
    """Nothing but a refusal with sentences, or an edition that stands whole."""

    def setUp(self):
        self.admin = accounts.membership(Role.MINISTRY_ADMIN)

    @settings(max_examples=120, deadline=None)
    @given(plan=damaged(), twice=st.booleans(), data=st.data())
    def test_never_anything_but_a_refusal(self, plan, twice, data):
        if twice:
            plan = data.draw(damaged(plan))
        assert isinstance(plan, Blueprint)
        with transaction.atomic():
            refused = None
            try:
                made = planning.plan(
                    plan,
                    slug="kipp-rusak",
                    name="KIPP",
                    year=2026,
                    opens_at=OPENS_AT,
                    closes_at=CLOSES_AT,
                    legal_basis="Pedoman",
                    by=self.admin,
                    at=PLANNED_AT,
                )
            except Refused as caught:
                refused = caught
            if refused:
                assert refused.refusal is rules.PLAN_CANNOT_RUN
                assert refused.sentences
                assert all(sentence.endswith(".") for sentence in refused.sentences)
                assert not Edition.objects.exists()
            else:
                assert made.stages.count() == len(plan.stages)
                assert planning.announce(made, by=self.admin, at=PLANNED_AT).announced_at
            transaction.set_rollback(True)

    @settings(max_examples=60, deadline=None)
    @given(head=damaged(HEAD), plan=st.one_of(st.just(PLAN), damaged()))
    def test_what_is_brought_is_refused_or_stands(self, head, plan):
        assert isinstance(head, HeadData)
        with transaction.atomic():
            refused = None
            try:
                planning.bring(Plan(head, plan), slug="kipp-rusak", by=self.admin, at=PLANNED_AT)
            except Refused as caught:
                refused = caught
            if refused:
                assert refused.refusal is rules.PLAN_CANNOT_RUN
                assert refused.sentences
                assert not Edition.objects.exists()
            else:
                assert Edition.objects.get().name == head.name
            transaction.set_rollback(True)


def test_question_data_is_what_is_damaged():
    """The damage reaches the innermost values."""
    assert isinstance(PLAN.sections[0].questions[0], QuestionData)
