"""Reading scorecards of a stage: what is missing, and what a computation needs of the locked ones.

Nothing here shows a score of a stage that is still open to a person; freezing reads them at the close.
"""

from collections import defaultdict

from django.db.models import Count, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.domain import standing_in
from judging.domain.work import Column, number
from judging.models import Assignment, Mark, PanelMember


def readers(stage):
    """How many readers an entrant has, and how many of them have locked their card."""
    own = Assignment.objects.standing().filter(stage=stage, proposal=OuterRef("proposal"))
    return {"n_readers": number(own), "n_done": number(own.filter(scorecard__locked_at__isnull=False))}


COLUMN = Column(gettext_lazy("Penilai selesai"), "judging/columns/cards.html", readers, is_number=True)
READERS = Column(gettext_lazy("Penilai"), "judging/columns/readers.html", readers, is_number=True)


def missing(stage, *, readers_each):
    """One sentence a judge who still owes scorecards, and one for entrants with too few readers."""
    owed = (
        Assignment.objects.filter(stage=stage)
        .standing()
        .filter(scorecard__locked_at=None, proposal__in=standing_in.entrants(stage).values("proposal"))
        .order_by()
        .values("judge")
        .annotate(owed=Count("pk"))
    )
    owing = {row["judge"]: row["owed"] for row in owed}
    members = PanelMember.objects.filter(stage=stage, judge__in=owing.keys()).select_related("judge").order_by("code")
    sentences = [
        _("%(name)s belum mengunci %(count)d lembar nilai.") % {"name": one.label, "count": owing[one.judge_id]}
        for one in members
    ]
    thin = (
        standing_in.entrants(stage)
        .annotate(
            readers=Count(
                "proposal__assignments",
                filter=Q(proposal__assignments__stage=stage, proposal__assignments__recused_at=None),
            )
        )
        .filter(readers__lt=readers_each)
    )
    if count := thin.count():
        codes = ", ".join(thin.values_list("proposal__code", flat=True)[:5])
        sentences.append(
            _("%(count)d usulan belum punya %(each)d penilai: %(codes)s.")
            % {"count": count, "each": readers_each, "codes": codes}
        )
    return sentences


def frozen(stage, *, readers_each, criteria):
    """What a sum of marks reads: entrants with their readers, and every locked card with its points.

    Proposals and judges go by their codes. `criteria` are the keys whose points are needed beside the totals.
    """
    name = dict(PanelMember.objects.filter(stage=stage).values_list("judge_id", "code"))
    standing = Assignment.objects.filter(stage=stage).standing()
    readers = defaultdict(list)
    for proposal, judge in standing.values_list("proposal_id", "judge_id"):
        readers[proposal].append(name.get(judge, ""))
    entrants = list(standing_in.entrants(stage))
    # Who was disqualified meanwhile has no place, and no say in how strict the readers were.
    cards = (
        standing.filter(scorecard__locked_at__isnull=False, proposal__in=[one.proposal_id for one in entrants])
        .order_by("proposal__code", "judge_id")
        .values_list("scorecard", "proposal__code", "judge_id", "scorecard__total")
    )
    points = defaultdict(dict)
    marks = Mark.objects.filter(scorecard__in=[card for card, *_rest in cards], criterion__key__in=criteria)
    for card, key, given in marks.values_list("scorecard", "criterion__key", "points"):
        points[card][key] = given
    return {
        "seed": stage.edition.lot_seed,
        "groups": standing_in.groups(stage),
        "readers_each": readers_each,
        "entrants": [
            {
                "proposal": one.proposal.code,
                "traits": standing_in.traits(one.proposal),
                "readers": sorted(readers[one.proposal_id]),
            }
            for one in entrants
        ],
        "reads": [
            {"proposal": proposal, "judge": name.get(judge, ""), "total": str(total), "points": points[card]}
            for card, proposal, judge, total in cards
        ],
    }
