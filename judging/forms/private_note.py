"""What a judge notes for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField


class PrivateNoteForm(forms.Form):
    """One box."""

    use_required_attribute = False

    note = TextField(
        label=_("Catatan pribadi"),
        help_text=_("Hanya Anda yang membacanya. Dihapus setelah hasil tahap ini diumumkan."),
        required=False,
        rows=4,
    )
