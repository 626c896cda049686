"""Altering the plan of an edition, one part at a time: freely while it is a draft, by two people afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.domain import events, stamps
from accounts.models import Membership, Motion
from accounts.rules import Refused
from competitions import rules
from competitions.domain import checking, difference, drawing, drawn, plan_file, reliance
from competitions.domain.blueprint import HeadData, Plan
from competitions.domain.difference import Change
from competitions.domain.parts import PARTS
from competitions.models import Edition

# The name of the motion that carries an alteration of an announced edition.
ALTERATION = "alter-edition"


# The plans that were read where several readings are answered from one, by edition; None: each reads anew.
_READ: ContextVar[dict[int, Plan] | None] = ContextVar("plans that were read", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Meanwhile the plan of an edition is read once, whoever asks for it. For pages that read: an act reads anew."""
    token = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(token)


def plan_of(edition: Edition) -> Plan:
    """The plan that an edition's rows say now."""
    kept = _READ.get()
    if kept is None:
        return drawn_plan(edition)
    if edition.pk not in kept:
        kept[edition.pk] = drawn_plan(edition)
    return kept[edition.pk]


def drawn_plan(edition: Edition) -> Plan:
    """The plan of an edition, read from its rows."""
    head = HeadData(**{field.name: getattr(edition, field.name) for field in fields(HeadData)})
    return Plan(head, drawn.drawn_from(edition))


def stamp(plan: Plan, part: str | None = None) -> str:
    """The version of one part, or of the whole plan: what a page shows of it is what is signed."""
    return stamps.fingerprint(plan_file.unstructured(PARTS[part].read(plan) if part else plan))


@transaction.atomic
def alter(
    edition: Edition,
    part: str,
    value: object,
    *,
    seen: str | None = None,
    motion: Motion | None = None,
    by: Membership,
    at: datetime,
) -> list[Change]:
    """Put another value into one part of the plan; returns what changed.

    `seen` is the stamp of the part that the caller was shown. A draft takes whatever can be kept, finished or not. An
    announced edition changes by a `motion` that two people carry, and only into a plan that can run. Refused with a
    sentence for everything that is wrong. Stale(the plan that stands) when the part has changed since it was shown.
    """
    edition = Edition.objects.locked(edition.pk)
    if refusal := rules.altering_refusal(edition, is_seconded=motion is not None, by=by):
        raise Refused(refusal)
    stands = plan_of(edition)
    stamps.unchanged(seen, stamp(stands, part), stands)
    wanted = PARTS[part].write(stands, value)
    changes = difference.between(stands, wanted)
    if not changes:
        return []
    _must_stand(edition, stands, wanted, changes, at=at)
    for field in fields(HeadData):
        setattr(edition, field.name, getattr(wanted.head, field.name))
    edition.save(update_fields=[field.name for field in fields(HeadData)])
    try:
        with transaction.atomic():
            drawing.draw(wanted.blueprint, edition)
    except ProtectedError as error:
        raise Refused(rules.IN_USE, [_in_use(error)]) from None
    events.record(
        "edition.altered",
        on=edition,
        by=by,
        at=at,
        part=part,
        changes=[[change.part, *change.place, change.field] for change in changes],
        **({"motion": motion.pk} if motion else {}),
    )
    return changes


def alteration_reasons(
    edition: Edition, stands: Plan, wanted: Plan, changes: Iterable[Change], *, at: datetime
) -> list[str]:
    """Why these changes may not be made now: what is broken, and, once announced, what is relied on or cannot run."""
    said = [
        *checking.edition_reasons(edition_with(edition, wanted.head), is_slug_taken=False),
        *checking.broken(wanted.blueprint, closes_at=wanted.head.closes_at),
    ]
    if not said and edition.announced_at:
        now = set(checking.reasons(stands.blueprint, closes_at=stands.head.closes_at))
        then = checking.reasons(wanted.blueprint, closes_at=wanted.head.closes_at)
        said = [*relied_on(edition, changes, at=at), *(sentence for sentence in then if sentence not in now)]
    return list(dict.fromkeys(map(str, said)))


def relied_on(edition: Edition, changes: Iterable[Change], *, at: datetime) -> list[str]:
    """Why changes of an announced edition touch what agencies or judges already rely on, and how many do."""
    begun = {**begun_of(edition, at=at), "invited_begun": reliance.invited_begun(edition, changes)}
    refused = [(change, refusal) for change in changes if (refusal := rules.change_refusal(change, **begun))]
    said = dict.fromkeys(str(refusal) for _change, refusal in refused)
    return [*said, *reliance.in_use(edition, [change for change, _refusal in refused])]


def begun_of(edition: Edition, *, at: datetime) -> dict:
    """What of an edition has begun, as the rules of altering ask for it; one query."""
    begun = [stage for stage in edition.stages.select_related("rubric") if stage.state != stage.State.PLANNED]
    return {
        "has_opened": at >= edition.opens_at,
        "stages_begun": {stage.key for stage in begun},
        "rubrics_begun": {stage.rubric.key for stage in begun if stage.rubric},
    }


def edition_with(edition: Edition, head: HeadData) -> Edition:
    """The edition as it would be under another head; not to be saved."""
    return Edition(slug=edition.slug, **vars(head))


def _must_stand(edition, stands, wanted, changes, *, at):
    if said := alteration_reasons(edition, stands, wanted, changes, at=at):
        raise Refused(rules.PLAN_CANNOT_RUN if edition.announced_at else rules.PART_CANNOT_BE_KEPT, said)


def _in_use(error):
    """What hangs on the rows that were to go."""
    row = next(iter(error.protected_objects))
    return _("Yang dihapus sudah dipakai oleh %(what)s, jadi tidak dapat dihapus.") % {"what": row._meta.verbose_name}
