"""The rows of a sheet of another programme, a thousand at a time: judged once its columns are named, and taken over as
they were judged once two people agreed.
"""

import hashlib

from django.db import connection
from django.utils import timezone

from accounts.domain import events
from accounts.rules import Refused
from proposals.domain.catalogue import import_matching, import_rows, publication
from proposals.domain.catalogue.earlier_rows import plain
from proposals.domain.catalogue.earlier_years import TakenOver, one_at_a_time
from proposals.domain.catalogue.places import Places
from proposals.models import CatalogueEntry, SheetRow
from proposals.rules import winner_lists as list_rules

Outcome = SheetRow.Outcome
ROWS_AT_ONCE = 1000
WRITE = """
    UPDATE proposals_sheetrow AS r
    SET outcome = u.outcome, title = u.title, agency_id = u.agency, agency_name = u.agency_name, is_other = u.is_other,
        first = u.first, entry_id = NULL, likeness = NULL
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::boolean[], %s::int[])
        AS u(id, outcome, title, agency, agency_name, is_other, first)
    WHERE r.id = u.id
"""


def read(listed, *, at):
    """Judge every row by the columns as they are named, then hold the good ones against the catalogue; a step of the
    worker that holds the sheet.
    """
    judge(listed)
    import_matching.mark(listed)
    listed.read_at = at
    listed.save(update_fields=["read_at"])
    found = {one: listed.sheet_rows.filter(outcome=one).count() for one in (Outcome.GOOD.value, Outcome.BAD.value)}
    events.record("import.read", on=listed, by=None, at=at, file=listed.name, **found)


def judge(listed):
    """Say of every row whether something is wrong with it or a row before says the same; one statement a thousand."""
    places, firsts, on = Places(), {}, timezone.localdate(listed.sent_at)
    for some in in_chunks(listed.sheet_rows.all()):
        told = [judged(row, listed, places, firsts, on) for row in some]
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in zip(*told, strict=True)])


def judged(row, listed, places, firsts, on):
    """(id, outcome, title, agency, name of the agency, whether it says that it is another one, the row before)."""
    said, agency, faults = looked_at(row, listed, places, on)
    if faults:
        return row.pk, Outcome.BAD.value, "", None, "", False, None
    owner = agency.pk if agency else said["agency"].casefold()
    # Eight bytes instead of a title: a hundred thousand of them are little.
    key = hashlib.blake2b(f"{owner}|{plain(said['title'])}".encode(), digest_size=8).digest()
    first = firsts.setdefault(key, row.number)
    is_first = first == row.number
    outcome = Outcome.GOOD if is_first else Outcome.TWICE
    facts = said["title"], agency.pk if agency else None, said["agency"], import_rows.is_other(said)
    return row.pk, outcome.value, *facts, None if is_first else first


def looked_at(row, listed, places, on):
    """(what it says by field, agency on record or None, faults as sentences) of a row; `on` is the day it was sent."""
    said = import_rows.said_of(row.cells, listed.mapping, year=listed.year)
    kind, agency = whose(said, places)
    beyond = import_rows.beyond(row.cells, listed.headings, listed.mapping)
    return said, agency, import_rows.faults_of(said, on=on, kind=kind, regions=places.regions, beyond=beyond)


def whose(said, places):
    """(kind, agency on record or None) of the agency that a row names; the register's word comes before the row's."""
    kind = import_rows.said_kind(said)
    agency = places.named(said.get("agency", ""), kind=kind, region=import_rows.region_of(said))
    return (agency.kind if agency and said.get("agency_kind", "-") in ("", "-") else kind), agency


def in_chunks(rows):
    """Rows in the order of the sheet, so many at a time."""
    last = 0
    while some := list(rows.filter(number__gt=last).order_by("number")[:ROWS_AT_ONCE]):
        yield some
        last = some[-1].number


def fingerprint_of(listed):
    """The hash of all rows with what becomes of each, counted by the database in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT md5(string_agg(md5(number || outcome || cells::text), '' ORDER BY number))
            FROM proposals_sheetrow WHERE listed_id = %s
            """,
            [listed.pk],
        )
        return cursor.fetchone()[0] or ""


def take_in(listed, *, at):
    """Put the good rows of a sheet into the catalogue, all of them; part of the act that has them.

    Refused where the catalogue has one of them by now, or the registers say something else of one: what was agreed to
    is no longer what would happen.
    """
    one_at_a_time()
    if import_matching.is_overtaken(listed):
        raise Refused(list_rules.CHANGED_MEANWHILE)
    places, fresh, on = Places(), 0, timezone.localdate(listed.sent_at)
    taken = set(CatalogueEntry.objects.values_list("slug", flat=True))
    for some in in_chunks(listed.sheet_rows.filter(outcome=Outcome.GOOD)):
        if not all(stands(row, listed, places, on) for row in some):
            raise Refused(list_rules.REGISTERS_CHANGED)
        fresh += len(CatalogueEntry.objects.bulk_create(entry_of(row, listed, places, taken, at) for row in some))
    return TakenOver(innovations=fresh, fresh=fresh)


def stands(row, listed, places, on):
    """Whether a good row is so by the registers of today as well, and of the same agency."""
    _pk, outcome, _title, agency, *_more = judged(row, listed, places, {}, on)
    return (outcome, agency) == (Outcome.GOOD, row.agency_id)


def entry_of(row, listed, places, taken, at):
    """The entry of a good row, under an address that is not `taken`."""
    said = import_rows.said_of(row.cells, listed.mapping, year=listed.year)
    facts = import_rows.facts_of(said)
    kind, agency = whose(said, places)
    slug = publication.free_slug(facts["title"], facts["year"], taken)
    taken.add(slug)
    source = {} if facts["source_url"] else {"source_note": listed.reason}
    return CatalogueEntry(
        slug=slug,
        agency_id=row.agency_id,
        agency_kind=kind,
        province_id=places.province_of(import_rows.region_of(said), agency),
        programme_id=listed.programme_id,
        winner_list=listed,
        published_at=at,
        **facts,
        **source,
    )
