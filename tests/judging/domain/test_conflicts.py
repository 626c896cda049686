"""A tie is said once: the rule that explains, the queryset that hides and the trigger that refuses say the same."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AgencyKind, Membership, Role
from competitions.kinds import StageKind
from judging import rules
from judging.domain.desk import assigning
from judging.models import Assignment, Employer, Interest
from proposals.models import Proposal, Status
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import edition

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 2, 9, tzinfo=UTC)


def tell():
    """Agencies of two provinces and of none, a proposal from each, and judges nobody has tied yet."""
    contest = edition()
    north = accounts.region("province", code="N1", name="Utara")
    agencies = [
        accounts.agency(AgencyKind.REGENCY),
        accounts.agency(AgencyKind.CITY),
        accounts.agency(AgencyKind.PROVINCE, region=north),
        accounts.agency(AgencyKind.REGENCY, region=accounts.region(province=north)),
        accounts.agency(AgencyKind.MINISTRY),
        accounts.agency(AgencyKind.BODY),
    ]
    drafts = [
        proposals.draft(contest, by=accounts.membership(Role.UNIT, unit=accounts.unit(agency))) for agency in agencies
    ]
    # Rows only: what is not in the contest is no work of anybody.
    Proposal.objects.update(
        status=Status.SUBMITTED,
        submitted_at=AT,
        submitted_by=F("created_by"),
        group=contest.groups.first(),
        category=contest.categories.first(),
    )
    judges = [accounts.person() for _ in range(3)]
    return competitions.stage(contest, StageKind.DESK), agencies, drafts, judges


LONG_AGO = date(2020, 1, 1)
offices = st.tuples(
    st.sampled_from([Role.UNIT, Role.AGENCY_ADMIN, Role.SECRETARY, Role.EVALUATOR, Role.PANELIST]),
    st.integers(0, 5),
    st.sampled_from(["now", "over", "later"]),
)
# Places of work in the register: where, how many days before the day that is three years ago it was left, if it was.
works = st.tuples(st.integers(0, 5), st.sampled_from([None, 1, 0, -1, -800]))
pairs = st.tuples(st.integers(0, 5), st.integers(0, 2), st.none() | st.integers(0, 5), st.booleans())


def hold(judge, drawn, agencies, units):
    """Give a judge offices: in force, over since yesterday, or from tomorrow on; one of a role and an agency."""
    today = timezone.localdate()
    periods = {
        "now": (LONG_AGO, None),
        "over": (LONG_AGO, today),
        "later": (today + timedelta(days=1), None),
    }
    for role, place, when in drawn:
        since, until = periods[when]
        unit = units[place] if role == Role.UNIT else None
        Membership.objects.create(user=judge, role=role, agency=agencies[place], unit=unit, since=since, until=until)


def three_years_before(day):
    """The day three years ago; of a 29th of February the 28th."""
    return day.replace(year=day.year - 3, day=min(day.day, 28) if day.month == 2 else day.day)


def work(judge, drawn, agencies):
    """Write places of work into the register: the present one, or one that was left."""
    for place, days in drawn:
        until = None if days is None else three_years_before(timezone.localdate()) - timedelta(days=days)
        Employer.objects.create(judge=judge, agency=agencies[place], until=until)


def test_rule_queryset_and_trigger_agree_on_random_offices(told):
    stage, agencies, drafts, judges = told
    units = [accounts.unit(agency) for agency in agencies]

    @given(
        st.lists(pairs, max_size=8, unique_by=lambda pair: pair[:2]),
        st.lists(st.lists(offices, max_size=2, unique_by=lambda office: office[:2]), min_size=3, max_size=3),
        st.lists(st.lists(works, max_size=2), min_size=3, max_size=3),
    )
    def agree(drawn, held, worked):
        Assignment.objects.filter(stage=stage).delete()
        Interest.objects.all().delete()
        Membership.objects.filter(user__in=judges).delete()
        Employer.objects.all().delete()
        for judge, own in zip(judges, held, strict=True):
            hold(judge, own, agencies, units)
        for judge, own in zip(judges, worked, strict=True):
            work(judge, own, agencies)
        tied, untied = set(), set()
        for place, (number, judge, home, declared) in enumerate(drawn, start=1):
            proposal, employer = drafts[number], None if home is None else agencies[home]
            if declared:
                Interest.objects.create(proposal=proposal, judge=judges[judge], reason="Kerabat.", declared_at=AT)
            barred = assigning.conflicts(
                [SimpleNamespace(judge_id=judges[judge].pk, agency=employer)],
                [SimpleNamespace(proposal_id=proposal.pk, proposal=proposal)],
                at=timezone.now(),
            )
            row = {
                "stage": stage,
                "proposal": proposal,
                "judge": judges[judge],
                "judge_agency": employer,
                "proposal_agency": agencies[number],
                "position": place,
                "assigned_at": AT,
            }
            if not barred:
                untied.add(Assignment.objects.create(**row).pk)
                continue
            with pytest.raises(IntegrityError), transaction.atomic():
                Assignment.objects.create(**row)
            if employer == agencies[number]:
                continue  # A constraint of the table refuses it even without the trigger.
            with pgtrigger.ignore("judging.Assignment:judge_has_no_tie"):
                tied.add(Assignment.objects.create(**row).pk)
        assert set(Assignment.objects.without_conflict().values_list("pk", flat=True)) == untied
        seen = {pk for judge in judges for pk in Assignment.objects.held_by(judge).values_list("pk", flat=True)}
        assert seen == untied
        for pk in tied:
            with pytest.raises(IntegrityError), transaction.atomic():
                Assignment.objects.filter(pk=pk).update(recused_at=None)

    agree()


def test_work_given_back_does_not_stand_up_again_once_a_tie_is_declared(told):
    stage, agencies, drafts, judges = told
    assigned = Assignment.objects.create(
        stage=stage,
        proposal=drafts[0],
        judge=judges[0],
        proposal_agency=agencies[0],
        position=1,
        assigned_at=AT,
    )
    Interest.objects.create(proposal=drafts[0], judge=judges[0], reason="Kerabat.", declared_at=AT)
    Assignment.objects.filter(pk=assigned.pk).update(recused_at=AT, recusal_reason="Kerabat.")
    with pytest.raises(IntegrityError, match="assignment_judge_has_no_tie"), transaction.atomic():
        Assignment.objects.filter(pk=assigned.pk).update(recused_at=None, recusal_reason="")


def test_every_office_ties_whichever_of_them_judges():
    regency, ministry = accounts.agency(AgencyKind.REGENCY), accounts.agency(AgencyKind.MINISTRY)
    held = [
        accounts.membership(Role.EVALUATOR),
        accounts.membership(Role.AGENCY_ADMIN, agency=regency),
    ]
    known = rules.ties_of(held, employer=ministry, on=AT.date())
    assert known.refusal(1, agency=ministry.pk, province=None) is rules.OWN_AGENCY
    assert known.refusal(1, agency=-1, province=regency.province_code) is rules.OWN_PROVINCE


@pytest.mark.parametrize(
    ("until", "own", "neighbour"),
    [
        (None, rules.OWN_AGENCY, rules.OWN_PROVINCE),
        (date(2026, 4, 3), rules.OWN_AGENCY, rules.OWN_PROVINCE),
        (date(2026, 4, 2), rules.OWN_AGENCY, None),
        (date(2023, 4, 3), rules.OWN_AGENCY, None),
        (date(2023, 4, 2), None, None),
        (date(2015, 1, 1), None, None),
    ],
)
def test_an_employer_ties_to_its_province_while_one_works_there_and_to_itself_three_years_more(until, own, neighbour):
    """The truth table of employers on the 2nd of April 2026."""
    judge, regency = accounts.person(), accounts.agency(AgencyKind.REGENCY)
    Employer.objects.create(judge=judge, agency=regency, until=until)
    Employer.objects.create(judge=judge, name="Universitas Contoh")
    known = rules.ties_of([], employers=Employer.objects.tying(AT.date()), on=AT.date())
    assert known.refusal(1, agency=regency.pk, province=regency.province_code) is own
    assert known.refusal(1, agency=-1, province=regency.province_code) is neighbour


def test_three_years_after_a_leap_day_is_the_last_of_february():
    one = Employer.objects.create(judge=accounts.person(), agency=accounts.agency(), until=date(2024, 2, 29))
    assert one.ties_until == date(2027, 2, 28)
