"""How a choice that people made compares with the rules of composition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from judging.arithmetic.choice.selection import EACH, Rule


@dataclass(frozen=True)
class Balance:
    """One rule, and how many of the chosen it counts: for a rule about each value, those of the most frequent one."""

    rule: Rule
    now: int

    @property
    def is_exceeded(self) -> bool:
        """Whether there are more than the rule allows."""
        return self.rule.maximum is not None and self.now > self.rule.maximum

    @property
    def is_kept(self) -> bool:
        """Whether the rule holds now."""
        return not self.is_exceeded and self.now >= (self.rule.minimum or 0)


def balances(chosen: Iterable[Mapping[str, str]], rules: Sequence[Rule]) -> tuple[Balance, ...]:
    """Each rule against the chosen, given by their traits; an empty trait counts towards no rule."""
    counts: dict[str, Counter[str]] = {}
    for traits in chosen:
        for dimension, value in traits.items():
            if value:
                counts.setdefault(dimension, Counter())[value] += 1
    return tuple(Balance(rule, _now(rule, counts.get(rule.dimension, Counter()))) for rule in rules)


def _now(rule: Rule, values: Counter[str]) -> int:
    return max(values.values(), default=0) if rule.value == EACH else values[rule.value]
