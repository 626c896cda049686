"""A note to a finalist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from proposals import rules


class CoachingNoteForm(forms.Form):
    """On the whole or on one section, and what is advised."""

    use_required_attribute = False

    about = forms.ChoiceField(label=_("Tentang"), required=False)
    text = TextField(
        rows=6,
        label=_("Catatan"),
        help_text=_("Unit dan admin instansi membacanya di halaman usulan dan lewat surel"),
        error_messages={"required": rules.NOTE_MISSING.sentence},
    )

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = {section.key: section for section in sections}
        self.fields["about"].choices = [
            ("", _("Seluruh usulan")),
            *((section.key, section.title) for section in sections),
        ]

    @property
    def section(self):
        """The section the note is on, None for the whole."""
        return self.sections.get(self.cleaned_data["about"])
