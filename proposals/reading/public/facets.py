"""How many entries of the catalogue each choice of a filter leads to, in one statement."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Each line is (facet, value, how many). GROUPING tells the groups apart: a zero where the column is the one grouped by.
COUNTS = """
    WITH found AS MATERIALIZED ({found}),
    said AS (
        SELECT DISTINCT ON (c.entry_id) c.entry_id, c.state
        FROM proposals_checkin c JOIN proposals_survey s ON s.id = c.survey_id JOIN found ON found.id = c.entry_id
        WHERE c.answered_at IS NOT NULL ORDER BY c.entry_id, s.year DESC
    )
    SELECT CASE GROUPING(year, agency_kind, province_id, category_name, group_name)
               WHEN 15 THEN 'year' WHEN 23 THEN 'kind' WHEN 27 THEN 'province' WHEN 29 THEN 'category'
               WHEN 30 THEN 'group' ELSE 'total' END,
           coalesce(year::text, agency_kind, province_id, category_name, group_name, ''), count(*)
    FROM found GROUP BY GROUPING SETS ((year), (agency_kind), (province_id), (category_name), (group_name), ())
    UNION ALL
    SELECT 'award', a.key, count(DISTINCT a.entry_id)
    FROM proposals_catalogueaward a JOIN found ON found.id = a.entry_id GROUP BY a.key
    UNION ALL
    SELECT 'award', 'diraih', count(DISTINCT a.entry_id)
    FROM proposals_catalogueaward a JOIN found ON found.id = a.entry_id WHERE a.key = ANY(%s)
    UNION ALL
    SELECT 'goal', goal, count(*) FROM found, jsonb_array_elements_text(sdgs) AS goal GROUP BY goal
    UNION ALL
    SELECT 'state', state, count(*) FROM said GROUP BY state
"""
COLUMNS = ("id", "year", "agency_kind", "province_id", "category_name", "group_name", "sdgs")


def counted(entries: QuerySet[Any], prizes: Iterable[str]) -> dict[str, dict[str, int]]:
    """How many of these entries each value of each filter has, by filter; under "total" all of them."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    try:
        sql, params = entries.order_by().values(*COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        # Django knows already that there are none.
        return counts
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.replace("{found}", sql), [*params, list(prizes)])
        for facet, value, number in cursor.fetchall():
            counts[facet][value] = number
    return counts
