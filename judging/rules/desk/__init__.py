"""What a judge may read, and by whom it is given out."""

from judging.rules.desk.reading import (
    NOT_ASSIGNED,
    OUT_OF_THE_CONTEST,
    RECUSED,
    SEALED,
    UNCLEARED,
    UNOPENED_ANSWERED,
    WITHHELD,
    cover_refusal,
    reading_refusal,
    results_refusal,
)

__all__ = [
    "NOT_ASSIGNED",
    "OUT_OF_THE_CONTEST",
    "RECUSED",
    "SEALED",
    "UNCLEARED",
    "UNOPENED_ANSWERED",
    "WITHHELD",
    "cover_refusal",
    "reading_refusal",
    "results_refusal",
]
