"""Lists of earlier winners: handed in, agreed to by two people, taken over whole by a worker. From the second person on
sheets of other programmes (`imports.py`) go the same way; what each kind does in its own manner is a row of `KINDS`.

A worker that dies loses nothing: what it had not committed never was, and the clock asks another to carry on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import events, tries
from accounts.domain.queue import enqueue
from accounts.domain.stamps import fingerprint
from accounts.rules import Refused, refuse
from accounts.rules import motions as motion_rules
from proposals.domain.catalogue import earlier_years, import_judging, imports, partner_news
from proposals.domain.catalogue.earlier_rows import WinnerRow
from proposals.domain.catalogue.imports import WORKING
from proposals.models import WinnerList
from proposals.rules import winner_lists as rules


@dataclass(frozen=True)
class ListKind:
    """What a list of one kind does in its own manner: why it may not be agreed to, what exactly is decided, what all of
    its rows are by one hash, and how they are taken in.
    """

    refusal: Callable[..., object]
    described: Callable[[WinnerList], Mapping[str, object]]
    fingerprint: Callable[[WinnerList], str]
    take_in: Callable[..., earlier_years.TakenOver]


@transaction.atomic
def hand_in(lines, *, name, reason, by, at):
    """Keep a list that was read without faults, to be looked at; nothing of it is in the catalogue yet."""
    refuse(rules.handing_refusal(by, reason=reason))
    listed = WinnerList.objects.create(
        name=name[:200],
        rows=[line.as_json() for line in lines],
        reason=reason.strip(),
        sent_by=by,
        sent_at=at,
    )
    events.record("winner_list.sent", on=listed, by=by, at=at, file=listed.name, count=len(lines))
    return listed


def lines_of(listed):
    """The rows of a list as values."""
    return [WinnerRow(**row) for row in listed.rows]


def compared(listed):
    """What a list would add to the catalogue and change in it, as things stand."""
    return earlier_years.compare(lines_of(listed), earlier_years.Places())


def refusal(listed, found, *, office):
    """Why a list that was compared may not be put forward or agreed to."""
    return rules.taking_over_refusal(
        office,
        is_agreed=listed.agreed_at is not None,
        has_doubts=bool(found.doubts),
        is_empty=found.is_empty,
    )


def agreeing_refusal(listed, *, office):
    """Why a list may not be put forward or agreed to, as things stand."""
    return KINDS[listed.act].refusal(listed, office=office)


def described(listed, inputs):
    """What exactly is decided about a list."""
    return KINDS[listed.act].described(listed)


def described_winners(listed):
    """What exactly is decided: the rows by their hash, on what ground, and what becomes of the catalogue."""
    found = compared(listed)
    return {
        "file": listed.name,
        "reason": listed.reason,
        "rows": fingerprint(listed.rows),
        "count": len(listed.rows),
        "fresh": len(found.fresh),
        "changed": len(found.changed),
        "known": len(found.known),
        "years": sorted({row["year"] for row in listed.rows}),
    }


def stamp(listed):
    """The stamp of what the page of a list shows."""
    return fingerprint(described(listed, {}))


@transaction.atomic
def agree(listed, *, motion, by, at):
    """Give a list to a worker, as two people agreed; returns it."""
    refuse(motion_rules.carrying_refusal(motion))
    listed = WinnerList.objects.locked(listed.pk)
    refuse(agreeing_refusal(listed, office=by))
    listed.agreed_by, listed.agreed_at, listed.tries, listed.tried_at = by, at, 0, at
    listed.save(update_fields=["agreed_by", "agreed_at", "tries", "tried_at"])
    events.record(f"{listed.act}.agreed", on=listed, by=by, at=at, file=listed.name, motion=motion.pk)
    enqueue(WORKING, list_id=listed.pk)
    return listed


def carry_on(list_id, *, clock):
    """Read a sheet or take a list over, whichever waits; safe to run twice and by two. `clock` gives the moment."""
    try:
        if begin(list_id, at=clock()):
            work(list_id, at=clock())
    except Refused as refused:
        fail(list_id, refused.refusal.key, at=clock())


def resume_unfinished(*, at):
    """Ask again for every list that no worker has, each time after a longer pause; one over which workers are lost
    again and again is given up.
    """
    for listed in WinnerList.objects.unfinished(since=at - tries.PAUSES[0]):
        if at < tries.again_at(listed.tries, at=listed.tried_at):
            continue
        if listed.tries >= tries.WORKERS:
            fail(listed.pk, rules.WORKER_LOST.key, at=at)
        else:
            enqueue(WORKING, list_id=listed.pk)


@transaction.atomic
def begin(list_id, *, at):
    """Note that a worker begins; whether there is anything to do that no other worker does."""
    listed = WinnerList.objects.free(list_id)
    if listed is None:
        return False
    listed.tries, listed.tried_at = listed.tries + 1, at
    listed.save(update_fields=["tries", "tried_at"])
    return True


@transaction.atomic
def work(list_id, *, at):
    """Do what waits, all of it or nothing; once done, the list is left alone."""
    listed = WinnerList.objects.free(list_id)
    if listed is None:
        return
    if listed.agreed_at:
        take_over(listed, at=at)
    else:
        import_judging.read(listed, at=at)


def take_over(listed, *, at):
    """Put all of a list into the catalogue. One event tells of all of it."""
    kind = KINDS[listed.act]
    taken = kind.take_in(listed, at=at)
    listed.taken_over_at, listed.innovations, listed.fresh = at, taken.innovations, taken.fresh
    listed.save(update_fields=["taken_over_at", "innovations", "fresh"])
    partner_news.of_list_taken_over(listed, taken.innovations, at=at)
    events.record(
        f"{listed.act}.taken_over",
        on=listed,
        by=listed.agreed_by,
        at=at,
        file=listed.name,
        count=taken.innovations,
        fresh=taken.fresh,
        rows=kind.fingerprint(listed),
    )


def take_in_winners(listed, *, at):
    """Put a list of winners into the catalogue, as it was agreed to; refused where a row clashes by now."""
    if compared(listed).doubts:
        raise Refused(rules.CHANGED_MEANWHILE)
    return earlier_years.take_in(lines_of(listed), winner_list=listed, at=at)


@transaction.atomic
def fail(list_id, key, *, at):
    """Note why nothing was read or taken over. What two people agreed to is over: corrected, it is handed in anew."""
    listed = WinnerList.objects.free(list_id)
    if listed is None:
        return
    listed.failed_at, listed.failure = at, key
    listed.save(update_fields=["failed_at", "failure"])
    events.record(f"{listed.act}.failed", on=listed, by=None, at=at, file=listed.name, why=key)


# By how the events of a kind begin.
KINDS = {
    "winner_list": ListKind(
        refusal=lambda listed, *, office: refusal(listed, compared(listed), office=office),
        described=described_winners,
        fingerprint=lambda listed: fingerprint(listed.rows),
        take_in=take_in_winners,
    ),
    "import": ListKind(imports.refusal, imports.described, import_judging.fingerprint_of, import_judging.take_in),
}
