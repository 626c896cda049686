"""Why the composition rules of a stage cannot be kept, whoever enters it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from accounts.models import NATIONAL_KINDS, AgencyKind, RegionClass
from competitions.domain import composition
from competitions.domain.blueprint import AdmissionData, Blueprint, RuleData, StageData
from competitions.domain.checking.columns import Unfinished, is_whole, misfit
from competitions.domain.composition import EACH, Dimension, Key
from competitions.kinds import NEEDS
from competitions.models import Admission, CompositionRule


def rule_reasons(
    stage: StageData, *, names: Mapping[Key, str], groups: Mapping[str, str], admissions: Sequence[AdmissionData] = ()
) -> Iterator[str]:
    """Why the composition rules of a stage cannot be kept, whoever of those that are admitted enters it."""
    if not stage.composition:
        return
    if not NEEDS[stage.kind].selects:
        yield Unfinished(_("aturan komposisi hanya untuk tahap yang memilih menurut rekap."))
    sound = []
    for rule in stage.composition:
        wrong = list(bound_reasons(rule, names))
        yield from wrong
        if not wrong:
            sound.append(rule)
    times = Counter((str(rule.dimension), str(rule.value)) for rule in stage.composition)
    for (dimension, value), number in times.items():
        if number > 1:
            yield _("aturan untuk %(whose)s disebut dua kali.") % {"whose": whose(dimension, value, names)}
    yield from nobody_reasons(sound, admissions, names)
    places = {key: stage.places.get(key) for key in groups}
    if groups and all(is_whole(number) and number > 0 for number in places.values()):
        yield from room_reasons(sound, places, names, admissions)


def bound_reasons(rule: RuleData, names: Mapping[Key, str]) -> Iterator[str]:
    """Why one rule says nothing, contradicts itself, or speaks of something unknown."""
    if rule.dimension not in Dimension.values:
        yield _("dimensi komposisi tidak dikenal: %(dimension)s.") % {"dimension": rule.dimension}
        return
    dimension, named = label(rule.dimension), whose(rule.dimension, rule.value, names)
    if rule.value != EACH and (str(rule.dimension), rule.value) not in names:
        yield Unfinished(_("%(dimension)s tidak dikenal: %(value)s.") % {"dimension": dimension, "value": rule.value})
        return
    bounds = (rule.minimum, rule.maximum)
    column = CompositionRule._meta.get_field("maximum")
    if any(bound is not None and (not is_whole(bound) or misfit(column, bound)) for bound in bounds):
        yield _("batas untuk %(whose)s harus bilangan bulat dan tidak negatif.") % {"whose": named}
    elif not rule.minimum and rule.maximum is None:
        yield _("aturan untuk %(whose)s memerlukan batas bawah atau batas atas.") % {"whose": named}
    elif rule.minimum is not None and rule.maximum is not None and rule.minimum > rule.maximum:
        yield _("batas bawah untuk %(whose)s melebihi batas atasnya.") % {"whose": named}


def whose(dimension: str, value: str, names: Mapping[Key, str]) -> str:
    """What a rule speaks of, as people call it; as it stands in the plan where nothing is called so."""
    if value == EACH and dimension in Dimension.values:
        return str(composition.EVERY[Dimension(dimension)])
    return names.get((str(dimension), value)) or f"{label(dimension)} {value}"


def nobody_reasons(
    rules: Sequence[RuleData], admissions: Sequence[AdmissionData], names: Mapping[Key, str]
) -> Iterator[str]:
    """Why rules ask for some of whom none may enter the edition."""
    for rule in rules:
        asked = values_asked(rule, names)
        if rule.minimum and asked and any(is_shut(rule.dimension, value, admissions) for value in asked):
            yield Unfinished(
                _("“%(rule)s” tidak dapat dipenuhi: menurut “Siapa yang dapat ikut” tidak ada yang dapat ikut.")
                % {"rule": composition.sentence(rule, names=names)}
            )


def values_asked(rule: RuleData, names: Mapping[Key, str]) -> list[str]:
    """The values of which a rule's minimum asks for some; none of every province or agency: those that take part."""
    if rule.value != EACH:
        return [rule.value]
    return [value for known, value in names if known == rule.dimension] if rule.dimension in composition.KNOWN else []


