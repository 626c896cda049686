"""Which stages have a timetable that everybody may read; who is heard when is known to floors above."""

from collections.abc import Callable, Iterable

# What the roof joined when it started: of an edition, the positions of such stages.
JOINED: list[Callable] = []


def join(reading: Callable) -> None:
    """Tell the open timetables of a floor above; joined already, nothing happens."""
    if reading not in JOINED:
        JOINED.append(reading)


def open_positions(edition) -> Iterable[int]:
    """The positions of the stages of an edition whose timetable is open."""
    return {position for reading in JOINED for position in reading(edition)}
