"""Stage II, desk evaluation: at least two evaluators read each proposal and mark the rubric's criteria.

A proposal's score is its marks adjusted for how strict its readers are, beside the plain mean. Proposals
are ranked within their group: adjusted score, then the tie-breaking criterion, then the lot. The first
places of each group go on.
"""

from django.utils.translation import gettext as _

from competitions.domain import composition
from judging.domain import work
from judging.domain.cards import scorecards
from judging.domain.desk import assigning
from proposals.models import Figure

SUM = "marks"
WORK = work.CARDS
COLUMNS = (scorecards.COLUMN,)
COUNTS = {}
DRAW = assigning.draw_readers
FIGURE = Figure.Key.NOMINATED


def ties(stage):
    """The criterion of its rubric that decides, where the stage has one."""
    breakers = stage.rubric.criteria.filter(key=stage.arranged.decisive_criterion)
    return tuple(_("rata-rata kriteria “%(name)s”") % {"name": one.name} for one in breakers)


def assign(stage, *, at, only=None):
    """Give each entrant to its readers: balanced, random by the published seed, never across a conflict."""
    assigning.allocate_readers(stage, at=at, only=only)


def missing(stage):
    """Who still owes how many scorecards, and which proposals have too few readers."""
    return scorecards.missing(stage, readers_each=stage.readers_each)


def freeze(stage):
    """Every locked total and its points on the tie-breaking criterion; entrants with traits and readers; places."""
    breaker = stage.arranged.decisive_criterion or None
    return {
        **scorecards.frozen(stage, readers_each=stage.readers_each, criteria=[breaker] if breaker else []),
        "tie_breaker": breaker,
        "passing_score": str(stage.passing_score) if stage.passing_score is not None else None,
        "quotas": composition.places(stage),
    }
