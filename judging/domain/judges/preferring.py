"""Whom the lot keeps apart, and whom it prefers for a dossier."""

from itertools import combinations

from judging.models import Judge, JudgesApart


def avoiding(panel):
    """The pairs of judges of a panel, by code, who are kept apart."""
    code = {member.judge_id: member.code for member in panel}
    found = JudgesApart.objects.filter(one__in=code, other__in=code).values_list("one", "other")
    return {frozenset((code[one], code[other])) for one, other in found}


def of_one_employer(panel):
    """The pairs of judges of a panel, by code, who have one employer."""
    return {
        frozenset((one.code, other.code))
        for one, other in combinations(panel, 2)
        if one.agency_id and one.agency_id == other.agency_id
    }


def expert(stage, panel, dossiers):
    """Every (proposal, judge) pair in which the judge knows the proposal's field, where the stage goes by that."""
    if not stage.arranged.prefers_experts:
        return set()
    rows = Judge.objects.filter(user__in=[member.judge_id for member in panel]).values_list("user", "fields")
    known = {user: {name.casefold() for name in fields} for user, fields in rows}
    return {
        (entrant.proposal_id, judge)
        for judge, fields in known.items()
        for entrant in dossiers
        if entrant.proposal.category and entrant.proposal.category.name.casefold() in fields
    }
