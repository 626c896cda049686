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


def now(rule: Rule, counts: Counts) -> int:
    """How many a rule counts now; for a rule about each value of a dimension those of the most frequent one."""
    values = counts.get(rule.dimension, {})
    return max(values.values(), default=0) if rule.value == EACH else values.get(rule.value, 0)
