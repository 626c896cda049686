"""Who may be expected to enter a stage: asked of the floors above, which know proposals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from competitions.models import Edition


@dataclass(frozen=True)
class Pool:
    """Proposals counted by their traits, and in words which they are; `is_certain` where they are the entrants."""

    called: str
    sorts: Sequence[tuple[Mapping[str, str], int]]
    is_certain: bool = False

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(count for _traits, count in self.sorts)

    def numbers(self, dimension: str) -> dict[str, int]:
        """How many have each value of a dimension."""
        found: dict[str, int] = {}
        for traits, count in self.sorts:
            if value := traits[dimension]:
                found[value] = found.get(value, 0) + count
        return found


ASKED: list[Callable[[Edition, str], Pool | None]] = []


def join(ask):
    """The roof says who answers."""
    ASKED[:] = [ask]


def pool(edition: Edition, key: str) -> Pool | None:
    """The proposals that a stage is to be thought of with, or None where there are none yet."""
    return next((found for ask in ASKED if (found := ask(edition, key))), None)
