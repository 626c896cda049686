"""What the ministry does in judging to many at once, and what takes each of them back."""

from judging.bulk_acts import feedback, objections, reminders, sessions, verdicts, work
from judging.bulk_acts.things import held_apart

KINDS = tuple(
    held_apart(kind) for module in (verdicts, work, reminders, sessions, feedback, objections) for kind in module.KINDS
)
