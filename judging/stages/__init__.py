"""The kinds of stage. Each file implements one, with the same answers:

assign(stage, at)     give out the work, of one proposal where `only` names it; safe to run twice
DRAW                  who would read what, where readers are drawn by lot; None where nobody is
missing(stage)        what must be there before the stage may close, each a `Missing`: what, who fills it, where
freeze(stage)         everything the computation reads, as JSON values; proposals and judges by their codes
SUM                   which of the sums in `arithmetic/results/` the result is
WORK                  what counts as done and where it is seen (None: the panel meets, nobody works alone)
COLUMNS, COUNTS       what the list of entrants and the stage's page show beside what all kinds show
ties(stage)           what breaks equal scores, in words, in order; the lot comes after it
FIGURE                which published count the result is, or None

Nobody outside this folder asks which kind a stage is: it asks `of(stage)`.
"""

from functools import reduce
from operator import or_

from django.db.models import Case, IntegerField, Q, Value, When

from competitions.kinds import StageKind
from judging.stages import administrative, benefit, desk, feasibility, field, final, interview, panel

KINDS = {
    StageKind.ADMINISTRATIVE: administrative,
    StageKind.DESK: desk,
    StageKind.PANEL: panel,
    StageKind.INTERVIEW: interview,
    StageKind.FIELD: field,
    StageKind.FEASIBILITY: feasibility,
    StageKind.BENEFIT: benefit,
    StageKind.FINAL: final,
}


# Every row, and the stages that are open: what is asked of those alone costs nothing for the others.
EVERY, OPEN = Q(), Q(opened_at__isnull=False, closed_at=None)


def of(stage):
    """The module that implements a stage's kind."""
    return KINDS[stage.kind]


def by_kind(expression, *, only=EVERY, default=0, output=IntegerField):
    """An expression for stages that follows their kind: `expression(WORK)` where the kind has work.

    Where that is None, where the kind has none and where the stage is not as `only` asks, it is `default`.
    """
    found = [(kinds, expression(work)) for work, kinds in works()]
    cases = [When(only & Q(kind__in=kinds), then=one) for kinds, one in found if one is not None]
    return Case(*cases, default=Value(default), output_field=output())


def works():
    """Each sort of work once, with the kinds whose work it is."""
    kinds = {}
    for kind, one in KINDS.items():
        if one.WORK:
            kinds.setdefault(id(one.WORK), (one.WORK, []))[1].append(str(kind))
    return list(kinds.values())


def finished_by_judge(among=()):
    """Whether a judge has finished the piece that an assignment gives, as a condition on the assignment.

    `among` names the only kinds that are asked about, where they are known: of the others nothing is looked up.
    """
    found = [(work, kinds) for work, kinds in works() if work.of_judge and (not among or set(kinds) & set(among))]
    # A set of no kinds is true of no row.
    return reduce(or_, (Q(stage__kind__in=kinds) & work.of_judge for work, kinds in found), Q(pk__in=()))


def seen_on(address):
    """The kinds whose work is listed on a page, named by the function that gives its address."""
    return [str(kind) for kind, one in KINDS.items() if one.WORK and one.WORK.address is address]
