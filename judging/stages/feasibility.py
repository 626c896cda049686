"""Feasibility: professionals and people of ministries say whether an innovation would work in the whole country.

They mark by the rubric, or give one graded opinion with its reason; where the stage says so, each reads the categories
of the own ministry. Nobody is eliminated here; whom most call unfeasible is not proposed by the last stage.
"""

from competitions.kinds.settings import OPINION
from judging.domain import work
from judging.domain.cards import scorecards
from judging.domain.desk import assigning

SUM = "feasibility"
WORK = work.CARDS
COLUMNS = (scorecards.COLUMN,)
COUNTS = {}
DRAW = assigning.draw_readers
FIGURE = None


def ties(stage):
    """Only the lot: readers of different categories have nothing else in common."""
    return ()


def assign(stage, *, at, only=None):
    """Give each entrant to its readers by the lot, within their categories, never across a conflict."""
    assigning.allocate_readers(stage, at=at, only=only)


def missing(stage):
    """Who still owes how many scorecards, and which innovations have too few readers."""
    return scorecards.missing(stage, readers_each=stage.readers_each)


def freeze(stage):
    """Every locked card, whether it is an opinion, and the lowest level there is."""
    levels = stage.rubric.levels.order_by("points").values_list("points", flat=True)
    return {
        **scorecards.frozen(stage, readers_each=stage.readers_each, criteria=[]),
        "counts_opinions": stage.arranged.gives == OPINION,
        "lowest": f"{levels[0]}.000",
    }
