"""The people a plan still lacks, as parts of its list of work; who they are is known to floors above."""

from collections.abc import Callable

# What the roof joined when it started: of an edition and its plan, the tasks of its people.
JOINED: list[Callable] = []


def join(reading: Callable) -> None:
    """Tell the tasks of a floor above; joined already, nothing happens."""
    if reading not in JOINED:
        JOINED.append(reading)


def people_tasks(edition, plan) -> list:
    """Every task about the people of an edition."""
    return [task for reading in JOINED for task in reading(edition, plan)]
