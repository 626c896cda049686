"""When an office is asked about, who confirms it, when reminders are due, and what stays: the whole table."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import rules as of_joining
from accounts.models import Membership, Role
from accounts.rules import confirming as rules
from accounts.rules.joining import APPOINTED_BY

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)


def office(role, user=1, **dates):
    return Membership(role=role, user_id=user, agency_id=1, since=date(2020, 1, 1), **dates)


@pytest.mark.parametrize(
    ("last", "months", "is_due"),
    [
        (date(2025, 3, 1), 12, True),
        (date(2025, 3, 2), 12, False),
        (date(2024, 2, 29), 24, True),
        (date(2020, 1, 1), 0, False),
        (date(2025, 8, 31), 6, True),
        (TODAY, 12, False),
    ],
)
def test_an_office_is_asked_about_when_its_months_are_over(last, months, is_due):
    assert rules.is_due(last, months=months, today=TODAY) is is_due


@pytest.mark.parametrize(("role", "holder", "is_own"), list(product(rules.CONFIRMED_ROLES, Role, (False, True))))
def test_who_confirms_is_who_appoints_and_never_the_holder(role, holder, is_own):
    refusal = rules.confirming_refusal(office(role), office=office(holder, 1 if is_own else 2), on=TODAY)
    if holder not in APPOINTED_BY[role]:
        assert refusal is of_joining.NOT_YOURS_TO_APPOINT
    else:
        assert refusal is (rules.OWN_OFFICE if is_own else None)


def test_what_is_over_or_answered_is_not_confirmed():
    by = office(Role.MINISTRY_ADMIN, 2)
    assert rules.confirming_refusal(office(Role.AUDITOR, until=TODAY), office=by, on=TODAY) is of_joining.ALREADY_ENDED
    answered = rules.confirming_refusal(office(Role.AUDITOR), office=by, is_answered=True, on=TODAY)
    assert answered is rules.ANSWERED_ALREADY


def test_writers_are_nobody_to_confirm():
    assert set(rules.CONFIRMED_ROLES) == set(Role) - {Role.UNIT}


@given(within=st.integers(1, 60), outages=st.sets(st.integers(0, 60)))
def test_each_day_of_a_reminder_reminds_once_however_often_the_clock_was_away(within, outages):
    asked, reminded, sent = TODAY, None, []
    due = asked + within * DAY
    for number in range(within + 5):
        today = asked + number * DAY
        for _twice in range(2):
            if number not in outages and rules.is_reminder_due(asked, reminded, due, today=today):
                reminded = today
                sent.append((due - today).days)
    assert len(sent) <= sum(days < within for days in rules.REMINDERS)
    assert len(set(sent)) == len(sent)
    assert all(0 <= left <= max(rules.REMINDERS) for left in sent)
    if not outages:
        assert sent == [days for days in rules.REMINDERS if days < within]


@pytest.mark.parametrize(
    ("has_password", "last_came", "months", "comes"),
    [
        (True, date(2025, 3, 2), 12, True),
        (True, date(2025, 3, 1), 12, False),
        (True, TODAY, 12, True),
        (True, date(2020, 1, 1), 0, True),
        (True, None, 12, False),
        (True, None, 0, False),
        (False, TODAY, 12, False),
    ],
)
def test_who_comes_still(has_password, last_came, months, comes):
    assert rules.comes_still(has_password, last_came, months=months, today=TODAY) is comes


@pytest.mark.parametrize(
    ("role", "others", "has_work", "above"), list(product(Role, (0, 1), (False, True), ((), (7,))))
)
def test_what_stays_without_an_answer(role, others, has_work, above):
    reason = rules.staying_reason(role, other_admins=others, has_work=has_work, above=above)
    is_last = role == Role.MINISTRY_ADMIN and not others
    expected = rules.LAST_ONE if is_last else rules.NOBODY_ABOVE if not above else rules.HAS_WORK if has_work else None
    assert reason is expected


@pytest.mark.parametrize(("days", "is_given"), [(None, False), (0, False), (2, False), (3, True), (30, True)])
def test_an_office_ends_only_three_days_after_somebody_was_told(days, is_given):
    due_on = date(2026, 5, 20)
    told_on = None if days is None else due_on - timedelta(days=days)
    assert rules.is_notice_given(told_on, due_on) is is_given
