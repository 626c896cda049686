"""The classical plan, whole and with one thing changed."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from competitions.domain.blueprint import (
    HeadData,
    with_stages,
)
from competitions.domain.templates import TEMPLATES
from tests.factories.competitions import CLOSES_AT, OPENS_AT

PLAN = TEMPLATES["classical"].blueprint
HEAD = HeadData("KIPP", 2026, "Pedoman", OPENS_AT, CLOSES_AT)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def stages(**changes):
    """The classical plan with changes in its stages, by key."""
    return with_stages(PLAN, changes)


def section(**changes):
    """The classical plan with its second section changed."""
    first, second, *others = PLAN.sections
    return replace(PLAN, sections=(first, replace(second, **changes), *others))


def rubric(**changes):
    """The classical plan with its desk rubric changed."""
    desk, *others = PLAN.rubrics
    return replace(PLAN, rubrics=(replace(desk, **changes), *others))


def stage(key):
    return next(one for one in PLAN.stages if one.key == key)


def without(*keys):
    return replace(PLAN, stages=tuple(one for one in PLAN.stages if one.key not in keys))
