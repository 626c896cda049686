"""Sheets of other programmes: handed in, their columns named, described to the two people who decide about them.

Every row is judged and taken over by a worker (`import_judging.py`); who agrees, and when the worker comes, is that of
every list (`winner_lists.py`).
"""

from itertools import chain, islice

from django.db import transaction
from django.db.models import Count, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from accounts.domain import events
from accounts.domain.queue import enqueue
from accounts.domain.stamps import fingerprint, unchanged
from accounts.files.sheets import NO_ROWS
from accounts.models import Motion
from accounts.rules import Refused, refuse
from proposals.domain.catalogue import import_rows
from proposals.domain.catalogue.import_judging import ROWS_AT_ONCE, fingerprint_of
from proposals.domain.catalogue.import_rows import HEAD_WITHIN
from proposals.models import OtherProgramme, SheetRow, WinnerList
from proposals.rules import imports as rules
from proposals.rules import winner_lists as list_rules

Outcome = SheetRow.Outcome
# So many honours are named to whoever decides whether they count.
HONOURS_NAMED = 10
# What reads and takes over, whichever of the two waits.
WORKING = "proposals.work_on_list"


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
    if not count:
        raise Refused(NO_ROWS)
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
    OtherProgramme.objects.locked(listed.programme_id)
    unread = WinnerList.objects.filter(programme=listed.programme_id, mapping={}, headings=listed.headings)
    others = list(unread.exclude(pk=listed.pk))
    if others and fingerprint_of(listed) in map(fingerprint_of, others):
        raise Refused(rules.SENT_ALREADY)


@transaction.atomic
def name_columns(listed, mapping, *, year=None, seen=None, by, at):
    """Name the columns of a sheet as {field: place} and have a worker read it; the next sheet is offered the same.

    Until it is put before a second person they may be named again. `seen` is the stamp of the naming that was shown.
    Whoever names them does not agree to it.
    """
    # A worker that reads holds the row: nobody waits for it to be told so.
    refuse(naming_refusal(listed, office=by))
    listed = WinnerList.objects.locked(listed.pk)
    refuse(naming_refusal(listed, office=by))
    refuse(rules.mapping_refusal(mapping, year=year))
    unchanged(seen, naming_stamp(listed), listed)
    listed.mapping, listed.year, listed.read_at = mapping, year, None
    listed.tries, listed.tried_at, listed.failed_at, listed.failure = 0, at, None, ""
    listed.save(update_fields=["mapping", "year", "read_at", "tries", "tried_at", "failed_at", "failure"])
    listed.named_by.add(by.user_id)
    headings = {field: listed.headings[place] for field, place in mapping.items()}
    OtherProgramme.objects.filter(pk=listed.programme_id).update(headings=headings)
    events.record("import.columns_named", on=listed, by=by, at=at, file=listed.name, columns=headings, year=year)
    enqueue(WORKING, list_id=listed.pk)
    return listed


def naming_refusal(listed, *, office):
    """Why the columns of a sheet may not be named, or not again."""
    return rules.naming_refusal(
        office,
        is_agreed=listed.agreed_at is not None,
        is_moved=Motion.objects.about(listed).on_its_way().exists(),
        is_being_read=listed.state == listed.State.READING,
    )


def naming_stamp(listed):
    """The stamp of how the columns of a sheet are named."""
    return fingerprint([listed.mapping, listed.year])


def counts(listed):
    """How many rows came to what: {outcome: number}, every outcome named; one query."""
    found = dict(listed.sheet_rows.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def refusal(listed, *, office):
    """Why a sheet may not be put forward or agreed to."""
    return rules.importing_refusal(
        office,
        is_agreed=listed.agreed_at is not None,
        is_being_read=listed.state == listed.State.READING,
        is_read=listed.read_at is not None,
        counts=counts(listed),
    )


def described(listed):
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
