"""Planning an edition: beginning it, altering it part by part, announcing it."""

from competitions.domain.planning.altering import alter, alteration_reasons, begun_of, plan_of, read_once, stamp
from competitions.domain.planning.announcing import announce, announcement_reasons, planners
from competitions.domain.planning.starting import bring, copy, plan

__all__ = [
    "alter",
    "alteration_reasons",
    "announce",
    "announcement_reasons",
    "begun_of",
    "bring",
    "copy",
    "plan",
    "plan_of",
    "planners",
    "read_once",
    "stamp",
]