def is_shut(dimension: str, value: str, admissions: Sequence[AdmissionData]) -> bool:
    """Whether nobody with this value may enter, as far as the plan says: an agency named there may have any."""
    kinds, provinces, agencies = admitted(admissions)
    if dimension == Dimension.AGENCY:
        return bool(agencies) and not kinds and not provinces and value not in agencies
    if agencies:
        return False
    national, regional = kinds & set(NATIONAL_KINDS), kinds - set(NATIONAL_KINDS)
    if dimension == Dimension.AGENCY_KIND:
        return bool(kinds and value not in kinds) or bool(provinces and value in NATIONAL_KINDS)
    if dimension == Dimension.PROVINCE:
        return bool(provinces and value not in provinces) or bool(national and not regional)
    if dimension == Dimension.REGION_CLASS:
        if value == RegionClass.NATIONAL:
            return bool(provinces) or bool(kinds and not national)
        return bool(national and not regional)
    return False


def admitted(admissions: Sequence[AdmissionData]) -> tuple[set[str], set[str], set[str]]:
    """The kinds, the provinces and the agencies that may enter; an empty set narrows nothing."""
    said = {of: {str(one.value) for one in admissions if one.dimension == of} for of in Admission.Dimension.values}
    return said["kind"], said["province"], said["agency"]


def values_met(dimension: Dimension, names: Mapping[Key, str], admissions: Sequence[AdmissionData]) -> Collection[str]:
    """Every value that an entrant may have, as far as the plan says; none where nobody can know them all."""
    kinds, provinces, agencies = admitted(admissions)
    if dimension == Dimension.AGENCY:
        return agencies if not kinds and not provinces else ()
    if dimension == Dimension.PROVINCE:
        return provinces if not agencies else ()
    if dimension == Dimension.GROUP:
        return ()
    known = [value for of, value in names if of == dimension]
    return [value for value in known if not is_shut(dimension, value, admissions)]


def room_reasons(
    rules: Sequence[RuleData],
    places: Mapping[str, int],
    names: Mapping[Key, str],
    admissions: Sequence[AdmissionData] = (),
) -> Iterator[str]:
    """Why rules that are sound one by one cannot be kept in so many places of each group."""
    total = sum(places.values())
    for dimension in Dimension:
        mine = [rule for rule in rules if rule.dimension == dimension]
        each = next((rule for rule in mine if rule.value == EACH), None)
        named = {rule.value: rule for rule in mine if rule.value != EACH}
        for value, rule in named.items():
            room = places.get(value, 0) if dimension == Dimension.GROUP else total
            yield from named_reasons(rule, each, room, names)
        if dimension == Dimension.GROUP:
            for rule in mine:
                yield from quota_reasons(rule, places, names)
        yield from floor_reasons(dimension, named, each, total, names)
        yield from ceiling_reasons(dimension, named, each, total, values_met(dimension, names, admissions))


def least_of(rule: RuleData | None) -> int:
    """What a rule, if there is one, asks for at least."""
    return rule.minimum or 0 if rule else 0


def named_reasons(rule: RuleData, each: RuleData | None, room: int, names: Mapping[Key, str]) -> Iterator[str]:
    """Why the rule for one value asks for more than there is room, or against the rule for each value."""
    said = {"rule": composition.sentence(rule, names=names), "dimension": Dimension(rule.dimension).label}
    if least_of(rule) > room:
        yield Unfinished(_("“%(rule)s” tidak dapat dipenuhi dengan kuota %(room)d.") % {**said, "room": room})
    if each and each.maximum is not None and least_of(rule) > each.maximum:
        yield Unfinished(
            _("“%(rule)s” bertentangan dengan paling banyak %(most)d untuk setiap %(dimension)s.")
            % {**said, "most": each.maximum}
        )
    if rule.maximum is not None and rule.maximum < least_of(each):
        yield Unfinished(
            _("“%(rule)s” bertentangan dengan sedikitnya %(least)d dari tiap %(dimension)s.")
            % {**said, "least": least_of(each)}
        )


