"""Places from scores: a total order anyone can repeat with the published score, tie-breakers and seed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.arithmetic.points import hundredths
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit


@dataclass(frozen=True)
class Entry:
    """One contestant: its score and, in published order, the values that break a tie (higher is better)."""

    id: Id
    score: Decimal
    tie_breakers: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Place:
    """One row of the standings.

    `rank` counts from 1 without gaps or shared places, `score` is in hundredths. `decided_by` names what
    separated this row from the one above it: "score", "tie_breaker_1", "tie_breaker_2"…, "lot"; the first row
    has nothing above it and carries "first".
    """

    id: Id
    rank: int
    score: Decimal
    decided_by: str


def rank(entries: Sequence[Entry], *, seed: str) -> tuple[Place, ...]:
    """Order entries, best first, by score in hundredths, then each tie-breaker, then the lot.

    The score is rounded to hundredths before anything is compared, because differences below a hundredth are
    not shown to anybody and may not decide. Tie-breakers are compared exactly as given. `seed` is the text
    announced in advance. The order in which entries are passed in has no effect.

    Raises Unfit when an id is repeated, a number is not finite, or entries differ in how many tie-breakers
    they carry.
    """
    _check(entries)
    keyed = sorted(((_key(entry, seed), entry) for entry in entries), key=lambda pair: pair[0])
    places: list[Place] = []
    above: tuple[Decimal | str, ...] | None = None
    for position, (key, entry) in enumerate(keyed, start=1):
        places.append(Place(entry.id, position, hundredths(entry.score), _decided_by(above, key)))
        above = key
    return tuple(places)


def lot(entry_id: Id, *, seed: str) -> str:
    """The lot of one id under a published seed, 64 hexadecimal digits; the lower one wins.

    HMAC-SHA256 of the id's text under the key SHA-256(seed): nobody can steer it without steering the seed.
    """
    key = hashlib.sha256(seed.encode()).digest()
    return hmac.new(key, str(entry_id).encode(), hashlib.sha256).hexdigest()


def _key(entry: Entry, seed: str) -> tuple[Decimal | str, ...]:
    """Ascending is best first. copy_negate, unlike unary minus, does not round to the caller's context."""
    better_first = tuple(value.copy_negate() for value in (hundredths(entry.score), *entry.tie_breakers))
    return (*better_first, lot(entry.id, seed=seed))


def _decided_by(above: tuple[Decimal | str, ...] | None, key: tuple[Decimal | str, ...]) -> str:
    if above is None:
        return "first"
    differs = next(index for index, (a, b) in enumerate(zip(above, key, strict=True)) if a != b)
    if differs == 0:
        return "score"
    return "lot" if differs == len(key) - 1 else f"tie_breaker_{differs}"


def _check(entries: Sequence[Entry]) -> None:
    if len({str(entry.id) for entry in entries}) != len(entries):
        raise Unfit("repeated", what="proposal")
    if len({len(entry.tie_breakers) for entry in entries}) > 1:
        raise Unfit("tie_breakers_differ")
    for entry in entries:
        if not all(value.is_finite() for value in (entry.score, *entry.tie_breakers)):
            raise Unfit("not_a_number", proposal=entry.id)
