"""Rows of an official list and entries of a register as values, and what the one changes in the other."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

STANDING, CLOSED, MERGED = "standing", "closed", "merged"
NEW, RENAMED, RECODED, OTHER, CLOSING = "new", "renamed", "recoded", "other", "closing"


@dataclass(frozen=True)
class RegionLine:
    """A region as the row of this number says it; None where the list has no such column."""

    row: int
    code: str
    name: str
    kind: str
    population: int | None = None
    is_left_behind: bool | None = None


@dataclass(frozen=True)
class RegionEntry:
    """A region as the register has it."""

    code: str
    name: str
    kind: str
    population: int = 0
    is_left_behind: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class AgencyLine:
    """An agency as the row of this number says it; `former` is the name it bore, if the row says one."""

    row: int
    name: str
    kind: str
    region: str = ""
    former: str = ""


Line = TypeVar("Line", RegionLine, AgencyLine)


@dataclass(frozen=True)
class AgencyEntry:
    """An agency as the register has it, with the names it bore and what it became."""

    key: int
    name: str
    kind: str
    region: str = ""
    state: str = STANDING
    became: str = ""
    bore: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntryChange:
    """One thing that the list changes. `key` is the code or the key of the entry, "" for a new agency.

    `was` and `now` are names; where the code changes, codes; where something else does, (what, was, now) are `facts`.
    """

    row: int | None
    what: str
    key: str
    name: str
    was: str = ""
    now: str = ""
    kind: str = ""
    region: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Why the row of this number, or the list, cannot be applied: a key with the values of its sentence."""

    row: int | None
    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListDifference:
    """What a list changes, what keeps it from being applied, and the rows that mean an entry known by another name."""

    changes: tuple[EntryChange, ...]
    doubts: tuple[Doubt, ...]
    known: tuple[Doubt, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the register says the same already."""
        return not (self.changes or self.doubts)


def doubled(lines: Iterable[Line], key: Callable[[Line], Hashable], what: str) -> Iterator[Doubt]:
    """The rows that say what an earlier row says."""
    first: dict[Hashable, int] = {}
    for line in lines:
        if (said := key(line)) in first:
            yield Doubt(line.row, what, {"row": str(first[said])})
        first.setdefault(said, line.row)


def folded(name: str) -> str:
    """A name by which two spellings of it are one: letters and figures alone, in small letters."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def in_rows(doubt: Doubt) -> tuple[int, str]:
    """The order of doubts: by their rows, those of the list as a whole last."""
    return (doubt.row or 10**9, doubt.key)
