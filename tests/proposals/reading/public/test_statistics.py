"""Counting the catalogue in both units."""

import pytest

from accounts.models import AgencyKind, RegionKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.models import Figure
from proposals.reading.public import statistics
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db
AT = competitions.CLOSES_AT


def publish(edition, agencies, awards=(catalogue.FINALIST,), **overrides):
    rows = catalogue.proposals(edition, agencies, **overrides)
    return publication.publish_many([EntryLine(row, list(awards)) for row in rows], at=AT)


def test_innovations_and_agencies_are_counted_apart():
    edition = competitions.sighted()
    city, ministry = accounts.agency(AgencyKind.CITY), accounts.agency(AgencyKind.MINISTRY)
    publish(edition, [city, city, ministry])
    figures = statistics.of_year(2026, "finalist")
    assert (figures.innovations, figures.agencies) == (3, 2)
    assert [(line.key, line.innovations, line.agencies) for line in figures.by_kind] == [
        ("ministry", 1, 1),
        ("city", 2, 1),
    ]


def test_only_holders_of_the_award_count():
    edition = competitions.sighted()
    publish(edition, [accounts.agency()] * 2)
    publish(edition, [accounts.agency()], awards=(catalogue.FINALIST, catalogue.WINNER))
    assert statistics.of_year(2026, "finalist").innovations == 3
    assert statistics.of_year(2026, "top").innovations == 1
    assert [(group.key, group.innovations) for group in statistics.award_groups(2026)] == [("finalist", 3), ("top", 1)]


def test_provinces_leave_out_national_agencies():
    edition = competitions.sighted()
    province = accounts.region(RegionKind.PROVINCE, code="33", name="Jawa Tengah")
    agency = accounts.agency(AgencyKind.PROVINCE, region=province)
    publish(edition, [agency, accounts.agency(AgencyKind.BODY)])
    assert [(line.key, line.label, line.innovations) for line in statistics.of_year(2026, "finalist").by_province] == [
        ("33", "Jawa Tengah", 1)
    ]


def test_one_innovation_counts_for_each_of_its_goals():
    edition = competitions.sighted()
    agency = accounts.agency()
    publish(edition, [agency], sdgs=[3, 16])
    publish(edition, [agency], sdgs=[3])
    lines = statistics.of_year(2026, "finalist").by_goal
    assert [(line.key, line.innovations, line.agencies) for line in lines] == [("3", 2, 1), ("16", 1, 1)]


def test_an_edition_run_here_displaces_the_partial_list_of_its_year():
    catalogue.earlier_entry(year=2026)
    catalogue.earlier_entry(year=2018)
    publish(competitions.sighted(), [accounts.agency()] * 2)
    assert [(line.year, line.innovations, line.is_partial) for line in statistics.years()] == [
        (2026, 2, False),
        (2018, 1, True),
    ]
    assert statistics.of_year(2026, "finalist").innovations == 2


def test_what_is_unknown_has_a_line_of_its_own_at_the_end():
    catalogue.earlier_entry(category_name="")
    catalogue.earlier_entry(category_name="")
    catalogue.earlier_entry(category_name="Kesehatan")
    assert [line.label for line in statistics.of_year(2018, "finalist").by_category] == ["Kesehatan", "Tidak diketahui"]


def test_the_funnel_runs_from_registered_to_awarded():
    edition = competitions.sighted()
    for key in (Figure.Key.WINNERS, Figure.Key.REGISTERED, Figure.Key.PASSED):
        publication.record_figure(edition, key, innovations=1, agencies=1, at=AT)
    [funnel] = statistics.funnels(2026)
    assert funnel.edition == edition.name
    assert [line.key for line in funnel.lines] == ["registered", "passed", "winners"]


@pytest.mark.parametrize("count", [1, 30])
def test_counting_costs_one_query_whatever_the_size(count, django_assert_num_queries):
    publish(competitions.sighted(), [accounts.agency(AgencyKind.CITY) for _ in range(count)])
    with django_assert_num_queries(1):
        statistics.of_year(2026, "finalist")
    with django_assert_num_queries(1):
        statistics.years()
    with django_assert_num_queries(1):
        statistics.award_groups(2026)
