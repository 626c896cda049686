"""Which good rows of a sheet the catalogue has already: by agency and title, as the database compares them.

What is the very title but for signs and capitals is known; what resembles one of the same agency as candidates for an
earlier award do is alike, unless its row says that it is another one. A sheet has up to a hundred thousand rows, and a
programme sends as many each year: all pairs of titles of an agency are compared at once (`import_likeness.py`).
"""

from itertools import groupby

from django.db import connection

from proposals.domain.catalogue import import_likeness
from proposals.domain.catalogue.candidates import ALIKE, INSIDE

# What other programmes and the contest have there, but no examples; of the contest also what was taken back, of a
# programme not, since its sheet may come again.
SIDES = """
    WITH sheet AS (
        SELECT id, agency_id, lower(agency_name) AS agency, title, title_key, is_other
        FROM proposals_sheetrow WHERE listed_id = %(listed)s AND outcome = 'good'
    ), there AS (
        SELECT id, agency_id, lower(agency_name) AS agency, title, title_key
        FROM proposals_catalogueentry
        WHERE NOT is_example AND (programme_id IS NULL OR ended_at IS NULL)
            AND (agency_id IN (SELECT agency_id FROM sheet) OR lower(agency_name) IN (SELECT agency FROM sheet))
    )
"""
SAME = """
    SELECT DISTINCT ON (r.id) r.id AS row, e.id AS entry, similarity(e.title, r.title) AS likeness
    FROM sheet r JOIN there e ON e.title_key = r.title_key AND (e.agency_id = r.agency_id OR e.agency = r.agency)
    ORDER BY r.id, likeness DESC, e.id
"""
# An agency is one by the register or, where that knows none, by its name in any case.
OF_AGENCY = """
    SELECT key, is_row, id, agency_id, show_trgm(title) FROM (
        SELECT {key} AS key, TRUE AS is_row, id, agency_id, title FROM sheet WHERE NOT is_other
        UNION ALL SELECT {key}, FALSE, id, agency_id, title FROM there
    ) AS side
    WHERE key IN (SELECT {key} FROM sheet WHERE NOT is_other) AND key IN (SELECT {key} FROM there)
    ORDER BY key, is_row, id
"""
KEYS = ("agency_id::text", "agency")
INSIDE_EACH_OTHER = """
    SELECT r.id, e.id, similarity(e.title, r.title)
    FROM unnest(%s::bigint[], %s::bigint[]) AS pair (row, entry)
        JOIN proposals_sheetrow r ON r.id = pair.row JOIN proposals_catalogueentry e ON e.id = pair.entry
    WHERE strict_word_similarity(e.title, r.title) >= %s OR strict_word_similarity(r.title, e.title) >= %s
"""
MARK_KNOWN = """
    {sides} UPDATE proposals_sheetrow SET outcome = 'known', entry_id = found.entry, likeness = found.likeness
    FROM ({same}) AS found WHERE proposals_sheetrow.id = found.row
"""
MARK_ALIKE = """
    UPDATE proposals_sheetrow SET outcome = 'alike', entry_id = found.entry, likeness = found.likeness
    FROM unnest(%s::bigint[], %s::bigint[], %s::real[]) AS found (row, entry, likeness)
    WHERE proposals_sheetrow.id = found.row
"""
IS_KNOWN = "{sides} SELECT EXISTS ({same})"


def mark(listed) -> None:
    """Mark the good rows of a list that the catalogue has, and those that resemble what it has."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_KNOWN.format(sides=SIDES, same=SAME), {"listed": listed.pk})
    if found := resembling(listed):
        with connection.cursor() as cursor:
            cursor.execute(MARK_ALIKE, list(map(list, zip(*found, strict=True))))


def is_overtaken(listed) -> bool:
    """Whether the catalogue has by now what the list would add, or something like it."""
    with connection.cursor() as cursor:
        cursor.execute(IS_KNOWN.format(sides=SIDES, same=SAME), {"listed": listed.pk})
        is_known = cursor.fetchone()[0]
    return is_known or bool(resembling(listed))


def resembling(listed):
    """[(row, the entry that it resembles most, how much)], one for each good row that resembles any."""
    best, maybe = {}, []
    for rows, entries in of_agencies(listed):
        found = import_likeness.likest(
            [one[1] for one in rows], [one[1] for one in entries], alike=ALIKE, inside=INSIDE
        )
        for (row, _said), place, likeness in zip(rows, found.places, found.likeness.tolist(), strict=True):
            if likeness >= ALIKE:
                better(best, row, entries[place][0], likeness)
        maybe += [(rows[row][0], entries[place][0]) for row, place in found.inside]
    for row, entry, likeness in standing_inside([pair for pair in maybe if pair[0] not in best]):
        better(best, row, entry, likeness)
    return [(row, entry, likeness) for row, (likeness, entry) in best.items()]


def better(best, row, entry, likeness):
    """Note an entry that a row resembles, if it is the likest so far; of two equally like the earlier one."""
    known, before = best.get(row, (-1, 0))
    if (likeness, -entry) > (known, -before):
        best[row] = likeness, entry


def standing_inside(pairs):
    """Those of the pairs of which one stands word for word in the other, with their likeness."""
    if not pairs:
        return []
    rows, entries = map(list, zip(*pairs, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(INSIDE_EACH_OTHER, [rows, entries, INSIDE, INSIDE])
        return cursor.fetchall()


def of_agencies(listed):
    """(rows, entries) of each agency that has both, by the register and by name; each is [(id, trigrams), ...]."""
    for key in KEYS:
        with connection.chunked_cursor() as cursor:
            cursor.execute(SIDES + OF_AGENCY.format(key=key), {"listed": listed.pk})
            for _agency, group in groupby(cursor, key=lambda one: one[0]):
                sides, registered = {True: [], False: []}, set()
                for _key, is_row, pk, agency, trigrams in group:
                    sides[is_row].append((pk, trigrams))
                    registered.add(agency)
                # Under one name and one number they were compared by the number.
                if key == KEYS[0] or len(registered) > 1 or None in registered:
                    yield sides[True], sides[False]
