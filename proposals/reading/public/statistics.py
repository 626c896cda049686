"""Figures of the public catalogue, always in both units: innovations and the agencies that made them.

Everything is counted from what was published, never from the contest itself.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Func, JSONField, Q, TextField
from django.utils.translation import gettext as _

from accounts.models import AgencyKind
from proposals.models.announced import Figure
from proposals.models.catalogue import PARTIAL, SAME_AGENCY, CatalogueAward, CatalogueEntry
from proposals.models.goal import Goal


@dataclass(frozen=True)
class Tally:
    """One line of a table: what is counted, and how often."""

    key: str
    label: str
    innovations: int
    agencies: int


@dataclass(frozen=True)
class AwardGroup:
    """The awards of a year that count as one: the same key, whatever each group of the contest calls it."""

    key: str
    names: tuple[str, ...]
    innovations: int


@dataclass(frozen=True)
class YearFigures:
    """All tables of one year for one award. The totals count every innovation and every agency once."""

    year: int
    innovations: int
    agencies: int
    # Whether made-up innovations of an example edition are among them.
    has_examples: bool
    by_kind: list[Tally]
    by_province: list[Tally]
    by_category: list[Tally]
    by_group: list[Tally]
    by_goal: list[Tally]


@dataclass(frozen=True)
class Funnel:
    """The published counts of one edition, from registered to awarded."""

    edition: str
    is_example: bool
    lines: list[Tally]


@dataclass(frozen=True)
class YearLine:
    """One year of the overview; whether it is known from the partial list, or was taken over from before the portal."""

    year: int
    innovations: int
    agencies: int
    is_partial: bool
    is_taken_over: bool
    has_examples: bool


def years() -> list[YearLine]:
    """Every year of the catalogue, the latest first. One query."""
    lines = (
        CatalogueEntry.objects.counted()
        .values("year")
        .annotate(
            innovations=Count("pk"),
            agencies=Count(SAME_AGENCY, distinct=True),
            published=Count("proposal"),
            partial=Count("pk", filter=PARTIAL),
            examples=Count("pk", filter=Q(is_example=True)),
        )
        .order_by("-year")
    )
    return [
        YearLine(
            line["year"],
            line["innovations"],
            line["agencies"],
            line["partial"] > 0,
            not line["published"] and not line["partial"],
            has_examples=line["examples"] > 0,
        )
        for line in lines
    ]


def sizes() -> Counter[int]:
    """How many lines all tables of each year have, counted in the database: four queries, nothing is drawn."""
    found: Counter[int] = Counter()
    entries = CatalogueEntry.objects.counted()
    # A line for each year, and one for each published count of its editions.
    found.update(entries.order_by().values_list("year", flat=True).distinct())
    shown = Figure.objects.filter(edition__year__in=found.keys()).order_by()
    found.update(dict(shown.values_list("edition__year").annotate(Count("pk"))))
    awards = CatalogueAward.objects.filter(entry__in=entries).order_by()
    # Of each award: its total, and what tells the lines of each table apart.
    columns = {
        "total": (),
        "kind": ("entry__agency_kind",),
        "category": ("entry__category_name",),
        "group": ("entry__group_name",),
        "province": ("entry__province",),
    }
    counted_by = {
        name: Count(
            Func("key", *fields, function="ROW", output_field=TextField()),
            distinct=True,
            filter=Q(entry__province__isnull=False) if name == "province" else None,
        )
        for name, fields in columns.items()
    }
    for line in awards.values("entry__year").annotate(**counted_by):
        found[line["entry__year"]] += sum(line[name] for name in columns)
    served = awards.annotate(goal=Func("entry__sdgs", function="jsonb_array_elements", output_field=JSONField()))
    for year, _key, goal in served.values_list("entry__year", "key", "goal").distinct():
        found[year] += goal in Goal.values
    return found


def award_groups(year: int) -> list[AwardGroup]:
    """The awards of a year in the order of their stages, the most given name first. One query."""
    awards = (
        CatalogueAward.objects.filter(entry__in=CatalogueEntry.objects.counted().filter(year=year))
        .order_by("position", "name")
        .values_list("key", "name", "entry")
    )
    names: dict[str, Counter[str]] = {}
    entries: dict[str, set[int]] = {}
    for key, name, entry in awards:
        entries.setdefault(key, set()).add(entry)
        names.setdefault(key, Counter())[name] += 1
    return [
        AwardGroup(key, tuple(name for name, _times in names[key].most_common()), len(entries[key])) for key in names
    ]


def of_year(year: int, award: str) -> YearFigures:
    """The tables of a year for the innovations that hold an award of the key `award`. One query."""
    entries = list(
        CatalogueEntry.objects.counted()
        .filter(year=year)
        .holding(award)
        .order_by("pk")
        .values(
            "pk",
            "agency__name",
            "agency_name",
            "agency_kind",
            "province",
            "province__short_name",
            "category_name",
            "group_name",
            "sdgs",
            "is_example",
        )
    )
    kinds = AgencyKind.values
    return YearFigures(
        year=year,
        innovations=len(entries),
        agencies=agencies_in(entries),
        has_examples=any(entry["is_example"] for entry in entries),
        by_kind=sorted(
            counted(entries, lambda entry: [(entry["agency_kind"], AgencyKind(entry["agency_kind"]).label)]),
            key=lambda line: kinds.index(line.key),
        ),
        by_province=largest_first(
            counted(
                (entry for entry in entries if entry["province"]),
                lambda entry: [(entry["province"], entry["province__short_name"])],
            )
        ),
        by_category=largest_first(counted(entries, lambda entry: [named(entry["category_name"])])),
        by_group=largest_first(counted(entries, lambda entry: [named(entry["group_name"])])),
        by_goal=sorted(counted(entries, goals), key=lambda line: int(line.key)),
    )


def funnels(year: int) -> list[Funnel]:
    """The published counts of each edition of a year, from registered to awarded. One query."""
    order = Figure.Key.values
    figures = Figure.objects.filter(edition__year=year).select_related("edition").order_by("edition__slug")
    found: dict[int, Funnel] = {}
    for figure in sorted(figures, key=lambda one: order.index(one.key)):
        funnel = found.setdefault(figure.edition_id, Funnel(figure.edition.name, figure.edition.is_example, []))
        funnel.lines.append(Tally(figure.key, str(Figure.Key(figure.key).label), figure.innovations, figure.agencies))
    return sorted(found.values(), key=lambda funnel: funnel.edition)


def counted(
    entries: Iterable[dict[str, Any]], kinds: Callable[[dict[str, Any]], Iterable[tuple[Hashable, Any]]]
) -> list[Tally]:
    """One line for each (key, label) that `kinds` gives an entry; an entry may count in several lines."""
    labels: dict[Hashable, Any] = {}
    groups: dict[Hashable, list[dict[str, Any]]] = {}
    for entry in entries:
        for key, label in kinds(entry):
            labels[key] = label
            groups.setdefault(key, []).append(entry)
    return [Tally(str(key), str(labels[key]), len(group), agencies_in(group)) for key, group in groups.items()]


def agencies_in(entries: Iterable[dict[str, Any]]) -> int:
    """How many different agencies made these innovations: those of the register whatever they were called then."""
    return len({(entry["agency__name"] or entry["agency_name"]).casefold() for entry in entries})


def named(name: str) -> tuple[str, str]:
    """The name as key and label; what the source leaves open has a label of its own."""
    return name, name or _("Tidak diketahui")


def goals(entry: dict[str, Any]) -> list[tuple[int, str]]:
    """The sustainable development goals of an entry, "3. Kehidupan sehat dan sejahtera"."""
    return [(number, f"{number}. {Goal(number).label}") for number in entry["sdgs"] if number in Goal.values]


def largest_first(lines: list[Tally]) -> list[Tally]:
    """Most innovations first, equal ones by name, the unknown last."""
    return sorted(lines, key=lambda line: (not line.key, -line.innovations, line.label.casefold()))
