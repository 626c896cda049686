"""What the ministry does in judging to many at once, and what takes each of them back."""

from judging.bulk_acts import feedback, reminders, sessions, verdicts, work

KINDS = (*verdicts.KINDS, *work.KINDS, *reminders.KINDS, *sessions.KINDS, *feedback.KINDS)
