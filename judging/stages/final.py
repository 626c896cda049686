"""Stage VI, final determination: the panel agrees on the winners from a recap of all scores.

The recap joins the scores of the earlier stages with the edition's weights. An innovation whose claims
were not confirmed in the field is not proposed. The composition rules hold as announced; the result is
decreed and published in alphabetical order, without ranks.
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
FIGURE = Figure.Key.WINNERS


def ties(stage):
    """The scores that are joined, the latest first."""
    return recap.ties(stage)


def assign(stage, *, at, only=None):
    """Open every finalist's dossier to every panelist who has no tie to it."""
    assigning.give_to_everyone(stage, at=at, only=only)


def missing(stage):
    """Nothing is marked here; what the recap counts must exist."""
    return recap.missing(stage)


def freeze(stage):
    """The scores that count, what the field visits found, the places and the composition rules."""
    return recap.freeze(stage)
