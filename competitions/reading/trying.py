"""Certificates as a plan would have them, on invented texts: asked of the floors above, which print them."""

from collections.abc import Callable
from dataclasses import dataclass

from competitions.domain.blueprint import Plan


@dataclass(frozen=True)
class TriedSheet:
    """One certificate: its picture as a data address, or why it cannot be printed."""

    title: str
    picture: str = ""
    problem: str = ""


ASKED: list[Callable[[Plan], list[TriedSheet]]] = []


def join(ask: Callable[[Plan], list[TriedSheet]]) -> None:
    """The roof says who answers."""
    ASKED[:] = [ask]


def sheets(plan: Plan) -> list[TriedSheet]:
    """A certificate of usual names and one of the longest there are; none where nothing can be printed here."""
    return [one for ask in ASKED for one in ask(plan)]
