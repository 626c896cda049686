"""The queryset that hides dossiers says the same as the rule that explains why."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AgencyKind, Role
from competitions.kinds import StageKind
from judging import rules
from judging.models import Assignment, Interest
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
    judges = [accounts.person() for _ in range(3)]
    return competitions.stage(contest, StageKind.DESK), agencies, drafts, judges


ties = st.tuples(st.integers(0, 5), st.integers(0, 2), st.none() | st.integers(0, 5), st.booleans())


def test_queryset_and_rule_agree(told):
    stage, agencies, drafts, judges = told

    @given(st.lists(ties, max_size=12, unique_by=lambda tie: tie[:2]))
    def agree(drawn):
        Assignment.objects.filter(stage=stage).delete()
        Interest.objects.all().delete()
        expected = set()
        for number, judge, home, declared in drawn:
            proposal, employer = drafts[number], None if home is None else agencies[home]
            why = rules.conflict(
                judge_agency=employer and employer.pk,
                judge_province=employer and employer.province_code,
                proposal_agency=proposal.agency_id,
                proposal_province=agencies[number].province_code,
                declared=declared,
            )
            if declared:
                Interest.objects.create(proposal=proposal, judge=judges[judge], reason="Kerabat.", declared_at=AT)
            if why is rules.OWN_AGENCY:
                continue  # PostgreSQL refuses such a row.
            assigned = Assignment.objects.create(
                stage=stage,
                proposal=proposal,
                judge=judges[judge],
                judge_agency=employer,
                proposal_agency=agencies[number],
                position=1,
                assigned_at=AT,
            )
            if why is None:
                expected.add(assigned.pk)
        assert set(Assignment.objects.without_conflict().values_list("pk", flat=True)) == expected
        held = {pk for judge in judges for pk in Assignment.objects.held_by(judge).values_list("pk", flat=True)}
        assert held == expected

    agree()
