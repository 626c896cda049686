"""What is asked before a dossier goes back to its unit: what to mend on the whole, and of single answers."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from proposals import rules
from proposals.domain.remarks import Remark
from proposals.forms.acts import NoteForm
from proposals.rules.remarks import remark_refusal

TEXT, PASSAGE = "catatan", "kutipan"


@dataclass(frozen=True)
class Box:
    """The two fields beside one answer; open where something stands in them."""

    prompt: str
    answer: str
    passage: BoundField
    text: BoundField

    @property
    def is_open(self):
        """Whether somebody wrote in it, or something in it is wrong."""
        return any(field.value() or field.errors for field in (self.passage, self.text))


class ReturnForm(NoteForm):
    """Hands over the note and a Remark for each answer of which something is said."""

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(
            *args,
            label=_("Apa yang perlu diperbaiki?"),
            help_text=_("Unit membaca catatan ini di halaman usulan dan lewat surel"),
            **kwargs,
        )
        self.replies = [(chapter, reply) for chapter in dossier.chapters for reply in chapter.replies]
        for chapter, reply in self.replies:
            self.fields[name_of(PASSAGE, chapter, reply)] = forms.CharField(
                label=_("Bagian jawaban yang dimaksud"),
                help_text=_("Salin dari jawaban, atau kosongkan bila tentang seluruh jawaban"),
                required=False,
                max_length=1000,
                error_messages={"max_length": _("Kutipan paling panjang 1.000 huruf")},
            )
            self.fields[name_of(TEXT, chapter, reply)] = TextField(
                rows=3, label=_("Catatan untuk jawaban ini"), required=False
            )

    def clean(self):
        cleaned = super().clean()
        for chapter, reply in self.replies:
            text, passage = (cleaned.get(name_of(which, chapter, reply), "") for which in (TEXT, PASSAGE))
            if (text or passage) and (refusal := remark_refusal(text, passage, answer=reply.text)):
                where = TEXT if refusal is rules.NOTE_MISSING else PASSAGE
                self.add_error(name_of(where, chapter, reply), refusal.sentence)
        return cleaned

    def remarks(self):
        """What is said of single answers."""
        return [
            Remark(chapter.key, reply.key, text, self.cleaned_data[name_of(PASSAGE, chapter, reply)])
            for chapter, reply in self.replies
            if (text := self.cleaned_data[name_of(TEXT, chapter, reply)])
        ]

    @property
    def sections(self):
        """(title, boxes) of each section, in the order of the dossier."""
        found = {}
        for chapter, reply in self.replies:
            fields = (self[name_of(which, chapter, reply)] for which in (PASSAGE, TEXT))
            found.setdefault(chapter.title, []).append(Box(reply.prompt, reply.text, *fields))
        return list(found.items())


def name_of(which, chapter, reply):
    """What a field beside an answer is called in the form."""
    return f"{which}__{chapter.key}__{reply.key}"
