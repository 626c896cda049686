"""The selection of a recap: solved, with a bound that no selection under its rules can pass."""

from __future__ import annotations

from decimal import Decimal

from judging.arithmetic.choice.balance import counted, now
from judging.arithmetic.choice.selection import programme_of
from judging.arithmetic.nomination import in_order, places_of, shares_of
from judging.arithmetic.points import hundredths, settled
from judging.arithmetic.results.frozen import quotas
from judging.arithmetic.results.recap import Nominated


def told(found: Nominated) -> dict[str, object]:
    """Who is chosen, the total in hundredths, and the total of the best fractional selection, as JSON values."""
    return {
        "chosen": sorted(map(str, found.selection.chosen)),
        "total": found.selection.total,
        "unconstrained_total": found.selection.unconstrained_total,
        "bound": str(bound(found)),
        "rules": [rule.as_json() for rule in found.rules],
        "places": places_of(found.allowed, quotas(found.whole)),
    }


def bound(found: Nominated) -> Decimal:
    """The total of the best choice where candidates might be taken in part: no whole choice has more."""
    places = places_of(found.allowed, quotas(found.whole))
    if not any(places.values()):
        return Decimal("0.00")
    order, candidates = in_order(found.allowed, seed=found.whole.text("seed"))
    by_id = {one.id: one for one in candidates}
    rules = tuple(dict.fromkeys([*shares_of(places), *found.rules]))
    programme = programme_of([by_id[one] for one in order], sum(places.values()), rules)
    return hundredths(settled(programme.core(floor=found.selection.total).bound))


def keeps_every_rule(found: Nominated, chosen: list[str]) -> bool:
    """Counted in whole numbers, without the solver: whether these keep every rule and fill every place."""
    by_id = {str(one.id): one for one in found.allowed}
    if len(set(chosen)) != len(chosen) or not by_id.keys() >= set(chosen):
        return False
    counts = counted([by_id[one].traits for one in chosen])
    places = places_of(found.allowed, quotas(found.whole))
    if not any(places.values()):
        return not chosen
    for rule in [*shares_of(places), *found.rules]:
        fewest, most = now(rule, counts)
        if (rule.minimum is not None and fewest < rule.minimum) or (rule.maximum is not None and most > rule.maximum):
            return False
    return True
