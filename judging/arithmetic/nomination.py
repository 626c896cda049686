"""From scores to those who go on: ranks within each group, and the best selection a composition allows.

Arithmetic only: plain values in and out, no Django.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.arithmetic.choice.selection import Candidate, Rule, Selection, select
from judging.arithmetic.ranking import Entry, Place, rank
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
    sizes: defaultdict[str, int] = defaultdict(int)
    for nominee in nominees:
        sizes[nominee.traits["group"]] += 1
    places = {group: min(quotas.get(group, 0), size) for group, size in sizes.items()}
    if not any(places.values()):
        return NOBODY
    shares = [Rule("group", group, places[group], places[group]) for group in sorted(places)]
    order = rank([Entry(one.id, one.score, one.tie_breakers) for one in nominees], seed=seed)
    scores = {place.id: place.score for place in order}
    return select(
        [Candidate(one.id, int(scores[one.id] * 100), one.traits) for one in nominees],
        places=sum(places.values()),
        rules=[*shares, *rules],
        order=[place.id for place in order],
    )
