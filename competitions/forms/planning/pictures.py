"""A picture handed in for certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField
from competitions.domain import pictures


class PictureForm(forms.Form):
    """One picture of pixels."""

    use_required_attribute = False

    picture = FileField(allowed=pictures.ALLOWED, label=_("Gambar"))


def picture_field(label, hint):
    """A box to choose one of the pictures; which there are is said when the form is made."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid_choice": _("Pilih gambar dari daftar")},
    )
