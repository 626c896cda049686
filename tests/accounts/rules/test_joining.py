"""Who appoints, extends, ends and replaces whom: the whole table."""

from datetime import date, timedelta

import pytest

from accounts import rules
from accounts.models import Membership, Role

TODAY = date(2026, 3, 1)
OWN, OTHER = 1, 2
# The role that is given, and who gives it.
TABLE = {
    Role.UNIT: {Role.AGENCY_ADMIN},
    Role.AGENCY_ADMIN: {Role.SECRETARY},
    Role.SECRETARY: {Role.MINISTRY_ADMIN},
    Role.AUDITOR: {Role.MINISTRY_ADMIN},
    Role.MINISTRY_ADMIN: {Role.MINISTRY_ADMIN},
    Role.EVALUATOR: {Role.MINISTRY_ADMIN, Role.SECRETARY},
    Role.PANELIST: {Role.MINISTRY_ADMIN, Role.SECRETARY},
}


def office(role, *, agency=OWN, since=TODAY, until=None):
    return Membership(role=role, agency_id=agency, since=since, until=until)


@pytest.mark.parametrize("given", Role)
@pytest.mark.parametrize("holder", Role)
def test_who_appoints_whom(given, holder):
    refusal = rules.appointing_refusal(given, office=office(holder), agency_id=OWN, is_seconded=True)
    assert (refusal is None) == (holder in TABLE[given])
    assert (given in rules.appointable(office(holder))) == (holder in TABLE[given])


def test_the_admin_of_the_ministry_needs_two():
    admin = office(Role.MINISTRY_ADMIN)
    assert rules.appointing_refusal(Role.MINISTRY_ADMIN, office=admin) is rules.NEEDS_TWO
    assert rules.extending_refusal(office(Role.MINISTRY_ADMIN), office=admin, on=TODAY) is rules.NEEDS_TWO
    assert rules.replacing_refusal(office(Role.MINISTRY_ADMIN), office=admin, on=TODAY) is rules.NEEDS_TWO


def test_two_extend_and_replace_an_admin_of_the_ministry_as_they_appoint_one():
    given, admin = {"on": TODAY, "is_seconded": True}, office(Role.MINISTRY_ADMIN)
    for asked in (rules.extending_refusal, rules.replacing_refusal):
        assert asked(office(Role.MINISTRY_ADMIN), office=admin, **given) is None
        secretary = office(Role.SECRETARY)
        assert asked(office(Role.MINISTRY_ADMIN), office=secretary, **given) is rules.NOT_YOURS_TO_APPOINT


@pytest.mark.parametrize(
    ("role", "now", "new", "others", "refusal"),
    [
        (Role.MINISTRY_ADMIN, None, date(2027, 1, 1), 0, rules.LAST_ADMIN),
        (Role.MINISTRY_ADMIN, None, date(2027, 1, 1), 1, None),
        (Role.MINISTRY_ADMIN, None, None, 0, None),
        (Role.MINISTRY_ADMIN, date(2026, 9, 1), date(2027, 1, 1), 0, None),
        (Role.MINISTRY_ADMIN, date(2026, 9, 1), None, 0, None),
        (Role.SECRETARY, None, date(2027, 1, 1), 0, None),
    ],
)
def test_the_last_admin_without_an_end_gets_none(role, now, new, others, refusal):
    assert rules.new_end_refusal(office(role, until=now), new, other_admins=others) is refusal


def test_a_writer_is_appointed_by_the_admin_of_her_own_agency():
    admin = office(Role.AGENCY_ADMIN, agency=OTHER)
    assert rules.appointing_refusal(Role.UNIT, office=admin, agency_id=OWN) is rules.OTHER_AGENCY


@pytest.mark.parametrize(("others", "refusal"), [(0, rules.LAST_ADMIN), (1, None), (2, None)])
def test_the_last_admin_of_the_ministry_stays(others, refusal):
    admin = office(Role.MINISTRY_ADMIN)
    assert rules.ending_refusal(office(Role.MINISTRY_ADMIN), office=admin, other_admins=others, on=TODAY) is refusal


def test_what_is_over_is_neither_ended_nor_extended_nor_replaced():
    over, secretary = office(Role.EVALUATOR, since=date(2026, 1, 1), until=TODAY), office(Role.SECRETARY)
    assert rules.ending_refusal(over, office=secretary, other_admins=0, on=TODAY) is rules.ALREADY_ENDED
    assert rules.extending_refusal(over, office=secretary, on=TODAY) is rules.ALREADY_ENDED
    assert rules.replacing_refusal(over, office=secretary, on=TODAY) is rules.ALREADY_ENDED


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (TODAY, None, None),
        (TODAY, TODAY + timedelta(days=1), None),
        (TODAY, TODAY, rules.ENDS_BEFORE_IT_BEGINS),
        (TODAY - timedelta(days=1), None, rules.IN_THE_PAST),
    ],
)
def test_from_when_until_when(since, until, refusal):
    assert rules.period_refusal(since, until, on=TODAY) is refusal


@pytest.mark.parametrize(
    ("until", "refusal"),
    [
        (TODAY - timedelta(days=1), rules.IN_THE_PAST),
        (TODAY, None),
        (date(2026, 6, 1), None),
        (date(2026, 6, 2), rules.AFTER_ITS_END),
    ],
)
def test_an_office_ends_from_today_until_its_own_end(until, refusal):
    held = office(Role.EVALUATOR, since=date(2026, 1, 1), until=date(2026, 6, 1))
    assert rules.ending_date_refusal(held, until, on=TODAY) is refusal


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        (Role.UNIT, "Hubungi admin instansi Anda."),
        (Role.AGENCY_ADMIN, "Hubungi sekretariat kompetisi."),
        (Role.EVALUATOR, "Hubungi sekretariat kompetisi."),
        (Role.PANELIST, "Hubungi sekretariat kompetisi."),
        (Role.SECRETARY, "Hubungi admin kementerian."),
        (Role.AUDITOR, "Hubungi admin kementerian."),
        (Role.MINISTRY_ADMIN, "Hubungi admin kementerian yang lain."),
    ],
)
def test_whoever_has_no_office_any_more_learns_whom_to_ask(role, whom):
    last = Membership(role=role, since=date(2026, 1, 1), until=TODAY)
    said = str(rules.without_office(last, on=TODAY))
    assert said.endswith(whom)
    assert "berakhir 1 Maret 2026" in said
    assert rules.without_office(None, on=TODAY) is rules.NO_OFFICE


def test_an_office_that_is_still_to_come_says_when():
    coming = Membership(role=Role.EVALUATOR, since=date(2026, 4, 1))
    assert "mulai berlaku 1 April 2026" in str(rules.without_office(coming, on=TODAY))
