"""What ties a judge to a proposal, as PostgreSQL sees it; in words and values it is `judging.rules.judges.ties`."""

import pgtrigger
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Now, TruncDate

from accounts.models import Membership
from judging.models.judges.judge import Employer

from .panel import Interest


def untied(assignments, on=None):
    """Those of the assignments whose judge has no tie: of no office held today, none when seated, none declared, and
    none of an employer in the register. `on` is the day, today if none is given.
    """
    day = Value(on) if on else TruncDate(Now())
    employers = Employer.objects.filter(judge=OuterRef("judge")).tying(day)
    present = employers.filter(Q(until=None) | Q(until__gt=day))
    held = Membership.objects.filter(user=OuterRef("judge")).current(day)
    declared = Interest.objects.filter(judge=OuterRef("judge"), proposal=OuterRef("proposal"))
    province = "proposal_agency__region__province"
    return (
        assignments.exclude(judge_agency=F("proposal_agency"))
        .filter(
            Q(judge_agency__region=None)
            | Q(proposal_agency__region=None)
            | ~Q(judge_agency__region__province=F(province))
        )
        .filter(~Exists(held.filter(agency=OuterRef("proposal_agency"))))
        .filter(~Exists(held.filter(agency__region__province=OuterRef(province))))
        .filter(~Exists(employers.filter(agency=OuterRef("proposal_agency"))))
        .filter(~Exists(present.filter(agency__region__province=OuterRef(province))))
        .filter(~Exists(declared))
    )


def tied_to(user, proposals, on=None):
    """Those of the proposals that tie somebody, whatever the office: the same ties as those of a judge.

    An office held today in the proposer's agency or province, an employer of the register, or a tie declared.
    """
    day = Value(on) if on else TruncDate(Now())
    held = Membership.objects.filter(user=user).current(day)
    employers = Employer.objects.filter(judge=user).tying(day)
    present = employers.filter(Q(until=None) | Q(until__gt=day))
    province = OuterRef("agency__region__province")
    return proposals.filter(
        Exists(held.filter(agency=OuterRef("agency")))
        | Exists(held.filter(agency__region__province=province))
        | Exists(employers.filter(agency=OuterRef("agency")))
        | Exists(present.filter(agency__region__province=province))
        | Exists(Interest.objects.filter(judge=user, proposal=OuterRef("pk")))
    )


# Work that is given back stays as it was; whatever stands, or is to stand again, is asked.
TRIGGER = pgtrigger.Trigger(
    name="judge_has_no_tie",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("proposal_id", "judge_id", "judge_agency_id", "proposal_agency_id", "recused_at"),
    condition=pgtrigger.Q(new__recused_at__isnull=True),
    declare=[("today", "date := (now() AT TIME ZONE 'Asia/Jakarta')::date")],
    func="""
        IF EXISTS (
            SELECT 1 FROM judging_interest
            WHERE judge_id = NEW.judge_id AND proposal_id = NEW.proposal_id
        ) OR EXISTS (
            SELECT 1
            FROM (
                SELECT agency_id, TRUE AS is_present FROM accounts_membership
                WHERE user_id = NEW.judge_id AND since <= today AND (until IS NULL OR until > today)
                UNION ALL SELECT NEW.judge_agency_id, TRUE
                UNION ALL
                SELECT agency_id, until IS NULL OR until > today FROM judging_employer
                WHERE judge_id = NEW.judge_id AND (until IS NULL OR ties_until > today)
            ) AS office
            JOIN accounts_agency AS own ON own.id = office.agency_id
            LEFT JOIN accounts_region AS home ON home.code = own.region_id
            JOIN accounts_agency AS proposer ON proposer.id = NEW.proposal_agency_id
            LEFT JOIN accounts_region AS place ON place.code = proposer.region_id
            WHERE own.id = proposer.id OR (office.is_present AND home.province_id = place.province_id)
        ) THEN
            RAISE EXCEPTION 'assignment_judge_has_no_tie' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
