"""An act on many things at once: each of them is done by its own act, row by row, and the result says what came of it.

A row is done whole or not at all, under the locks of its own act and no others: nobody waits for the whole list, and
the chain of events is never held over a lock. What was begun is carried to its end: by the request for a moment, then
by a worker; one that dies loses nothing, since a row that is done says so in the same transaction.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone, translation

from accounts.domain import events, stamps, tries
from accounts.domain.bulk_kinds import KINDS
from accounts.domain.queue import enqueue
from accounts.models import BulkAct, BulkRow, Membership, User
from accounts.rules import Refusal, Refused, Stale, refuse
from accounts.rules import bulk as rules

logger = logging.getLogger(__name__)

# So many things may be chosen at once, and so long the one who asked waits for them.
MOST = 5000
TURN = timedelta(seconds=2)
# A worker is at one act so long before others have their turn.
SHIFT = timedelta(seconds=60)


@dataclass(frozen=True)
class BulkLine:
    """One thing that was chosen, and why it would not be done as things stand."""

    pk: int
    thing: Any
    called: str
    refusal: Refusal | None


def preview(name, ids, inputs, *, office, at):
    """What would come of each chosen thing, in the order in which they are done; nothing is changed."""
    kind = KINDS[name]
    things = kind.things(ids, inputs)
    refusals = kind.refusals(things, inputs, office=office, at=at)
    return [BulkLine(thing.pk, thing, kind.called(thing), refusals.get(thing.pk)) for thing in things]


def stamp(ids, inputs):
    """The stamp of what is asked: how many things, which, and what is to be done to them."""
    return stamps.fingerprint([len(ids), sorted(ids), inputs])


@transaction.atomic
def begin(name, ids, inputs, *, key, path="", undoes=None, seen=None, by, at):
    """Keep what is asked for; `carry_on` does it. Pressed twice, it is begun once.

    `seen` is the stamp of what was shown. Raises Stale where something else would be done.
    """
    kind = KINDS[name]
    # Two presses of one button queue here.
    User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    if begun := BulkAct.objects.filter(key=key).first():
        return begun
    refuse(rules.beginning_refusal(office=by, roles=kind.roles, count=len(ids), most=MOST))
    stamps.unchanged(seen, stamp(ids, inputs), ids)
    lines = preview(name, ids, inputs, office=by, at=at)
    refuse(None if any(line.refusal is None for line in lines) else rules.NOTHING_POSSIBLE)
    act = BulkAct.objects.create(
        key=key, kind=name, inputs=inputs, path=path[:1500], undoes=undoes, begun_at=at, begun_by=by, tried_at=at
    )
    BulkRow.objects.bulk_create(
        (
            BulkRow(act=act, position=position, subject_id=line.pk, called=line.called[:300])
            for position, line in enumerate(lines, start=1)
        ),
        batch_size=1000,
    )
    events.record("bulk.begun", on=act, by=by, at=at, kind=name, count=len(lines), inputs=inputs)
    return act


def carry_on(pk, *, clock, turn=None):
    """Do what is left of an act on many; what is left after a `turn` is handed to a worker.

    Safe to run twice and by two workers at once; `clock` gives the moment.
    """
    act = started(pk, at=clock())
    if act is None:
        return
    end = None if turn is None else clock() + turn
    kind, by = KINDS[act.kind], Membership.objects.with_places().get(pk=act.begun_by_id)
    # Why something was not done is kept in the language of the source, and translated where it is read.
    with translation.override(settings.LANGUAGE_CODE):
        while do_next(act, kind, by, at=clock()):
            if end and clock() >= end:
                break
        finish(act, kind, by, at=clock())
    # Somebody who came to the end of a turn was not lost.
    if BulkAct.objects.filter(pk=pk, finished_at=None).update(tries=0, tried_at=clock()):
        enqueue("accounts.carry_on_bulk", act_id=pk)


@transaction.atomic
def started(pk, *, at):
    """The act, noted that somebody is at it; None once it is finished."""
    act = BulkAct.objects.select_for_update(of=("self",)).filter(pk=pk, finished_at=None).first()
    if act:
        act.tries, act.tried_at = act.tries + 1, at
        act.save(update_fields=["tries", "tried_at"])
    return act


@transaction.atomic
def do_next(act, kind, by, *, at):
    """Do the next thing that nobody is at, and keep what came of it; False when there is none."""
    row = BulkRow.objects.filter(act=act).waiting().select_for_update(skip_locked=True).first()
    if row is None:
        return False
    try:
        with transaction.atomic():
            refuse(rules.doing_refusal(by, on=timezone.localdate(at)))
            made = kind.act(row.subject_id, act.inputs, key=act.key, by=by, at=at)
    except Refused as refused:
        row.sentence = " ".join(str(sentence) for sentence in refused.sentences)
    except Stale:
        row.sentence = str(rules.CHANGED)
    except ObjectDoesNotExist:
        row.sentence = str(rules.GONE)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        logger.exception("%s could not be done to %s", act.kind, row.subject_id)
        row.sentence = str(rules.BROKEN)
    else:
        row.done_at, row.made_id = at, made.pk if made is not None else None
    row.save(update_fields=["done_at", "made_id", "sentence"])
    return True


@transaction.atomic
def finish(act, kind, by, *, at):
    """Once nothing is left: write to whoever is concerned, and close the act. Finished already, nothing happens."""
    act = BulkAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
    rows = BulkRow.objects.filter(act=act)
    if act.finished_at or rows.waiting().exists():
        return
    kind.told(act, list(rows.filter(done_at__isnull=False).order_by("position")), by=by, at=at)
    act.finished_at = at
    act.save(update_fields=["finished_at"])


def resume_unfinished(*, at):
    """Ask again for what no worker is at, each time after a longer pause; what workers are lost over again and again
    is ended, with the reason on every row that is left.
    """
    for act in BulkAct.objects.unfinished(since=at - tries.PAUSES[0]):
        if at < tries.again_at(act.tries, at=act.tried_at):
            continue
        if act.tries > tries.WORKERS:
            give_up(act.pk, at=at)
        else:
            enqueue("accounts.carry_on_bulk", act_id=act.pk)


@transaction.atomic
def give_up(pk, *, at):
    """End an act; what was done stays, the rest says why it was not."""
    act = BulkAct.objects.select_for_update(of=("self",)).get(pk=pk)
    with translation.override(settings.LANGUAGE_CODE):
        BulkRow.objects.filter(act=act).waiting().order_by().update(sentence=str(rules.WORKER_LOST))
    act.finished_at = at
    act.save(update_fields=["finished_at"])
