"""Who may judge, decide and advance, and why not. Pure: no query, no clock."""

from accounts.rules import ADMIN_ONLY, MINISTRY_ONLY, REASON_MISSING
from judging.rules import cards, circle, desk, encounters, entrants, judges, panel, public
from judging.rules.cards import *
from judging.rules.circle import *
from judging.rules.desk import *
from judging.rules.encounters import *
from judging.rules.entrants import *
from judging.rules.judges import *
from judging.rules.panel import *
from judging.rules.public import *
from judging.rules.refusals import (
    ALREADY_OVER,
    ALREADY_PUBLISHED,
    LEFT_THE_CONTEST,
    NO_AWARDS,
    NOT_COMPUTED,
    NOT_OPEN,
    OUTSIDE_WINDOW,
    OWN_AGENCY,
    STAGE_NOT_OPEN,
)

__all__ = [
    "ADMIN_ONLY",
    "ALREADY_OVER",
    "ALREADY_PUBLISHED",
    "LEFT_THE_CONTEST",
    "MINISTRY_ONLY",
    "NOT_COMPUTED",
    "NOT_OPEN",
    "NO_AWARDS",
    "OUTSIDE_WINDOW",
    "OWN_AGENCY",
    "REASON_MISSING",
    "STAGE_NOT_OPEN",
]
# Each activity hands its own names on.
__all__ += cards.__all__
__all__ += circle.__all__
__all__ += desk.__all__
__all__ += encounters.__all__
__all__ += entrants.__all__
__all__ += judges.__all__
__all__ += panel.__all__
__all__ += public.__all__
