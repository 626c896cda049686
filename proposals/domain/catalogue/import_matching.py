"""Which good rows of a sheet the catalogue has already: by agency and title, as the database compares them.

Written once in SQL, since a sheet has up to a hundred thousand rows: what is the very title but for signs and capitals
is known, what resembles one of the same agency as candidates for an earlier award do is alike, unless its row says that
it is another one.
"""

from django.db import connection

from proposals.domain.catalogue.candidates import ALIKE, INSIDE

# What other programmes and the contest have there, taken back or not, but no examples. An agency is one by the register
# or, where that knows none, by its name in any case.
PAIRS = """
    SELECT r.id AS row, e.id AS entry, {columns}
    FROM proposals_sheetrow r
    JOIN proposals_catalogueentry e ON e.agency_id = r.agency_id AND NOT e.is_example
    WHERE r.listed_id = %(listed)s AND r.outcome = 'good' AND {condition}
    UNION ALL
    SELECT r.id AS row, e.id AS entry, {columns}
    FROM proposals_sheetrow r
    JOIN proposals_catalogueentry e ON lower(e.agency_name) = lower(r.agency_name) AND NOT e.is_example
    WHERE r.listed_id = %(listed)s AND r.outcome = 'good' AND {condition}
"""
MARK = """
    UPDATE proposals_sheetrow SET outcome = %(outcome)s, entry_id = found.entry, likeness = found.likeness
    FROM (
        SELECT DISTINCT ON (row) row, entry, likeness FROM ({pairs}) AS pair ORDER BY row, likeness DESC, entry
    ) AS found
    WHERE proposals_sheetrow.id = found.row
"""
THERE = "SELECT EXISTS ({pairs})"
SIMILAR = "similarity(e.title, r.title)"
SAME = PAIRS.format(columns=f"{SIMILAR} AS likeness", condition="e.title_key = r.title_key")
LIKE = PAIRS.format(
    columns=f"{SIMILAR} AS likeness",
    condition=f"""NOT r.is_other AND ({SIMILAR} >= %(alike)s
        OR strict_word_similarity(e.title, r.title) >= %(inside)s
        OR strict_word_similarity(r.title, e.title) >= %(inside)s)""",
)


def mark(listed) -> None:
    """Mark the good rows of a list that the catalogue has, and those that resemble what it has; two statements."""
    with connection.cursor() as cursor:
        for outcome, pairs in (("known", SAME), ("alike", LIKE)):
            cursor.execute(MARK.format(pairs=pairs), {**asked(listed), "outcome": outcome})


def is_overtaken(listed) -> bool:
    """Whether the catalogue has by now what the list would add, or something like it; two statements."""
    with connection.cursor() as cursor:
        for pairs in (SAME, LIKE):
            cursor.execute(THERE.format(pairs=pairs), asked(listed))
            if cursor.fetchone()[0]:
                return True
    return False


def asked(listed):
    """What the statements want to know: which list, and from how much likeness on."""
    return {"listed": listed.pk, "alike": ALIKE, "inside": INSIDE}
