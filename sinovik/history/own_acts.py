"""What a person did, in words, for that person to take along."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import JUDGES, Event, Role
from accounts.reading.personal import AT, AT_ONCE, PersonalPart
from sinovik.history import events_in_words


def acts(user):
    """What the person did. Of judges without what it was about: some of it is not for them to know."""
    found = Event.objects.filter(actor_id=user.pk).order_by("number")
    return map(row, found.iterator(AT_ONCE))


def row(event):
    """One act: its number, when, as what, in words, and as programs know it."""
    office = capfirst(Role(event.office).label) if event.office in Role.values else event.office
    told = {} if event.office in JUDGES else event.particulars
    said = events_in_words.worded(event.name, {} if event.office in JUDGES else events_in_words.particulars(event))
    return event.number, event.at, office, said, event.name, told


PARTS = (
    PersonalPart(
        "tindakan",
        _("Tindakan Anda di riwayat"),
        (
            ("nomor", _("Nomor")),
            AT,
            ("peran", _("Peran")),
            ("kalimat", _("Peristiwa")),
            ("peristiwa", _("Nama peristiwa")),
            ("keterangan", _("Keterangan")),
        ),
        acts,
        for_programs=("peristiwa", "keterangan"),
    ),
)
