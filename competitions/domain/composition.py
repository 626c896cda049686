"""Rules of composition as people read them, and whether they speak of things that exist."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from accounts.models import Agency, AgencyKind, FormerName, Region, RegionClass, RegionKind
from competitions.kinds.values import is_writable
from competitions.models import CompositionRule, Edition, Group, Stage, StageQuota

Dimension = CompositionRule.Dimension
EACH = "*"
# What a number of this size is called in a sentence; larger ones are written in figures.
NUMBERS = (
    gettext_lazy("nol"),
    gettext_lazy("satu"),
    gettext_lazy("dua"),
    gettext_lazy("tiga"),
    gettext_lazy("empat"),
    gettext_lazy("lima"),
    gettext_lazy("enam"),
    gettext_lazy("tujuh"),
    gettext_lazy("delapan"),
    gettext_lazy("sembilan"),
    gettext_lazy("sepuluh"),
)
ONE_OF_EACH = {
    Dimension.CATEGORY: gettext_lazy("satu kategori"),
    Dimension.GROUP: gettext_lazy("satu kelompok"),
    Dimension.AGENCY_KIND: gettext_lazy("satu jenis instansi"),
    Dimension.AGENCY: gettext_lazy("satu instansi"),
    Dimension.PROVINCE: gettext_lazy("satu provinsi"),
    Dimension.REGION_CLASS: gettext_lazy("satu kelas wilayah"),
}
EVERY = {
    Dimension.CATEGORY: gettext_lazy("tiap kategori"),
    Dimension.GROUP: gettext_lazy("tiap kelompok"),
    Dimension.AGENCY_KIND: gettext_lazy("tiap jenis instansi"),
    Dimension.AGENCY: gettext_lazy("tiap instansi peserta"),
    Dimension.PROVINCE: gettext_lazy("tiap provinsi peserta"),
    Dimension.REGION_CLASS: gettext_lazy("tiap kelas wilayah"),
}
# Dimensions of which every value is known beforehand: a minimum of every value asks for each of them. Of the others
# it asks for the values that entrants have.
KNOWN = (Dimension.CATEGORY, Dimension.GROUP, Dimension.AGENCY_KIND, Dimension.REGION_CLASS)

# Stands for the name while the sentence is made.
WHOSE = "\0"

Key = tuple[str, str]


class Bounds(Protocol):
    """A rule of composition, whether a row, a part of a plan or a value of the arithmetic."""

    dimension: str
    value: str
    minimum: int | None
    maximum: int | None


def sentences(rules: Iterable[Bounds], edition: Edition, *, mark: Callable[[str], str] | None = None) -> dict[Key, str]:
    """Each rule as a sentence, by dimension and value; at most one query a dimension that is named.

    `mark` is given every name that the edition itself chose, such as a category's, and says how a page writes it.
    """
    rules = list(rules)
    names = called(rules, edition)
    if mark:
        own = (Dimension.CATEGORY, Dimension.GROUP)
        names = {key: mark(name) if key[0] in own else name for key, name in names.items()}
    return {(rule.dimension, rule.value): sentence(rule, names=names) for rule in rules}


def sentence(rule: Bounds, *, names: Mapping[Key, str]) -> str:
    """One rule as a sentence: "Sedikitnya satu usulan dari kategori Kesehatan", "… dari tiap kategori"."""
    least, most = rule.minimum or 0, rule.maximum
    whose = names.get((rule.dimension, rule.value), rule.value)
    if rule.value == EACH:
        whose = (EVERY if least else ONE_OF_EACH)[Dimension(rule.dimension)]
    if most == 0:
        said = _("tanpa usulan dari %(whose)s")
    elif most is None:
        said = ngettext(
            "sedikitnya %(least)s usulan dari %(whose)s", "sedikitnya %(least)s usulan dari %(whose)s", least
        )
    elif not least:
        said = ngettext(
            "paling banyak %(most)s usulan dari %(whose)s", "paling banyak %(most)s usulan dari %(whose)s", most
        )
    elif least == most:
        said = ngettext("%(most)s usulan dari %(whose)s", "%(most)s usulan dari %(whose)s", most)
    else:
        said = _("%(least)s sampai %(most)s usulan dari %(whose)s")
    before, _found, after = capfirst(
        said % {"least": in_words(least), "most": in_words(most or 0), "whose": WHOSE}
    ).partition(WHOSE)
    # A name that a page has marked stays marked; everything else is words.
    return format_html("{}{}{}", before, whose, after) if isinstance(whose, SafeString) else f"{before}{whose}{after}"


def in_words(number: int) -> str:
    """A number as it stands in a sentence."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def called(rules: Iterable[Bounds], edition: Edition) -> dict[Key, str]:
    """What each value that a rule names is called; a value that does not exist is absent."""
    named: dict[str, set[str]] = {}
    for rule in rules:
        if rule.value != EACH and rule.dimension in Dimension.values:
            named.setdefault(rule.dimension, set()).add(rule.value)
    return {
        (dimension, value): name
        for dimension in sorted(named)
        for value, name in names_of(Dimension(dimension), named[dimension], edition)
        if value in named[dimension]
    }


