"""Stage V, field verification: assigned verifiers see whether what the dossier claims is so.

Each claim is confirmed, confirmed in part, or not. The visit gates and adds no points: the last stage does
not propose an innovation with a claim that was not confirmed. The stage can be skipped with a reason.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from judging.arithmetic.results.result import Line, Results
from judging.domain import assigning, standing_in, visiting
from judging.models import Claim, Visit


def assign(stage, *, at):
    """Plan one visit an entrant, with its claims, for a panelist and an evaluator without a tie."""
    assigning.give_to_verifiers(stage, at=at)
    visiting.plan(stage, at=at)


def missing(stage):
    """Which entrants have no visit planned, and which visits have not been reported."""
    sentences = []
    unplanned = standing_in.entrants(stage).exclude(proposal__in=Visit.objects.filter(stage=stage).values("proposal"))
    if codes := list(unplanned.order_by("proposal__code").values_list("proposal__code", flat=True)):
        sentences.append(
            _("%(count)d usulan belum punya kunjungan: %(codes)s.")
            % {"count": len(codes), "codes": ", ".join(codes[:5])}
        )
    waiting = Visit.objects.filter(stage=stage, reported_at=None).order_by("proposal__code")
    if codes := list(waiting.values_list("proposal__code", flat=True)):
        sentences.append(
            _("%(count)d kunjungan belum dilaporkan: %(codes)s.") % {"count": len(codes), "codes": ", ".join(codes[:5])}
        )
    return sentences


def freeze(stage):
    """The outcome of every claim."""
    outcomes = defaultdict(list)
    claims = Claim.objects.filter(visit__stage=stage).order_by("visit__proposal", "section__position")
    for proposal, section, outcome in claims.values_list("visit__proposal_id", "section__key", "outcome"):
        outcomes[proposal].append({"section": section, "outcome": outcome})
    return {
        "visits": [
            {"proposal": entrant.proposal_id, "claims": outcomes[entrant.proposal_id]}
            for entrant in standing_in.entrants(stage)
        ]
    }


def compute(frozen, *, step):
    """All go on; what the visit found goes with them."""
    step("merangkum kunjungan", 0, 1)
    lines = tuple(
        Line(proposal=visit["proposal"], goes_on=True, particulars=summary(visit["claims"]))
        for visit in frozen["visits"]
    )
    step("merangkum kunjungan", 1, 1)
    return Results(lines, {"visited": len(lines), "held": sum(line.particulars["holds"] for line in lines)})


def summary(claims):
    """How many claims of each outcome, and whether the dossier holds: no claim was found untrue."""
    counts = {name: sum(claim["outcome"] == name for claim in claims) for name in ("confirmed", "partly", "not")}
    return {**counts, "holds": counts["not"] == 0}
