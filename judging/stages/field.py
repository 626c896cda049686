"""Stage V, field verification: assigned verifiers see whether what the dossier claims is so.

Each claim is confirmed, confirmed in part, or not, by both verifiers. The visit gates and adds no points: the last
stage does not propose an innovation with a claim that was not confirmed. The stage can be skipped with a reason.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from competitions.kinds import NEEDS, StageKind
from judging import letters
from judging.domain import work
from judging.domain.missing import Missing, Where, named, short
from judging.domain.visits import visit_reports, visiting
from judging.models import Claim, Entrant, Visit

SUM = "visits"
WORK = work.visits(NEEDS[StageKind.FIELD].judged_by)
COLUMNS = (visiting.COLUMN,)
COUNTS = {
    "n_differing": work.Count(
        gettext_lazy("laporan berbeda, menunggu putusan"),
        Visit.objects.differing,
        query="?keadaan=berbeda",
        waits=gettext_lazy("Laporan kunjungan berbeda dan menunggu diputuskan: %(stage)s, %(edition)s"),
        page=work.visits_page,
        since=visit_reports.apart_since,
    )
}
DRAW = None
FIGURE = None


def ties(stage):
    """Nobody is ranked."""
    return ()


def assign(stage, *, at, only=None):
    """Plan one visit an entrant, with its claims, for a panelist and an evaluator without a tie; travel is grouped.

    Participants are told of visits that are new, unless they are to come unannounced.
    """
    new, moved = visiting.plan(stage, at=at, only=only)
    letters.tell("visit.set", stage, visits=new, at=at)
    for visit in moved:
        letters.tell("visit.moved", stage, about=visit, visit=visit, reason=_("Verifikatornya diganti."), at=at)


def missing(stage):
    """The entrants without a visit, the visits that want another verifier, those that were not reported, and those
    that two verifiers saw differently.
    """
    codes = Entrant.objects.standing(stage).order_by("proposal__code").values_list("proposal__code", flat=True)
    unplanned = tuple(codes.exclude(proposal__in=Visit.objects.filter(stage=stage).values("proposal")))
    apart = visit_reports.apart(stage)
    unreported = tuple(
        codes.filter(proposal__in=Visit.objects.filter(stage=stage, reported_at=None).values("proposal")).exclude(
            proposal__code__in=apart
        )
    )
    alone = tuple(code for code in short(stage, WORK.hands) if code in unreported)
    judges = tuple(Role(role) for role in stage.needs.judged_by)
    ministry = (Role.SECRETARY, Role.MINISTRY_ADMIN)
    found = (
        (_("%(count)d usulan belum punya kunjungan: %(codes)s."), unplanned, (Role.SECRETARY,), Where.REPLACING),
        (_("%(count)d kunjungan kurang verifikator: %(codes)s."), alone, (Role.SECRETARY,), Where.REPLACING),
        (_("%(count)d kunjungan belum dilaporkan: %(codes)s."), unreported, judges, Where.UNFINISHED),
        (_("%(count)d kunjungan dilaporkan berbeda: %(codes)s."), apart, ministry, Where.VISITS),
    )
    return [
        Missing(sentence % {"count": len(codes), "codes": named(codes)}, by=by, place=place, codes=codes)
        for sentence, codes, by, place in found
        if codes
    ]


def freeze(stage):
    """The outcome of every claim of each visit; None where nobody planned one."""
    outcomes = {code: [] for code in Visit.objects.filter(stage=stage).values_list("proposal__code", flat=True)}
    claims = Claim.objects.filter(visit__stage=stage).order_by("visit__proposal", "section__position")
    for code, section, outcome in claims.values_list("visit__proposal__code", "section__key", "outcome"):
        outcomes[code].append({"section": section, "outcome": outcome})
    codes = Entrant.objects.standing(stage).values_list("proposal__code", flat=True)
    return {"visits": [{"proposal": code, "claims": outcomes.get(code)} for code in codes]}