def quota_reasons(rule: RuleData, places: Mapping[str, int], names: Mapping[Key, str]) -> Iterator[str]:
    """Why a rule about groups says otherwise than the places each group has."""
    is_each = rule.value == EACH
    said, fewest = composition.sentence(rule, names=names), min(places.values())
    if is_each and least_of(rule) > fewest:
        yield Unfinished(_("“%(rule)s” tidak dapat dipenuhi dengan kuota %(room)d.") % {"rule": said, "room": fewest})
    most = max(places.values()) if is_each else places.get(rule.value, 0)
    if rule.maximum is not None and rule.maximum < most:
        yield Unfinished(_("“%(rule)s” bertentangan dengan kuota %(room)d.") % {"rule": said, "room": most})


def floor_reasons(dimension, named, each, total, names) -> Iterator[str]:
    """Why the lower bounds of a dimension ask for more together than there are places."""
    values = {value for known, value in names if known == dimension} if dimension in composition.KNOWN else set()
    asked = [one for value in {*values, *named} if (one := max(least_of(named.get(value)), least_of(each)))]
    if len(asked) > 1 and sum(asked) > total:
        yield Unfinished(
            _("batas bawah menurut %(dimension)s berjumlah %(least)d, padahal kuotanya %(total)d.")
            % {"dimension": dimension.label, "least": sum(asked), "total": total}
        )


def ceiling_reasons(dimension, named, each, total, values) -> Iterator[str]:
    """Why the upper bounds of a dimension leave places empty, where `values` are all that entrants may have."""
    ceilings = [ceiling_of(named.get(value), each) for value in values]
    if values and all(ceiling is not None for ceiling in ceilings) and sum(ceilings) < total:
        yield Unfinished(
            _("batas atas menurut %(dimension)s hanya memberi %(most)d, padahal kuotanya %(total)d.")
            % {
                "dimension": dimension.label,
                "most": sum(ceilings),
                "total": total,
            }
        )


def ceiling_of(*rules: RuleData | None) -> int | None:
    """The closest upper bound among rules, or None."""
    return min((rule.maximum for rule in rules if rule and rule.maximum is not None), default=None)


def names_of(plan: Blueprint) -> dict[Key, str]:
    """What each value that a rule may name is called: the plan's own, and those the portal knows."""
    rules = [rule for stage in plan.stages for rule in stage.composition if isinstance(rule.value, str)]
    asked = {
        dimension: {rule.value for rule in rules if rule.dimension == dimension}
        for dimension in (Dimension.PROVINCE, Dimension.AGENCY)
    }
    known = {
        **{(Dimension.CATEGORY, one.key): _("kategori %(name)s") % {"name": one.name} for one in plan.categories},
        **{(Dimension.GROUP, one.key): one.name for one in plan.groups},
        **{(Dimension.AGENCY_KIND, kind.value): composition.kind_called(kind) for kind in AgencyKind},
        **{(Dimension.REGION_CLASS, one.value): str(one.label) for one in RegionClass},
    }
    if provinces := asked[Dimension.PROVINCE] - {EACH}:
        known |= {(Dimension.PROVINCE, code): name for code, name in composition.provinces(provinces).items()}
    if agencies := asked[Dimension.AGENCY] - {EACH}:
        known |= {(Dimension.AGENCY, key): name for key, name in composition.agencies(agencies).items()}
    return {(str(dimension), value): name for (dimension, value), name in known.items()}


def label(dimension: str) -> str:
    """A dimension in words, itself when it is unknown."""
    return str(Dimension(dimension).label) if dimension in Dimension.values else str(dimension)
