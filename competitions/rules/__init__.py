"""Who may plan the contest and when its dates may move; why not, as values. Pure: no query, no clock."""

from competitions.rules.calendar import (
    ALREADY_PAST,
    NOT_LATER,
    SELECTION_STARTED,
    STAGE_NOT_OPEN,
    extension_refusal,
    lengthening_refusal,
    registration_extension_refusal,
    stage_extension_refusal,
)
from competitions.rules.planning import (
    ALREADY_ANNOUNCED,
    NOT_MINISTRY_ADMIN,
    PLAN_CANNOT_RUN,
    REASON_MISSING,
    STAGE_ALREADY_OPENED,
    WINDOW_REVERSED,
    announcement_refusal,
    planning_refusal,
    stage_planning_refusal,
    window_refusal,
)

__all__ = [
    "ALREADY_ANNOUNCED",
    "ALREADY_PAST",
    "NOT_LATER",
    "NOT_MINISTRY_ADMIN",
    "PLAN_CANNOT_RUN",
    "REASON_MISSING",
    "SELECTION_STARTED",
    "STAGE_ALREADY_OPENED",
    "STAGE_NOT_OPEN",
    "WINDOW_REVERSED",
    "announcement_refusal",
    "extension_refusal",
    "lengthening_refusal",
    "planning_refusal",
    "registration_extension_refusal",
    "stage_extension_refusal",
    "stage_planning_refusal",
    "window_refusal",
]
