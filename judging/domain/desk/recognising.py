"""A judge of a blind stage says that the applicant was recognised, or takes that back."""

from dataclasses import dataclass

from judging.models import Recognition


@dataclass(frozen=True)
class Recognised:
    """What a judge says of it: whether, and who it is or what gave it away."""

    is_so: bool
    clue: str = ""


def note(assignment, said: Recognised, *, at):
    """Note it beside the card of a locked assignment, or take it back. Part of the act that saves the card.

    No event: it is no mark, and the trail would say who reads whose dossier.
    """
    if said.is_so:
        Recognition.objects.update_or_create(assignment=assignment, defaults={"clue": said.clue, "told_at": at})
    else:
        Recognition.objects.filter(assignment=assignment).delete()
