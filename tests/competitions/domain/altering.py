"""How tests alter a plan part by part."""

from dataclasses import replace

from competitions.domain import planning
from competitions.domain.parts import PARTS
from tests.factories.competitions import PLANNED_AT


def read(planned, part):
    return PARTS[part].read(planning.plan_of(planned))


def alter(planned, part, value, by, **more):
    return planning.alter(planned, part, value, by=by, at=PLANNED_AT, **more)


def with_one(things, key, **changes):
    """The things, with one of them changed."""
    return tuple(replace(thing, **changes) if thing.key == key else thing for thing in things)
