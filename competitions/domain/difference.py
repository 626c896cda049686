"""Two plans side by side: what differs, thing by thing and field by field, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from competitions.domain import plan_file
from competitions.domain.blueprint import Plan
from competitions.domain.parts import PARTS

# Fields that a change names besides those of the values themselves.
WHOLE, ORDER = "", "order"


@dataclass(frozen=True)
class Change:
    """One difference: where it is, what stood there and what is to stand there, as JSON values.

    `place` leads from the part down to the thing by keys; `field` is the field of the thing that differs, `WHOLE` for
    a thing that is added (nothing stood there) or removed (nothing is to stand there), `ORDER` for the order of things.
    """

    part: str
    place: tuple[str, ...]
    field: str
    before: object
    after: object

    @property
    def is_removal(self) -> bool:
        return self.field == WHOLE and self.after is None


def between(before: Plan, after: Plan) -> list[Change]:
    """What differs between two plans, in the order in which an edition is planned."""
    return [change for part in PARTS.values() for change in _walk(part.key, (), part.read(before), part.read(after))]


def _walk(part, place, before, after) -> Iterator[Change]:
    if before == after:
        return
    if is_dataclass(before):
        for field in fields(before):
            yield from _field(part, place, field.name, getattr(before, field.name), getattr(after, field.name))
        return
    old, new = _by_identity(before), _by_identity(after)
    for key in [*old, *(key for key in new if key not in old)]:
        if key in old and key in new:
            yield from _walk_one(part, (*place, key), old[key], new[key])
        elif old.get(key) or new.get(key):
            # A stage that comes or goes with nothing in this part changes nothing here.
            yield Change(part, (*place, key), WHOLE, _plain(old.get(key)), _plain(new.get(key)))
    common = [key for key in old if key in new]
    if not isinstance(before, Mapping) and common != (moved := [key for key in new if key in old]):
        yield Change(part, place, ORDER, common, moved)


def _walk_one(part, place, before, after):
    """A thing that stands in both plans: a value with fields, things again, or one plain value."""
    if is_dataclass(before) or _holds_things(before, after):
        yield from _walk(part, place, before, after)
    elif before != after:
        yield Change(part, place[:-1], place[-1], _plain(before), _plain(after))


def _field(part, place, name, before, after):
    """One field of a thing: things below it, or a plain value."""
    if _holds_things(before, after):
        yield from _walk(part, (*place, name) if name in ("places", "recap") else place, before, after)
    elif before != after:
        yield Change(part, place, name, _plain(before), _plain(after))


def _holds_things(before, after):
    """Whether these are lists of things with fields, or values by key."""
    one = next((value[0] for value in (before, after) if isinstance(value, tuple) and value), None)
    return is_dataclass(one) or isinstance(before, Mapping)


def _by_identity(things):
    """Things by what tells them apart in their list."""
    return dict(things) if isinstance(things, Mapping) else {identity(thing): thing for thing in things}


def identity(thing) -> str:
    """What tells a thing of a plan apart from its neighbours: its key, code or points; a rule's dimension and value."""
    if hasattr(thing, "dimension"):
        return f"{thing.dimension}={thing.value}"
    if hasattr(thing, "points"):
        return str(thing.points)
    if hasattr(thing, "code"):
        return thing.code
    group = getattr(thing, "group", None) if hasattr(thing, "places") else None
    return f"{thing.key}/{group}" if group else thing.key


def _plain(value):
    return None if value is None else plan_file.unstructured(value)
