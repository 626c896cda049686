"""What is expected of the stages of a plan, in words: asked of the floors above, which know people and proposals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from competitions.domain.blueprint import Plan
from competitions.models import Edition


@dataclass(frozen=True)
class Foreseen:
    """What is expected of one stage, by its key; `is_short` says that it would not work so."""

    stage: str
    sentence: str
    is_short: bool


# What the roof joined when it started: of an edition and its plan, what is expected at a moment.
JOINED: list[Callable] = []


def join(reading: Callable) -> None:
    """Tell what a floor above expects; joined already, nothing happens."""
    if reading not in JOINED:
        JOINED.append(reading)


def outlooks(edition: Edition, plan: Plan, *, at: datetime) -> list[Foreseen]:
    """Everything that is expected of the stages of a plan that have not begun."""
    return [one for reading in JOINED for one in reading(edition, plan, at=at)]


def shortages(edition: Edition, plan: Plan, *, at: datetime) -> list[str]:
    """What would not work, a sentence each."""
    return [one.sentence for one in outlooks(edition, plan, at=at) if one.is_short]


def of_part(edition: Edition, plan: Plan, key: str | None, *, at: datetime) -> list[Foreseen]:
    """What is expected of the stage of this key; where none is named, what would not work of any."""
    return [one for one in outlooks(edition, plan, at=at) if (one.stage == key if key else one.is_short)]
