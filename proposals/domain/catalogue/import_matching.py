"""Which good rows of a sheet the catalogue has already: by agency and title, as the database compares them.

Written once in SQL, since a sheet has up to a hundred thousand rows: what is the very title but for signs and capitals
is known, what resembles one of the same agency as candidates for an earlier award do is alike, unless its row says that
it is another one.
"""

from django.db import connection

from proposals.domain.catalogue.candidates import ALIKE, INSIDE

# What other programmes and the contest have there, but no examples; of the contest also what was taken back, of a
# programme not, since its sheet may come again. An agency is one by the register or, where that knows none, by its name
# in any case. How many trigrams a title has is counted once for each, not for each pair.
PAIRS = """
    WITH sheet AS MATERIALIZED (
        SELECT id, agency_id, lower(agency_name) AS agency, title, title_key, is_other,
            cardinality(show_trgm(title)) AS trigrams
        FROM proposals_sheetrow WHERE listed_id = %(listed)s AND outcome = 'good'
    ), there AS MATERIALIZED (
        SELECT id, agency_id, lower(agency_name) AS agency, title, title_key, cardinality(show_trgm(title)) AS trigrams
        FROM proposals_catalogueentry
        WHERE NOT is_example AND (programme_id IS NULL OR ended_at IS NULL)
            AND (agency_id IN (SELECT agency_id FROM sheet) OR lower(agency_name) IN (SELECT agency FROM sheet))
    ), pair AS (
        SELECT r.id AS row, e.id AS entry, e.title_key = r.title_key AS is_same, r.is_other,
            similarity(e.title, r.title) AS likeness, r.title AS said, e.title AS held,
            r.trigrams + e.trigrams AS trigrams, least(r.trigrams, e.trigrams) AS fewest
        FROM sheet r JOIN there e ON e.agency_id = r.agency_id
        UNION ALL
        SELECT r.id, e.id, e.title_key = r.title_key, r.is_other, similarity(e.title, r.title), r.title, e.title,
            r.trigrams + e.trigrams, least(r.trigrams, e.trigrams)
        FROM sheet r JOIN there e ON e.agency = r.agency AND (e.agency_id = r.agency_id) IS NOT TRUE
    )
    SELECT row, entry, likeness, is_same FROM pair WHERE is_same OR NOT is_other AND (
        likeness >= %(alike)s
        -- One stands in the other only if they share so many trigrams; how many follows from how alike they are. Words
        -- are looked at where that may be: most pairs are done with by then.
        OR likeness * trigrams / (1 + likeness) >= %(inside)s * fewest - 1
            AND (strict_word_similarity(held, said) >= %(inside)s OR strict_word_similarity(said, held) >= %(inside)s)
    )
"""
MARK = """
    UPDATE proposals_sheetrow
    SET outcome = CASE WHEN is_same THEN 'known' ELSE 'alike' END, entry_id = entry, likeness = found.likeness
    FROM (SELECT DISTINCT ON (row) * FROM ({pairs}) AS pair ORDER BY row, is_same DESC, likeness DESC, entry) AS found
    WHERE proposals_sheetrow.id = found.row
"""
THERE = "SELECT EXISTS ({pairs})"


def mark(listed) -> None:
    """Mark the good rows of a list that the catalogue has, and those that resemble what it has; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(MARK.format(pairs=PAIRS), asked(listed))


def is_overtaken(listed) -> bool:
    """Whether the catalogue has by now what the list would add, or something like it; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(THERE.format(pairs=PAIRS), asked(listed))
        return cursor.fetchone()[0]


def asked(listed):
    """What the statements want to know: which list, and from how much likeness on."""
    return {"listed": listed.pk, "alike": ALIKE, "inside": INSIDE}
