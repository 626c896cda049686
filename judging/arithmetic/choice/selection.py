"""The best set of winners that satisfies rules of representation, and what each rule costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from judging.arithmetic.choice.programme import Core, Numbers, Programme
from judging.arithmetic.terms import Id
from judging.arithmetic.unfit import Unfit

EACH = "*"


@dataclass(frozen=True)
class Candidate:
    """`score` in whole hundredths; `traits` by dimension, e.g. {"category": "health"}. A missing or empty
    trait counts towards no rule of that dimension.
    """

    id: Id
    score: int
    traits: Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """Of the chosen, at least `minimum` and at most `maximum` have `value` in `dimension`.

    The value "*" means every value of this dimension: those that candidates have, and those in `values`, which
    a minimum asks for although no candidate has them.
    """

    dimension: str
    value: str
    minimum: int | None = None
    maximum: int | None = None
    values: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str | int | None]:
        """The rule as notes name it: by what it is about and its limits."""
        return {
            "dimension": self.dimension,
            "value": self.value,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }


@dataclass(frozen=True)
class Swap:
    """`in_` was chosen in place of `out`, who is among the best by score alone.

    `rules` are those that would be broken if this one swap were undone.
    """

    out: Id
    in_: Id
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Selection:
    """The chosen, best first in the given order, and the price of the rules in hundredths.

    `price` is `unconstrained_total` - `total`. `rule_prices` says by how much the total would rise if that
    rule alone were dropped; single prices need not add up to `price`, since one candidate can serve several
    rules. `swaps` pair those passed over with those taken in their place, both best first.
    """

    chosen: tuple[Id, ...]
    total: int
    unconstrained_total: int
    price: int
    swaps: tuple[Swap, ...]
    rule_prices: Mapping[Rule, int]


class Unsatisfiable(Unfit):
    """No choice satisfies the rules; they are never relaxed.

    `rules` cannot be satisfied together, but any of them left out makes the others satisfiable; it is empty
    when there are fewer candidates than places. `available` says for each of those rules how many candidates
    have its value; for "*" how many have the most frequent one, or, where it has a minimum, the rarest.
    """

    def __init__(self, rules: tuple[Rule, ...], available: Mapping[Rule, int], *, candidates: int, places: int) -> None:
        clash = [rule.as_json() | {"available": available[rule]} for rule in rules]
        key = "rules_clash" if rules else "too_few_candidates"
        super().__init__(key, rules=clash, candidates=candidates, places=places)
        self.rules = rules
        self.available = available


def select(candidates: Sequence[Candidate], *, places: int, rules: Sequence[Rule], order: Sequence[Id]) -> Selection:
    """Choose `places` candidates under `rules`, by three aims, each outweighing all that follow.

    First the highest total score; then the highest minimum score among the chosen; then the given total
    `order` (best first): of two choices the better has the earlier candidate where they first differ. This
    makes the answer unique, whatever the order of `candidates` or the solver's version.

    Source: lexicographic 0/1 integer programming; constrained committee selection. Raises Unsatisfiable when
    no choice satisfies the rules, Unfit when ids repeat, `order` is not exactly the candidates, or a rule
    has no limit or a negative one.
    """
    distinct_rules = tuple(dict.fromkeys(rules))
    _check(candidates, places, distinct_rules, order)
    by_id = {candidate.id: candidate for candidate in candidates}
    ordered = [by_id[id_] for id_ in order]
    if len(ordered) < places:
        raise Unsatisfiable((), {}, candidates=len(ordered), places=places)
    programme = programme_of(ordered, places, distinct_rules)
    nobody: Numbers = np.zeros(0, dtype=np.int64)
    found = programme.best(taken=nobody, free=np.arange(len(ordered)))
    if found is None:
        raise _unsatisfiable(programme, ordered, distinct_rules)
    total = programme.total(found)
    core = programme.core(floor=total)
    chosen = _first_in_order(programme, *_highest_minimum(programme, core, found))
    alone = np.sort(np.argsort(-programme.scores, kind="stable")[:places])
    return Selection(
        chosen=tuple(ordered[i].id for i in chosen),
        total=total,
        unconstrained_total=programme.total(alone),
        price=programme.total(alone) - total,
        swaps=_swaps(ordered, distinct_rules, alone, chosen),
        rule_prices=_rule_prices(programme, distinct_rules, core, total),
    )


def _highest_minimum(programme: Programme, core: Core, found: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Leave out the lowest scores one after another while the total can still be reached.

    Returns who is in every remaining choice, who may fill up, and one such choice.
    """
    total, scores, free = programme.total(found), programme.scores, core.free
    while True:
        lowest = scores[found].min()
        higher = free[scores[free] > lowest]
        without = None
        if not (scores[core.taken] <= lowest).any():
            without = programme.best(taken=core.taken, free=higher)
        if without is None or programme.total(without) < total:
            return core.taken, free[scores[free] >= lowest], found
        found, free = without, higher


