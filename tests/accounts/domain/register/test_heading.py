"""Who heads an agency is written down with the day, one at a time; who did before stays on record."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.domain.register import heading, naming
from accounts.models import Agency, AgencyHead, Event, Role
from accounts.rules import Stale
from accounts.rules import register as rules
from tests.factories import accounts
from tests.refusals import refusal_of

TODAY = date(2026, 3, 10)
FIRST = TODAY - timedelta(days=400)
LATER = TODAY - timedelta(days=30)


@pytest.fixture
def office(db):
    return accounts.membership(Role.SECRETARY)


@pytest.fixture
def agency(db):
    return accounts.agency()


def headed(agency, name, since, office):
    return heading.head(agency, name, since=since, by=office, at=timezone.now())


def standing(until=None):
    return AgencyHead(name="Sari", since=FIRST, until=until)


@pytest.mark.parametrize(
    ("name", "since", "last", "expected"),
    [
        ("Budi", TODAY, None, None),
        ("Budi", TODAY + timedelta(days=1), None, rules.HEAD_NOT_YET),
        ("", TODAY, None, rules.NO_HEAD),
        ("", TODAY, standing(until=LATER), rules.NO_HEAD),
        ("Sari", TODAY, standing(), rules.SAME_HEAD),
        ("Sari", TODAY, standing(until=LATER), None),
        ("Budi", LATER, standing(until=LATER), None),
        ("Budi", LATER - timedelta(days=1), standing(until=LATER), rules.HEAD_BEFORE_LAST),
        ("Budi", FIRST - timedelta(days=1), standing(), rules.HEAD_BEFORE_LAST),
        ("Sari W.", FIRST, standing(), None),
        ("", FIRST, standing(), rules.HEAD_BEFORE_LAST),
        ("", LATER, standing(), None),
    ],
)
def test_when_a_head_may_be_written_down(name, since, last, expected):
    assert rules.heading_refusal(Agency(), name, since, last=last, on=TODAY) is expected


def test_nothing_is_written_down_of_a_merged_agency():
    assert rules.heading_refusal(Agency(merged_into_id=2), "Budi", TODAY, last=None, on=TODAY) is rules.MERGED


def test_a_head_follows_another_and_each_keeps_the_days(agency, office):
    headed(agency, "  Sari   Wulandari ", FIRST, office)
    headed(agency, "Sari Wulandari, M.Si.", FIRST, office)
    headed(agency, "Budi Santoso", LATER, office)
    headed(agency, "", TODAY, office)
    kept = list(agency.heads.order_by("since").values_list("name", "since", "until"))
    assert kept == [("Sari Wulandari, M.Si.", FIRST, LATER), ("Budi Santoso", LATER, TODAY)]
    told = [(one.name, one.particulars.get("called")) for one in Event.objects.about(agency).order_by("number")]
    assert told == [
        ("agency.headed", "Sari Wulandari"),
        ("agency.headed", "Sari Wulandari, M.Si."),
        ("agency.headed", "Budi Santoso"),
        ("agency.left_headless", None),
    ]


@pytest.mark.parametrize("role", [Role.AGENCY_ADMIN, Role.EVALUATOR])
def test_only_who_keeps_the_register_writes_it_down(agency, role):
    other = accounts.membership(role, agency) if role == Role.AGENCY_ADMIN else accounts.membership(role)
    assert refusal_of(headed, agency, "Budi", TODAY, other) is rules.NOT_THE_KEEPER
    assert not AgencyHead.objects.exists()


def test_what_was_written_down_meanwhile_is_not_overwritten(agency, office):
    seen = naming.stamp(agency)
    headed(agency, "Sari", FIRST, office)
    with pytest.raises(Stale):
        heading.head(agency, "Budi", since=TODAY, seen=seen, by=office, at=timezone.now())
    assert agency.heads.get().name == "Sari"


@pytest.mark.parametrize(
    "days", [{"since": TODAY}, {"since": TODAY, "until": TODAY + timedelta(days=1)}, {"since": LATER, "until": FIRST}]
)
def test_the_tables_hold_one_head_at_a_time(agency, office, days):
    headed(agency, "Sari", FIRST, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyHead.objects.create(agency=agency, name="Budi", entered_at=timezone.now(), entered_by=office, **days)
