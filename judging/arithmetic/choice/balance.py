"""How many of a choice that people made each rule of composition counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from judging.arithmetic.choice.selection import EACH, Rule

Counts = Mapping[str, Mapping[str, int]]


def counted(chosen: Iterable[Mapping[str, str]]) -> Counts:
    """How many of the chosen, given by their traits, have each value, by dimension; an empty trait counts nowhere."""
    counts: dict[str, Counter[str]] = {}
    for traits in chosen:
        for dimension, value in traits.items():
            if value:
                counts.setdefault(dimension, Counter())[value] += 1
    return counts


def now(rule: Rule, counts: Counts) -> tuple[int, int]:
    """How many a rule counts now, fewest and most: the same twice, but for a rule about every value of a dimension.

    Fewest is that of the rarest value among those the rule asks for and those that are there; most that of the most
    frequent one.
    """
    values = counts.get(rule.dimension, {})
    if rule.value != EACH:
        return values.get(rule.value, 0), values.get(rule.value, 0)
    asked = [values.get(value, 0) for value in {*values, *rule.values}]
    return min(asked, default=0), max(asked, default=0)