def _first_in_order(programme: Programme, taken: Numbers, free: Numbers, found: Numbers) -> list[int]:
    """Fix candidates from the best in order downwards: in if the total can still be reached, else out.

    Indices are places in the order, so they need no sorting of their own.
    """
    total, fixed = programme.total(found), taken
    current = set(found.tolist())
    for position, index in enumerate(free.tolist()):
        if len(fixed) == programme.places:
            break
        if index not in current:
            other = programme.best(taken=np.append(fixed, index), free=free[position + 1 :])
            if other is None or programme.total(other) < total:
                continue
            current = set(other.tolist())
        fixed = np.append(fixed, index)
    return sorted(current)


def _rule_prices(programme: Programme, rules: Sequence[Rule], core: Core, total: int) -> dict[Rule, int]:
    prices = {}
    everything = frozenset(range(len(rules)))
    for index, rule in enumerate(rules):
        relaxed = programme.keeping(everything - {index})
        # A rule that costs the fractional choice nothing leaves its bound, and so its core, as they were.
        wider = relaxed.core(floor=total) if index in core.priced else core
        prices[rule] = 0
        if wider.bound > total + 0.5:
            better = relaxed.best(taken=wider.taken, free=wider.free)
            prices[rule] = 0 if better is None else relaxed.total(better) - total
    return prices


def _swaps(
    ordered: Sequence[Candidate], rules: Sequence[Rule], alone: Numbers, chosen: Sequence[int]
) -> tuple[Swap, ...]:
    final = set(chosen)
    outs = [index for index in alone.tolist() if index not in final]
    ins = [index for index in chosen if index not in set(alone.tolist())]
    return tuple(
        Swap(
            out=ordered[out].id,
            in_=ordered[in_].id,
            rules=tuple(rule for rule in rules if _is_broken(rule, ordered, (final - {in_}) | {out})),
        )
        for out, in_ in zip(outs, ins, strict=True)
    )


def _is_broken(rule: Rule, ordered: Sequence[Candidate], chosen: AbstractSet[int]) -> bool:
    return any(
        not least <= sum(index in chosen for index in members) <= most
        for members, least, most in _groups(rule, ordered, len(chosen))
    )


def _unsatisfiable(programme: Programme, ordered: Sequence[Candidate], rules: Sequence[Rule]) -> Unsatisfiable:
    """Drop rules one after another as long as the rest stays impossible: what remains is minimal."""
    conflicting = frozenset(range(len(rules)))
    for index in range(len(rules)):
        if not programme.keeping(conflicting - {index}).is_feasible():
            conflicting -= {index}
    minimal = tuple(rules[index] for index in sorted(conflicting))
    available = {rule: _available(rule, ordered) for rule in minimal}
    return Unsatisfiable(minimal, available, candidates=len(ordered), places=programme.places)


def _available(rule: Rule, ordered: Sequence[Candidate]) -> int:
    counts = Counter(value for candidate in ordered if (value := candidate.traits.get(rule.dimension)))
    if rule.value != EACH:
        return counts[rule.value]
    counts.update(dict.fromkeys(rule.values, 0))
    return min(counts.values(), default=0) if rule.minimum else max(counts.values(), default=0)


def programme_of(ordered: Sequence[Candidate], places: int, rules: Sequence[Rule]) -> Programme:
    """The choice of so many candidates under rules, as numbers; candidate i is `ordered[i]`."""
    rows = [
        (index, members, least, most)
        for index, rule in enumerate(rules)
        for members, least, most in _groups(rule, ordered, places)
    ]
    table = np.zeros((len(rows), len(ordered)), dtype=np.bool_)
    for row, (_, members, _, _) in enumerate(rows):
        table[row, members] = True
    return Programme(
        scores=np.array([candidate.score for candidate in ordered], dtype=np.int64),
        places=places,
        rule=np.array([index for index, _, _, _ in rows], dtype=np.int64),
        members=table,
        least=np.array([least for _, _, least, _ in rows], dtype=np.int64),
        most=np.array([most for _, _, _, most in rows], dtype=np.int64),
    )


def _groups(rule: Rule, ordered: Sequence[Candidate], places: int) -> list[tuple[list[int], int, int]]:
    """Members, least and most for each group a rule speaks of; groups it cannot touch are left out."""
    least = rule.minimum or 0
    most = places if rule.maximum is None else rule.maximum
    members: dict[str, list[int]] = {value: [] for value in (rule.values if rule.value == EACH else (rule.value,))}
    for index, candidate in enumerate(ordered):
        value = candidate.traits.get(rule.dimension)
        if value and rule.value in {EACH, value}:
            members.setdefault(value, []).append(index)
    return [(group, least, most) for group in members.values() if least > 0 or most < len(group)]


def _check(candidates: Sequence[Candidate], places: int, rules: Sequence[Rule], order: Sequence[Id]) -> None:
    ids = {candidate.id for candidate in candidates}
    if len(ids) != len(candidates):
        raise Unfit("repeated", what="candidate")
    if len(order) != len(candidates) or set(order) != ids:
        raise Unfit("order_incomplete")
    if places < 1:
        raise Unfit("no_places", places=places)
    for rule in rules:
        limits = [limit for limit in (rule.minimum, rule.maximum) if limit is not None]
        if not limits or min(limits) < 0:
            raise Unfit("rule_without_limit", dimension=rule.dimension, value=rule.value)
