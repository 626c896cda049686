"""Stage IV, presentation and interview: each panelist hears a finalist and scores alone.

The rubric says what substance and delivery count. Both are standardised over all presenters first, so that the weights
are what they say. Nobody is eliminated here: the scores go into the recap of the last stage.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging import letters
from judging.domain import work
from judging.domain.cards import scorecards
from judging.domain.desk import assigning
from judging.domain.hearings import panels, sessions
from judging.models import Session
from judging.rules.sums import component_name

SUM = "components"
WORK = work.CARDS
COLUMNS = (sessions.COLUMN, scorecards.COLUMN)
COUNTS = {"n_sessions": work.Count(gettext_lazy("sesi wawancara"), lambda: work.standing(Session.objects.all()))}
DRAW = None
FIGURE = None


def ties(stage):
    """The component that the stage's settings name."""
    return (_("nilai %(component)s") % {"component": component_name(stage.arranged.tie_component).lower()},)


def assign(stage, *, at, only=None):
    """Seat a panel in each room, lay the sessions out in the window, give each to the panel of its room.

    With judges for one room only, everybody hears every session. Participants are told of sessions that are new.
    """
    sessions.seat_panels(stage)
    new = sessions.lay_out(stage, at=at)
    rooms, engaged = panels.rooms_of(stage), panels.engaged(stage)
    assigning.give_to_rooms(stage, rooms, closed=engaged, at=at, only=only)
    letters.tell("session.set", stage, sessions=new, at=at)


def missing(stage):
    """Who still owes how many scorecards."""
    return scorecards.missing(stage, readers_each=stage.readers_each or 1)


def freeze(stage):
    """Every locked card with the points of each criterion, and what the criteria and components weigh."""
    criteria = {one.key: one for one in stage.rubric.criteria.order_by("position")}
    return {
        **scorecards.frozen(stage, readers_each=stage.readers_each or 1, criteria=list(criteria)),
        "criteria": {key: {"component": one.component, "weight": str(one.weight)} for key, one in criteria.items()},
        "tie_component": stage.arranged.tie_component,
    }
