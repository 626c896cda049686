"""A cast and one edition in each state that a page may meet it in, lived through once and laid out for each test."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from competitions.kinds import StageKind
from competitions.models import Edition, Stage
from tests import carrying, once
from tests.factories import accounts, competitions, crews, proposals
from tests.factories.accounts import Cast
from tests.factories.crews import Crew

HOUR = timedelta(hours=1)
# The moments of a scene are told from the time it was made at.
GOOD_FOR_SECONDS = 600


@dataclass(frozen=True)
class Scene:
    """People, the edition and the stage they are at work in, if any, and the moment that counts as now."""

    cast: Cast
    crew: Crew
    now: datetime
    edition: Edition | None = None
    stage: Stage | None = None


def administrative(edition, crew, now):
    """The administrative selection, open, its checklists laid out, nothing decided."""
    return carrying.carried_to(edition, StageKind.ADMINISTRATIVE, crew, at=now - 3 * HOUR)


def before_desk(edition, crew, now):
    """The desk stage, planned, its entrants announced."""
    return carrying.reached(edition, StageKind.DESK, crew, at=now - 3 * HOUR)


def desk(edition, crew, now):
    """The desk stage, open, with every scorecard but one locked."""
    stage = carrying.carried_to(edition, StageKind.DESK, crew, at=now - 3 * HOUR)
    return carrying.worked(stage, crew, at=now - HOUR, leave=1)


def computed(edition, crew, now):
    """The finalists' stage, closed and computed: two places, three nominations."""
    stage = carrying.carried_to(edition, StageKind.PANEL, crew, at=now - 3 * HOUR)
    return carrying.computed(stage, crew, at=now - 3 * HOUR)


def awarded(edition, crew, now):
    """The interview, planned, the finalists announced with their awards."""
    return carrying.reached(edition, StageKind.INTERVIEW, crew, at=now - 3 * HOUR)


STATES = {state.__name__: state for state in (awarded, computed, desk, before_desk, administrative)}


def laid_out(names, *, entrants):
    """The scene in the state that is among these names; "edition": nothing has begun; none: people alone."""
    state = next((name for name in (*STATES, "edition") if name in names), None)

    def make():
        cast, now = accounts.cast(), timezone.now()
        crew = crews.of(cast)
        if not state:
            return Scene(cast, crew, now)
        edition = competitions.just_closed(now, slug="kipp-uji")
        proposals.rows(edition, entrants)
        stage = STATES[state](edition, crew, now) if state in STATES else None
        return Scene(cast, crew, now, edition, stage)

    return once.laid_out(("scene", state, entrants), make, good_for=GOOD_FOR_SECONDS)
