"""Acts on many at once in tests: begun as a page begins them, and carried to their end at a moment."""

from uuid import uuid4

from accounts.domain import bulk
from accounts.models import BulkAct


def done(name, things, inputs, *, by, at, undoes=None, key=None):
    """The act on these things, finished; returns it with its rows by what they are about."""
    act = bulk.begin(name, [one.pk for one in things], inputs, key=key or uuid4(), undoes=undoes, by=by, at=at)
    return carried(act, at=at)


def carried(act, *, at):
    bulk.carry_on(act.pk, clock=lambda: at)
    return BulkAct.objects.get(pk=act.pk)


def undone(act, *, by, at):
    """What a finished act made, taken back by the kind that does so."""
    made = list(act.rows.filter(made_id__isnull=False).order_by("position").values_list("made_id", flat=True))
    undo = bulk.KINDS[act.kind].undo
    return carried(bulk.begin(undo, made, act.inputs, key=uuid4(), undoes=act, by=by, at=at), at=at)


def came(act):
    """What came of each row, in order: None where it was done, the sentence where not."""
    rows = list(act.rows.order_by("position"))
    assert all(row.done_at or row.sentence for row in rows)
    return [row.sentence or None for row in rows]


def foretold(name, things, inputs, *, by, at):
    """What the preview says of each, in the order in which they are done: None, or the sentence."""
    lines = bulk.preview(name, [one.pk for one in things], inputs, office=by, at=at)
    return [line.refusal and str(line.refusal.sentence) for line in lines]
