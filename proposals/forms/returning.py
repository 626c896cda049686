"""What is asked before a dossier goes back to its unit: what to mend on the whole, and of single answers and files."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from proposals import rules
from proposals.domain.remark_places import RemarkPlace
from proposals.domain.remarks import Remark
from proposals.forms.acts import NoteForm
from proposals.models.record import EARLIER, PARENTS
from proposals.rules.remarks import remark_refusal

TEXT, PASSAGE = "catatan", "kutipan"


@dataclass(frozen=True)
class Box:
    """The fields beside one place; open where something stands in them. A passage is asked where there is a choice."""

    place: RemarkPlace
    passage: BoundField | None
    text: BoundField

    @property
    def is_open(self):
        """Whether somebody wrote in it, or something in it is wrong."""
        return any(field.value() or field.errors for field in (self.passage, self.text) if field is not None)


class ReturnForm(NoteForm):
    """Hands over the note and a Remark for each of the places of which something is said."""

    def __init__(self, *args, places, **kwargs):
        super().__init__(
            *args,
            label=_("Apa yang perlu diperbaiki?"),
            help_text=_("Unit membaca catatan ini di halaman usulan dan lewat surel"),
            **kwargs,
        )
        self.places = list(places)
        for place in self.places:
            if passage := passage_field(place):
                self.fields[name_of(PASSAGE, place)] = passage
            self.fields[name_of(TEXT, place)] = TextField(rows=3, label=label_of(place), required=False)

    def clean(self):
        cleaned = super().clean()
        for place in self.places:
            text, passage = (cleaned.get(name_of(which, place), "") for which in (TEXT, PASSAGE))
            if (text or passage) and (refusal := remark_refusal(text, passage, answer=place.answer)):
                where = TEXT if refusal is rules.NOTE_MISSING else PASSAGE
                self.add_error(name_of(where, place), refusal.sentence)
        return cleaned

    def remarks(self):
        """What is said of single places."""
        return [
            Remark(
                place.section,
                place.question,
                text,
                self.cleaned_data.get(name_of(PASSAGE, place), ""),
                document=place.document,
            )
            for place in self.places
            if (text := self.cleaned_data[name_of(TEXT, place)])
        ]

    @property
    def parts(self):
        """(title, boxes) of each part, in the order of the dossier."""
        found = {}
        for place in self.places:
            passage = self[name_of(PASSAGE, place)] if name_of(PASSAGE, place) in self.fields else None
            found.setdefault((place.section, place.part), []).append(Box(place, passage, self[name_of(TEXT, place)]))
        return [(title, boxes) for (_section, title), boxes in found.items()]


def passage_field(place):
    """What asks for the words that a note is about: copied out of a text, chosen among several files; None: nothing."""
    if place.section and place.question:
        return forms.CharField(
            label=_("Bagian jawaban yang dimaksud"),
            help_text=_("Salin dari jawaban, atau kosongkan bila tentang seluruh jawaban"),
            required=False,
            max_length=1000,
            error_messages={"max_length": _("Kutipan paling panjang 1.000 huruf")},
        )
    if len(place.choices) > 1:
        are_files = place.question not in (EARLIER, PARENTS)
        return forms.ChoiceField(
            label=_("Berkas yang dimaksud") if are_files else _("Inovasi yang dimaksud"),
            required=False,
            choices=[
                ("", _("Semua berkas") if are_files else _("Semua inovasi")),
                *((name, name) for name in place.choices),
            ],
            error_messages={
                "invalid_choice": _("Pilih berkas dari daftar") if are_files else _("Pilih inovasi dari daftar")
            },
        )
    return None


def label_of(place):
    """What the box for the note is called."""
    if place.question:
        return _("Catatan untuk jawaban ini")
    return _("Catatan untuk dokumen ini") if place.document else _("Catatan untuk bukti ini")


def name_of(which, place):
    """What a field beside a place is called in the form."""
    return "__".join((which, place.section, place.question, *filter(None, [place.document])))
