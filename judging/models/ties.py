"""What ties a judge to a proposal, as PostgreSQL sees it; in words and values it is `judging.rules.judges.ties`."""

from functools import reduce
from operator import or_

import pgtrigger
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Now, TruncDate

from accounts.models import Membership
from judging.models.judges.judge import Employer

from .panel import Interest


def untied(assignments, on=None, *, judge=None):
    """Those of the assignments whose judge has no tie: of no office held today, none when seated, none declared, and
    none of an employer in the register. `on` is the day, today if none is given.

    Where all of them are one judge's, `judge` says whose: what ties that one is then found once, and not row by row.
    """
    day = Value(on) if on else TruncDate(Now())
    whose = judge or OuterRef("judge")
    employers = Employer.objects.filter(judge=whose).tying(day)
    present = employers.filter(Q(until=None) | Q(until__gt=day))
    held = Membership.objects.filter(user=whose, agency__isnull=False).current(day)
    declared = Interest.objects.filter(judge=whose)
    province = "proposal_agency__region__province"
    apart = assignments.exclude(judge_agency=F("proposal_agency")).filter(
        Q(judge_agency__region=None) | Q(proposal_agency__region=None) | ~Q(judge_agency__region__province=F(province))
    )
    # (what a tie is to, the rows that tie, the column in which they name it)
    ties = [
        ("proposal_agency", held, "agency"),
        (province, held.filter(agency__region__isnull=False), "agency__region__province"),
        ("proposal_agency", employers, "agency"),
        (province, present.filter(agency__region__isnull=False), "agency__region__province"),
        ("proposal", declared, "proposal"),
    ]
    if judge:
        # A list that depends on no row is made once, and no row of it is empty: NOT IN says what NOT EXISTS does.
        return apart.exclude(reduce(or_, (Q(**{f"{to}__in": rows.values(named)}) for to, rows, named in ties)))
    return apart.filter(*(~Exists(rows.filter(**{named: OuterRef(to)})) for to, rows, named in ties))


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
