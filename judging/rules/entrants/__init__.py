"""Whether what was sent may enter: verdicts, and resemblances."""

from judging.rules.entrants.verifying import (
    ALREADY_DECIDED,
    FINDINGS_OPEN,
    NOT_AN_ENTRANT,
    NOT_DECIDED,
    TOO_LATE_TO_CORRECT,
    correction_refusal,
    verdict_refusal,
)

__all__ = [
    "ALREADY_DECIDED",
    "FINDINGS_OPEN",
    "NOT_AN_ENTRANT",
    "NOT_DECIDED",
    "TOO_LATE_TO_CORRECT",
    "correction_refusal",
    "verdict_refusal",
]
