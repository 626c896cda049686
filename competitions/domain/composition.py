"""Whether rules of composition speak of things that exist."""

from collections import Counter
from collections.abc import Sequence

from accounts.models import Agency, AgencyKind, Region, RegionClass, RegionKind
from competitions.domain.blueprint import RuleData
from competitions.models import CompositionRule, Edition

Dimension = CompositionRule.Dimension


def check(rules: Sequence[RuleData], edition: Edition) -> None:
    """ValueError with a sentence at the first rule that is unknown, repeated, empty or contradicts itself.

    Reads each dimension that is used once, whatever the number of rules.
    """
    for rule in rules:
        if rule.dimension not in Dimension.values:
            raise ValueError(f"Dimensi komposisi tidak dikenal: {rule.dimension}.")
        _check_bounds(rule)
    for dimension in sorted({rule.dimension for rule in rules}):
        values = [rule.value for rule in rules if rule.dimension == dimension]
        _check_values(Dimension(dimension), values, edition)


def _check_bounds(rule):
    if rule.minimum is None and rule.maximum is None:
        raise ValueError(f"Aturan “{rule.label}” memerlukan batas bawah atau batas atas.")
    if any(bound is not None and bound < 0 for bound in (rule.minimum, rule.maximum)):
        raise ValueError(f"Batas aturan “{rule.label}” tidak boleh negatif.")
    if rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        raise ValueError(f"Batas bawah aturan “{rule.label}” melebihi batas atasnya.")
    if rule.value == "*" and rule.minimum is not None:
        raise ValueError(f"Aturan “{rule.label}” untuk setiap nilai hanya boleh memakai batas atas.")


def _check_values(dimension, values, edition):
    repeated = [value for value, times in Counter(values).items() if times > 1]
    if repeated:
        raise ValueError(f"Aturan {dimension.label} {repeated[0]} disebut lebih dari sekali.")
    named = {value for value in values if value != "*"}
    if unknown := sorted(named - _known(dimension, named, edition)):
        raise ValueError(f"Nilai {dimension.label} tidak dikenal: {', '.join(unknown)}.")


def _known(dimension, named, edition):
    """Those of the named values that exist."""
    match dimension:
        case Dimension.CATEGORY:
            return set(edition.categories.values_list("key", flat=True))
        case Dimension.GROUP:
            return set(edition.groups.values_list("key", flat=True))
        case Dimension.AGENCY_KIND:
            return set(AgencyKind.values)
        case Dimension.REGION_CLASS:
            return set(RegionClass.values)
        case Dimension.PROVINCE:
            provinces = Region.objects.filter(kind=RegionKind.PROVINCE, code__in=named)
            return set(provinces.values_list("code", flat=True))
        case Dimension.AGENCY:
            numbers = [int(value) for value in named if value.isdecimal()]
            return {str(pk) for pk in Agency.objects.filter(pk__in=numbers).values_list("pk", flat=True)}
