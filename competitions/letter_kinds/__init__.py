"""The kinds of letters of an edition: who gets them, and which fields their texts may name."""

from accounts.letter_kinds.fields import Field, LetterKind
from competitions.letter_kinds import dossiers, motions, objections, reminders, replication, stages

__all__ = ["KINDS", "Field", "LetterKind"]

# In the order in which a year comes by them.
KINDS: dict[str, LetterKind] = {
    **dossiers.KINDS,
    **stages.KINDS,
    **objections.KINDS,
    **reminders.KINDS,
    **motions.KINDS,
    **replication.KINDS,
}
