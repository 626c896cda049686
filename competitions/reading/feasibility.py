"""Whether the rules and places of a stage can be kept by those who may be expected, and what would put them right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import NATIONAL_KINDS, AgencyKind, RegionClass
from competitions.arithmetic.feasibility import (
    Entrants,
    Limit,
    NotSolved,
    is_feasible,
    least_change,
    smallest_clash,
)
from competitions.domain import composition
from competitions.domain.blueprint import Plan, RuleData, StageData
from competitions.domain.composition import EACH, KNOWN, Dimension
from competitions.reading.entering import Pool

# What a forecast says: how many of each category, of each group, of agencies of each kind.
FORECAST = (Dimension.CATEGORY, Dimension.GROUP, Dimension.AGENCY_KIND)
# What follows from nothing in a forecast.
UNKNOWN = (Dimension.PROVINCE, Dimension.AGENCY)

Numbers = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Answer:
    """`sentence` sums up; `clash` are the fewest rules at odds; `changes` pair a rule with what it would become.

    `proposed` are all rules after the least change, None where none is needed or none helps. `left_out` are rules
    that a forecast says nothing about.
    """

    is_kept: bool
    sentence: str
    clash: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    proposed: tuple[RuleData, ...] | None = None
    left_out: tuple[str, ...] = ()


def answer(
    plan: Plan,
    stage: StageData,
    rules: Sequence[RuleData],
    *,
    names: Mapping[tuple[str, str], str],
    pool: Pool | None,
    forecast: Numbers | None,
) -> Answer:
    """What becomes of the rules with the pool as it is, or, where there is a `forecast`, with its numbers alone."""
    shares = shares_of(plan, stage, pool, forecast)
    places = sum(shares.values())
    if not places:
        return Answer(False, _("Isi dahulu kuota tahap ini dan perkiraan peserta tiap kelompok."))
    is_forecast = forecast is not None or pool is None
    asked = [rule for rule in rules if not (is_forecast and rule.dimension in UNKNOWN)]
    left_out = tuple(composition.sentence(rule, names=names) for rule in rules if rule not in asked)
    fixed = [Limit(Dimension.GROUP, key, size, size, is_fixed=True) for key, size in shares.items()]
    limits = [*fixed, *(limit_of(rule, names) for rule in asked)]
    entrants = forecasted(plan, forecast or {}) if is_forecast else Entrants(pool.sorts)
    try:
        # One look is enough where all can be kept, as it mostly is while somebody types.
        if is_feasible(entrants, limits, places=places):
            clash, changed = (), tuple(limits)
        else:
            clash = smallest_clash(entrants, limits, places=places)
            changed = least_change(entrants, limits, places=places)
    except NotSolved:
        return Answer(False, _("Perhitungannya tidak selesai. Kurangi aturannya, lalu periksa lagi."))
    if changed is None and not clash:
        return Answer(False, _("Menurut perkiraan ini pesertanya kurang dari kuota."), left_out=left_out)
    if not clash:
        return Answer(True, _("Aturan dan kuota dapat dipenuhi bersama."), left_out=left_out)
    said = [*quotas_in_words(plan, shares), *(composition.sentence(rule, names=names) for rule in asked)]
    after = changed_rules(rules, asked, changed[len(fixed) :]) if changed else list(rules)
    one_alone = _("Aturan ini tidak dapat dipenuhi:")
    return Answer(
        False,
        one_alone if len(clash) == 1 else _("Aturan berikut tidak dapat dipenuhi bersama:"),
        clash=tuple(said[index] for index in clash),
        changes=differences(rules, after, names),
        proposed=tuple(one for one in after if one.minimum or one.maximum is not None) if changed else None,
        left_out=left_out,
    )


def shares_of(plan: Plan, stage: StageData, pool: Pool | None, forecast: Numbers | None) -> dict[str, int]:
    """How many of each group there are places for and entrants to fill them."""
    sizes = pool.numbers(Dimension.GROUP) if forecast is None and pool else None
    shares = {}
    for group in plan.blueprint.groups:
        size = sizes.get(group.key, 0) if sizes is not None else (forecast or {}).get((Dimension.GROUP, group.key))
        quota = stage.places.get(group.key, 0)
        shares[group.key] = quota if size is None else min(quota, size)
    return shares


def quotas_in_words(plan: Plan, shares: Mapping[str, int]) -> list[str]:
    """The places of each group, as rules among the others."""
    called_by_key = {group.key: group.name or group.key for group in plan.blueprint.groups}
    return [
        _("Kuota %(group)s: %(places)d") % {"group": called_by_key[key], "places": size} for key, size in shares.items()
    ]


def changed_rules(rules: Sequence[RuleData], asked: Sequence[RuleData], limits: Sequence[Limit]) -> list[RuleData]:
    """All rules, those that were `asked` with the new limits."""
    new = {
        id(rule): replace(rule, minimum=limit.minimum, maximum=limit.maximum)
        for rule, limit in zip(asked, limits, strict=True)
    }
    return [new.get(id(rule), rule) for rule in rules]


def differences(before: Sequence[RuleData], after: Sequence[RuleData], names) -> tuple[tuple[str, str], ...]:
    """Each rule that changes, with what it becomes."""
    return tuple(
        (composition.sentence(old, names=names), called(one, names))
        for old, one in zip(before, after, strict=True)
        if old != one
    )


def called(rule, names):
    """A rule as a sentence; one that asks for nothing any more goes."""
    return composition.sentence(rule, names=names) if rule.minimum or rule.maximum is not None else _("dihapus")


def limit_of(rule: RuleData, names) -> Limit:
    """A rule as the arithmetic takes it."""
    is_every = rule.value == EACH and rule.minimum and rule.dimension in KNOWN
    values = tuple(value for known, value in names if is_every and known == rule.dimension)
    return Limit(str(rule.dimension), rule.value, rule.minimum or None, rule.maximum, values)


def forecasted(plan: Plan, forecast: Numbers) -> Entrants:
    """Entrants of whom only sums are known: any category may come with any group and any kind of agency."""
    everybody = 32_767
    classes = {
        kind: (RegionClass.NATIONAL,) if kind in NATIONAL_KINDS else (RegionClass.LEFT_BEHIND, RegionClass.OTHER)
        for kind in AgencyKind
    }
    sorts = [
        (
            {"category": category.key, "group": group.key, "agency_kind": kind.value, "region_class": one.value},
            everybody,
        )
        for category in plan.blueprint.categories
        for group in plan.blueprint.groups
        for kind, regions in classes.items()
        for one in regions
    ]
    return Entrants(sorts, {(str(dimension), value): number for (dimension, value), number in forecast.items()})
