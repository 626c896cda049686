"""Sheets of other programmes: handed in, their columns named, every row judged, and taken over as it was read.

Who agrees and what a worker does is that of every list (`winner_lists.py`). Rows are read a thousand at a time.
"""

import hashlib
from itertools import chain, islice

from django.db import connection, transaction
from django.db.models import Count, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.domain import events
from accounts.domain.stamps import fingerprint, unchanged
from accounts.models import Motion
from accounts.rules import Refused, refuse
from proposals.domain.catalogue import import_matching, import_rows, publication
from proposals.domain.catalogue.earlier_years import TakenOver, one_at_a_time
from proposals.domain.catalogue.import_rows import HEAD_WITHIN
from proposals.domain.catalogue.places import Places
from proposals.models import CatalogueEntry, OtherProgramme, SheetRow, WinnerList
from proposals.rules import imports as rules
from proposals.rules import winner_lists as list_rules

Outcome = SheetRow.Outcome
ROWS_AT_ONCE = 1000
# So many honours are named to whoever decides whether they count.
HONOURS_NAMED = 10
WRITE = """
    UPDATE proposals_sheetrow AS r
    SET outcome = u.outcome, title = u.title, agency_id = u.agency, agency_name = u.agency_name, is_other = u.is_other,
        first = u.first, entry_id = NULL, likeness = NULL
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::boolean[], %s::int[])
        AS u(id, outcome, title, agency, agency_name, is_other, first)
    WHERE r.id = u.id
"""


@transaction.atomic
def hand_in(programme, rows, *, name, reason, by, at):
    """Keep a sheet as it came, row by row; `rows` are read on the way. Its columns are named next.

    `programme` is one that is known or a new one, unsaved. Refused also where the same sheet waits to be read.
    """
    refuse(list_rules.handing_refusal(by, reason=reason))
    programme = on_record(programme)
    rows = iter(rows)
    first = list(islice(rows, HEAD_WITHIN))
    head = import_rows.head_of(first, programme.headings)
    listed = WinnerList.objects.create(
        name=name[:200],
        programme=programme,
        headings=head.headings,
        reason=reason.strip(),
        sent_by=by,
        sent_at=at,
    )
    below = (
        SheetRow(listed=listed, number=number, cells=import_rows.kept(cells, head.headings))
        for number, cells in chain(first, rows)
        if number > head.number
    )
    count = 0
    while some := list(islice(below, ROWS_AT_ONCE)):
        count += len(SheetRow.objects.bulk_create(some))
    import_rows.refuse_without_rows(count)
    refuse_a_copy(listed)
    events.record("import.sent", on=listed, by=by, at=at, file=listed.name, programme=programme.name, count=count)
    return listed


def on_record(programme):
    """The programme as it is kept: where two people name a new one at once, the one that came first.

    Refused where it came with another word on whether what it honours counts.
    """
    if programme.pk:
        return programme
    fresh = {"name": programme.name, "counts_as_top": programme.counts_as_top}
    found = OtherProgramme.objects.get_or_create(name__iexact=programme.name, defaults=fresh)[0]
    refuse(rules.counting_refusal(found, counts_as_top=programme.counts_as_top))
    return found


def refuse_a_copy(listed):
    """Refused where another sheet of the programme that nobody has read has the very rows of this one."""
    # Of two copies that come at once the second waits here for the first.
    OtherProgramme.objects.select_for_update(no_key=True).get(pk=listed.programme_id)
    unread = WinnerList.objects.filter(programme=listed.programme_id, mapping={}, headings=listed.headings)
    others = list(unread.exclude(pk=listed.pk))
    if others and fingerprint_of(listed) in map(fingerprint_of, others):
        raise Refused(rules.SENT_ALREADY)


@transaction.atomic
def read(listed, mapping, *, year=None, seen=None, by, at):
    """Name the columns of a sheet as {field: place} and judge every row by them; the next sheet is offered the same.

    Until it is put before a second person they may be named again. `seen` is the stamp of the naming that was shown.
    """
    listed = WinnerList.objects.locked(listed.pk)
    refuse(naming_refusal(listed, office=by))
    refuse(rules.mapping_refusal(mapping, year=year))
    unchanged(seen, naming_stamp(listed), listed)
    listed.mapping, listed.year = mapping, year
    listed.save(update_fields=["mapping", "year"])
    listed.named_by.add(by.user_id)
    headings = {field: listed.headings[place] for field, place in mapping.items()}
    OtherProgramme.objects.filter(pk=listed.programme_id).update(headings=headings)
    judge(listed)
    import_matching.mark(listed)
    counted = counts(listed)
    events.record("import.read", on=listed, by=by, at=at, file=listed.name, columns=headings, year=year, **counted)
    return listed


def naming_refusal(listed, *, office):
    """Why the columns of a sheet may not be named, or not again."""
    is_moved = Motion.objects.about(listed).on_its_way().exists()
    return rules.naming_refusal(office, is_agreed=listed.agreed_at is not None, is_moved=is_moved)


def naming_stamp(listed):
    """The stamp of how the columns of a sheet are named."""
    return fingerprint([listed.mapping, listed.year])


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
    key = hashlib.blake2b(f"{owner}|{import_rows.plain(said['title'])}".encode(), digest_size=8).digest()
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


def counts(listed):
    """How many rows came to what: {outcome: number}, every outcome named; one query."""
    found = dict(listed.sheet_rows.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def refusal(listed, *, office):
    """Why a sheet may not be put forward or agreed to."""
    return rules.importing_refusal(
        office,
        is_agreed=listed.agreed_at is not None,
        is_read=bool(listed.mapping),
        counts=counts(listed),
    )


def described(listed, inputs):
    """What exactly is decided: every row by one hash, read by which columns, and what becomes of each kind of them.

    A column is [place, heading]: two may be headed alike. Where what the programme honours counts as an earlier award,
    `honours` are [[honour, rows], ...], the most frequent first, and `other_honours` the rows with another one.
    """
    return {
        "file": listed.name,
        "reason": listed.reason,
        "programme": listed.programme.name,
        "counts_as_top": listed.programme.counts_as_top,
        "columns": {field: [place, listed.headings[place]] for field, place in listed.mapping.items()},
        "year": listed.year,
        "rows": fingerprint_of(listed),
        **counts(listed),
        **honours_counted(listed),
    }


def honours_counted(listed):
    """What of a sheet would count as an earlier top award, as `described` says it; {} where nothing does."""
    if not listed.programme.counts_as_top or "honour" not in listed.mapping:
        return {}
    said = Coalesce(KeyTextTransform(listed.mapping["honour"], "cells"), Value(""), output_field=TextField())
    honoured = listed.sheet_rows.filter(outcome=Outcome.GOOD).annotate(honour=said).exclude(honour__in=("", "-"))
    found = honoured.order_by().values_list("honour").annotate(rows=Count("pk")).order_by("-rows", "honour")
    named = [list(one) for one in found[:HONOURS_NAMED]]
    return {"honours": named, "other_honours": honoured.count() - sum(count for _honour, count in named)}


def stamp(listed):
    """The stamp of what the page of a sheet shows."""
    return fingerprint(described(listed, {}))


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