def names_of(dimension: Dimension, values: Iterable[str], edition: Edition) -> Iterable[Key]:
    """The values of a dimension that exist, at least those asked for, each with its name."""
    match dimension:
        case Dimension.CATEGORY:
            return [(one.key, _("kategori %(name)s") % {"name": one.name}) for one in edition.categories.all()]
        case Dimension.GROUP:
            return [(one.key, one.name) for one in edition.groups.all()]
        case Dimension.AGENCY_KIND:
            return [(kind.value, kind_called(kind)) for kind in AgencyKind]
        case Dimension.REGION_CLASS:
            return [(one.value, str(one.label)) for one in RegionClass]
        case Dimension.PROVINCE:
            return [(code, _("provinsi %(name)s") % {"name": name}) for code, name in provinces(values).items()]
        case Dimension.AGENCY:
            return agencies(values).items()


def kind_called(kind: AgencyKind) -> str:
    """The agencies of a kind, as a sentence names them."""
    return pgettext("the agencies of a kind", "%(kind)s") % {"kind": kind.label}


def provinces(codes: Iterable[str]) -> dict[str, str]:
    """The names of the provinces with these codes."""
    found = Region.objects.filter(kind=RegionKind.PROVINCE, code__in=[code for code in codes if is_writable(code)])
    return dict(found.values_list("code", "short_name"))


def agencies(asked: Iterable[str]) -> dict[str, str]:
    """The agencies with these names, which is how a rule names one: whoever has the plan can read it.

    An edition goes on naming an agency as it was called in its time.
    """
    names = [name for name in asked if is_writable(name)]
    known = Agency.objects.filter(name__in=names).values_list("name", flat=True)
    former = FormerName.objects.filter(name__in=names).exclude(agency=None).values_list("name", flat=True)
    return {name: name for name in known.union(former)}


def groups(stage: Stage) -> list[str]:
    """The keys of the edition's groups, in order."""
    return list(stage.edition.groups.order_by("position").values_list("key", flat=True))


def places(stage: Stage) -> dict[str, int]:
    """Places by group key; a group that is absent has no limit of its own."""
    quotas = stage.quotas.select_related("group").order_by("group__position")
    return {quota.group.key: quota.places for quota in quotas}


def groups_with_places(stage: Stage) -> list[Group]:
    """The groups of a stage's edition in their order, each with `places` in the stage: None where it has no limit."""
    own = StageQuota.objects.filter(stage=stage, group=OuterRef("pk")).values("places")
    return list(Group.objects.filter(edition=stage.edition_id).annotate(places=Subquery(own)).order_by("position"))


def frozen(stage: Stage) -> list[dict[str, str | int | list[str] | None]]:
    """The stage's composition rules as JSON values, in their order.

    A rule that asks for every value says which there are, where that is known beforehand.
    """
    return [
        {
            "dimension": rule.dimension,
            "value": rule.value,
            "minimum": rule.minimum,
            "maximum": rule.maximum,
            **({"values": asked} if (asked := every_value(rule, stage.edition)) else {}),
        }
        for rule in stage.composition.order_by("position")
    ]


def every_value(rule: Bounds, edition: Edition) -> list[str]:
    """The values that a rule about every value asks for, whoever enters; none for any other rule."""
    if rule.value != EACH or not rule.minimum:
        return []
    match rule.dimension:
        case Dimension.CATEGORY:
            return list(edition.categories.order_by("position").values_list("key", flat=True))
        case Dimension.GROUP:
            return list(edition.groups.order_by("position").values_list("key", flat=True))
        case Dimension.AGENCY_KIND:
            return AgencyKind.values
        case Dimension.REGION_CLASS:
            return RegionClass.values
    return []
