"""A judge's private notes: kept while they are typed, read by their writer alone, erased with the stage."""

from django.db import transaction

from accounts.domain import stamps
from accounts.rules import Refused, refuse
from judging import rules
from judging.models import Assignment, PrivateNote


@transaction.atomic
def keep(assignment, text, *, seen=None, by, at):
    """Save what a judge notes for themselves beside a dossier; returns the note.

    No event: it decides nothing, and that somebody thinks about a dossier is nobody's business.
    """
    own = Assignment.objects.held_by(by.user).select_related("stage").filter(pk=assignment.pk)
    held = own.select_for_update(of=("self",), no_key=True).first()
    if held is None:
        raise Refused(rules.NOT_ASSIGNED)
    refuse(rules.cover_refusal(held) or (rules.ALREADY_OVER if held.stage.is_over else None))
    note = PrivateNote.objects.filter(assignment=held).first() or PrivateNote(assignment=held, text="", number=0)
    if note.text == text:
        return note
    stamps.unchanged(seen, stamp(note.number), note)
    note.text, note.number, note.saved_at = text, note.number + 1, at
    note.save()
    return note


def stamp(number):
    """What the form of a note carries; the number of a note, None where nothing is noted."""
    return str(number or stamps.NOTHING)


def erase_what_is_over(*, limit=1000):
    """Erase notes of stages that are over and of work that was given back; safe to run twice."""
    gone = PrivateNote.objects.of_what_is_over().order_by("pk").values("pk")[:limit]
    return PrivateNote.objects.filter(pk__in=gone).delete()[0]
