"""What a judge takes along to work without a network: the own list, and the dossiers that come next."""

from dataclasses import dataclass

from competitions.models import Stage
from judging.models import Assignment
from judging.reading.desk import desk
from judging.rules.cards.scoring import unheard_refusal

# So many dossiers are kept in a browser at once.
AT_ONCE = 10


@dataclass(frozen=True)
class Carried:
    """The own work in the stages that take marks: all of it, and of that what is kept and what waits for its cover.

    `following` are the next unfinished ones in the order in which the desk leads through them.
    """

    everything: list[Assignment]
    following: list[Assignment]

    @property
    def covered(self):
        """Those of the next whose judge has not said yet that there is no tie: they stay closed, here as anywhere."""
        return [one for one in self.following if not one.cleared_at]

    @property
    def kept(self):
        """Those of the next that may be kept."""
        return [one for one in self.following if one.cleared_at]


def of(user, at):
    """What the user takes along at the moment `at`; two queries, and one for each further stage that takes marks."""
    held = [stage for stage in desk.stages_of(user, at) if stage.takes_marks(at) and stage.needs.is_scored]
    if held and not any(stage.has_signed for stage in held):
        # Refused, with the way to the pact.
        desk.opened(held[0], held[0].edition.slug)
    everything = [
        told(assignment, stage) for stage in held if stage.has_signed for assignment in desk.work_in(stage, user)
    ]
    unfinished = [one for one in everything if not is_locked(one) and may_be_marked(one, at)]
    # As the desk leads on: what is complete comes last.
    unfinished.sort(key=is_complete)
    return Carried(everything, unfinished[:AT_ONCE])


def told(assignment: Assignment, stage: Stage) -> Assignment:
    """The assignment, which knows its stage without asking, and its card, None before the first save."""
    assignment.stage = stage
    assignment.card = getattr(assignment, "scorecard", None)
    return assignment


def is_locked(assignment):
    """Whether the card is signed."""
    return bool(assignment.card and assignment.card.locked_at)


def is_complete(assignment):
    """Whether every criterion is marked."""
    return assignment.card is not None and assignment.card.total is not None


def may_be_marked(assignment, at):
    """Whether its entrant was heard, where entrants are."""
    return unheard_refusal(assignment.stage, session_at=assignment.session_at, at=at) is None
