"""From scores to those who go on: ranks within each group, and the best selection a composition allows.

Arithmetic only: plain values in and out, no Django.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from judging.arithmetic.choice.inclusion import times_chosen
from judging.arithmetic.choice.selection import Candidate, Rule, Selection, programme_of, select
from judging.arithmetic.ranking import Entry, Place, rank
from judging.arithmetic.severity.uncertainty import Belief
from judging.arithmetic.terms import Id

NOBODY = Selection(chosen=(), total=0, unconstrained_total=0, price=0, swaps=(), rule_prices={})


@dataclass(frozen=True)
class Nominee:
    """A proposal with its score (0 to 100), the figures that break ties, and its traits by dimension."""

    id: Id
    score: Decimal
    tie_breakers: tuple[Decimal, ...]
    traits: Mapping[str, str]


def rank_in_groups(nominees: Sequence[Nominee], *, seed: str) -> dict[Id, Place]:
    """Each nominee's place within its group (trait "group"), best first, by the published tie order."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for nominee in nominees:
        groups[nominee.traits["group"]].append(Entry(nominee.id, nominee.score, nominee.tie_breakers))
    return {place.id: place for key in sorted(groups) for place in rank(groups[key], seed=seed)}


def first_of_each_group(
    nominees: Sequence[Nominee],
    places: Mapping[Id, Place],
    *,
    quotas: Mapping[str, int],
    passing_score: Decimal | None,
) -> set[Id]:
    """Those within their group's places (no quota: all of it) whose score, as it is ranked and shown, passes."""
    return {
        nominee.id
        for nominee in nominees
        if places[nominee.id].rank <= quotas.get(nominee.traits["group"], len(nominees))
        and (passing_score is None or places[nominee.id].score >= passing_score)
    }


def select_composed(
    nominees: Sequence[Nominee], *, quotas: Mapping[str, int], rules: Sequence[Rule], seed: str
) -> Selection:
    """The best selection that fills each group's places and keeps every composition rule.

    A group's quota is itself a rule (exactly so many, or all of a smaller group); a group without a quota
    sends nobody. Where that leaves no place at all, nobody is chosen and no rule is asked: an edition whose
    last candidates are gone must still be able to end. Raises Unsatisfiable when the rules cannot be kept
    together.
    """
    places = places_of(nominees, quotas)
    if not any(places.values()):
        return NOBODY
    order, candidates = in_order(nominees, seed=seed)
    return select(
        candidates,
        places=sum(places.values()),
        rules=[*shares_of(places), *rules],
        order=order,
    )


def often_chosen(
    nominees: Sequence[Nominee],
    levels: Belief,
    *,
    quotas: Mapping[str, int],
    rules: Sequence[Rule],
    seed: str,
    draws: int,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> dict[Id, int]:
    """In how many of so many draws of their levels `select_composed` would choose each nominee."""
    places = places_of(nominees, quotas)
    if not any(places.values()):
        return {one.id: 0 for one in nominees}
    order, candidates = in_order(nominees, seed=seed)
    by_id = {one.id: one for one in candidates}
    ordered = [by_id[one] for one in order]
    programme = programme_of(ordered, sum(places.values()), tuple(dict.fromkeys([*shares_of(places), *rules])))
    groups = [
        (np.flatnonzero([one.traits["group"] == group for one in ordered]), places[group]) for group in sorted(places)
    ]
    counts = times_chosen(programme, levels.of(order).draws(draws, seed=seed), groups=groups, progress=progress)
    return {one: int(counts[place]) for place, one in enumerate(order)}


def places_of(nominees: Sequence[Nominee], quotas: Mapping[str, int]) -> dict[str, int]:
    """How many of each group are chosen: its quota, or all of a smaller group."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for nominee in nominees:
        sizes[nominee.traits["group"]] += 1
    return {group: min(quotas.get(group, 0), size) for group, size in sizes.items()}


def shares_of(places: Mapping[str, int]) -> list[Rule]:
    """The places of each group as rules."""
    return [Rule("group", group, places[group], places[group]) for group in sorted(places)]


def in_order(nominees: Sequence[Nominee], *, seed: str) -> tuple[list[Id], list[Candidate]]:
    """The nominees in the published order over all groups, and as candidates."""
    order = rank([Entry(one.id, one.score, one.tie_breakers) for one in nominees], seed=seed)
    scores = {place.id: place.score for place in order}
    candidates = [Candidate(one.id, int(scores[one.id] * 100), one.traits) for one in nominees]
    return [place.id for place in order], candidates
