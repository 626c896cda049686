"""A programme beside the contest, as the public reads of it: its name, what it is, where it speaks of itself."""

from django.db import transaction

from accounts.domain import events
from accounts.domain.stamps import fingerprint, unchanged
from accounts.rules import refuse
from proposals.models import OtherProgramme
from proposals.rules import imports as rules

TOLD = ("name", "description", "url")


def told(programme):
    """What is said of a programme, by field."""
    return {field: getattr(programme, field) for field in TOLD}


def stamp(programme):
    """The stamp of what is said of a programme."""
    return fingerprint(told(programme))


@transaction.atomic
def correct(programme, *, name, description, url, seen=None, by, at):
    """Say something else of a programme; returns it. Said as it stands, nothing happens.

    Whether what it honours counts stays: two people agreed to lists by it. `seen` is the stamp that was shown.
    """
    programme = OtherProgramme.objects.locked(programme.pk)
    others = OtherProgramme.objects.exclude(pk=programme.pk)
    refuse(rules.correcting_refusal(by, name=name, is_taken=others.called(name.strip()) is not None))
    unchanged(seen, stamp(programme), programme)
    was = told(programme)
    programme.name, programme.description, programme.url = name.strip(), description.strip(), url.strip()
    if told(programme) == was:
        return programme
    programme.save(update_fields=TOLD)
    events.record(
        "programme.corrected", on=programme, by=by, at=at, was=was, now=told(programme), called=programme.name
    )
    return programme
