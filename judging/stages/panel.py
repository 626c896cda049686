"""Stage III, finalists: the independent panel decides from the nominations.

The machine proposes the best selection that fills each group's places and keeps the composition rules
announced beforehand. The panel decides in plenary; every departure from the proposal carries a reason.
"""

from judging.domain import recap
from judging.domain.cards import scorecards
from judging.domain.desk import assigning
from proposals.models import Figure

SUM = "recap"
WORK = None
COLUMNS = (scorecards.READERS,)
COUNTS = {}
DRAW = None
FIGURE = Figure.Key.FINALISTS


def ties(stage):
    """The scores that are joined, the latest first."""
    return recap.ties(stage)


def assign(stage, *, at, only=None):
    """Open every nomination to every panelist who has no tie to it."""
    assigning.give_to_everyone(stage, at=at, only=only)


def missing(stage):
    """Nothing is marked here; what the recap counts must exist."""
    return recap.missing(stage)


def freeze(stage):
    """The scores that count, each nominee's traits, the places and the composition rules."""
    return recap.freeze(stage)
