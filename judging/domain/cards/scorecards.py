"""Reading scorecards of a stage: what is missing, and what a computation needs of the locked ones.

Nothing here shows a score of a stage that is still open to a person; freezing reads them at the close.
"""

from collections import defaultdict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from accounts.templatetags.numbers import number as number_said
from competitions.domain import composition
from judging.domain.cards import calibrating, discussing
from judging.domain.missing import Missing, Where, named, short
from judging.domain.work import CARDS, Column, number
from judging.models import Assignment, Entrant, Mark, PanelMember


def readers(stage):
    """How many readers an entrant has, and how many of them have locked their card."""
    own = Assignment.objects.standing().filter(stage=stage, proposal=OuterRef("proposal"))
    return {"n_readers": number(own), "n_done": number(own.filter(scorecard__locked_at__isnull=False))}


def done_of_readers(n_readers, n_done):
    """How many of the readers are done, in words."""
    return _("%(done)s dari %(total)s") % {"done": number_said(n_done), "total": number_said(n_readers)}


COLUMN = Column(
    gettext_lazy("Penilai selesai"),
    plain=lambda row: row.n_done,
    figures=readers,
    is_number=True,
    said=done_of_readers,
)
READERS = Column(
    gettext_lazy("Penilai"),
    plain=lambda row: row.n_readers,
    figures=readers,
    is_number=True,
)


def missing(stage, *, readers_each):
    """Each judge who still owes scorecards, and the entrants that have too few readers."""
    unlocked = Assignment.objects.filter(stage=stage).standing().filter(scorecard__locked_at=None)
    codes = ArrayAgg("proposal__code", order_by="proposal__code")
    owed = dict(unlocked.order_by().values("judge").annotate(codes=codes).values_list("judge", "codes"))
    members = PanelMember.objects.filter(stage=stage, judge__in=owed.keys()).select_related("judge").order_by("code")
    found = [
        Missing(
            _("%(name)s belum mengunci %(count)d lembar nilai.")
            % {"name": one.label, "count": len(owed[one.judge_id])},
            by=tuple(Role(role) for role in stage.needs.judged_by),
            place=Where.UNFINISHED,
            codes=tuple(owed[one.judge_id]),
            judge=one,
        )
        for one in members
    ]
    if thin := short(stage, CARDS.hands):
        found.append(
            Missing(
                _("%(count)d usulan belum punya %(each)d penilai: %(codes)s.")
                % {"count": len(thin), "each": readers_each, "codes": named(thin)},
                by=(Role.SECRETARY,),
                place=Where.REPLACING,
                codes=thin,
            )
        )
    return found


def frozen(stage, *, readers_each, criteria):
    """What a sum of marks reads: entrants with their readers, and every locked card with its points.

    Proposals and judges go by their codes. `criteria` are the keys whose points are needed beside the totals. Where
    the stage is discussed, the marks stand beside them on which all readers of a proposal agreed.
    """
    name = dict(PanelMember.objects.filter(stage=stage).values_list("judge_id", "code"))
    standing = Assignment.objects.filter(stage=stage).standing()
    readers = defaultdict(list)
    for proposal, judge in standing.values_list("proposal_id", "judge_id"):
        readers[proposal].append(name.get(judge, ""))
    entrants = list(Entrant.objects.standing(stage))
    # Who was disqualified meanwhile has no place, and no say in how strict the readers were.
    cards = (
        standing.filter(scorecard__locked_at__isnull=False, proposal__in=[one.proposal_id for one in entrants])
        .order_by("proposal__code", "judge_id")
        .values_list("scorecard", "proposal__code", "judge_id", "scorecard__total")
    )
    points = defaultdict(dict)
    weights = stage.rubric.criteria.order_by("position").values_list("key", "weight")
    marks = Mark.objects.filter(scorecard__in=[card for card, *_rest in cards], criterion__key__in=criteria)
    for card, key, given in marks.values_list("scorecard", "criterion__key", "points"):
        points[card][key] = given
    return {
        "seed": stage.edition.lot_seed,
        "groups": composition.groups(stage),
        "readers_each": readers_each,
        # What the totals were added up with; the sums read totals.
        "weights": {key: str(weight) for key, weight in weights},
        "entrants": [
            {
                "proposal": one.proposal.code,
                "traits": one.proposal.traits,
                "readers": sorted(readers[one.proposal_id]),
            }
            for one in entrants
        ],
        "reads": [
            {"proposal": proposal, "judge": name.get(judge, ""), "total": str(total), "points": points[card]}
            for card, proposal, judge, total in cards
        ],
        **({"links": calibrating.links(stage, name, criteria)} if stage.arranged.is_calibrated else {}),
        **(joint_marks(stage, entrants, readers, criteria) if stage.arranged.is_discussed else {}),
    }


def joint_marks(stage, entrants, readers, criteria):
    """The joint marks that count, as JSON values: whose they are, the total, the points of the criteria asked for."""
    agreed = discussing.agreed(stage)
    found = []
    for one in entrants:
        if joint := agreed.get(one.proposal_id):
            points = discussing.points_of(joint)
            found.append(
                {
                    "proposal": one.proposal.code,
                    "judges": sorted(readers[one.proposal_id]),
                    "total": str(joint.total),
                    "points": {key: points[key] for key in criteria},
                }
            )
    return {"joint": found}
