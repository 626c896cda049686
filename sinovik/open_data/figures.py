"""The tables of the statistics as rows, year by year."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.forms.catalogue import listed
from proposals.reading.public import statistics
from sinovik.open_data.rows import Portion, Row, whole


def figures() -> Iterator[Row]:
    """Every table of the statistics, year by year."""
    for line in statistics.years():
        yield from figures_of_year(line)


def figures_in_parts(year: int | None = None) -> list[Portion]:
    """The same, or those of one year."""
    sizes = statistics.sizes()
    return [
        Portion(str(line.year), sizes[line.year], lambda line=line: figures_of_year(line))  # type: ignore[misc]
        for line in statistics.years()
        if year in (None, line.year)
    ]


def figures_of_year(line: statistics.YearLine) -> Iterator[Row]:
    """Every table of a year."""
    common = {"year": line.year, "is_partial": line.is_partial}
    page = whole(reverse("proposals:statistics_year", args=[line.year]))
    whole_year = statistics.Tally("", _("Inovasi dalam katalog"), line.innovations, line.agencies)
    yield tally(whole_year, "catalogue", "", line.has_examples, whole(listed(year=line.year)), common)
    for funnel in statistics.funnels(line.year):
        for one in funnel.lines:
            counted = {**common, "is_partial": False}
            yield tally(one, f"funnel:{funnel.edition}", "", funnel.is_example, page, counted)
    for award in statistics.award_groups(line.year):
        of_year = statistics.of_year(line.year, award.key)
        total = statistics.Tally("", ", ".join(award.names), of_year.innovations, of_year.agencies)
        tables = {
            "total": [total],
            "agency_kind": of_year.by_kind,
            "province": of_year.by_province,
            "category": of_year.by_category,
            "group": of_year.by_group,
            "goal": of_year.by_goal,
        }
        for table, tallies in tables.items():
            for one in tallies:
                yield tally(one, table, award.key, of_year.has_examples, f"{page}?penghargaan={award.key}", common)


def tally(line: statistics.Tally, table: str, award: str, has_examples: bool, url: str, common: Row) -> Row:
    """One line of a table."""
    return {
        **common,
        "id": f"{common['year']}/{award}/{table}/{line.key}",
        "award": award,
        "table": table,
        "key": line.key,
        "label": line.label,
        "innovations": line.innovations,
        "agencies": line.agencies,
        "has_examples": has_examples,
        "url": url,
    }
