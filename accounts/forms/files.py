"""Files as people hand them in: opened whole, or refused with the reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.files import taking
from accounts.rules import Refused


class FileField(forms.FileField):
    """A file of what is `allowed`; its clean value is a `taking.Taken`."""

    def __init__(self, *, allowed, **options):
        super().__init__(
            widget=forms.FileInput(attrs={"accept": allowed.endings}),
            help_text=allowed.in_words,
            allow_empty_file=True,
            error_messages={
                "required": _("Pilih berkas untuk diunggah"),
                "invalid": _("Pilih berkas untuk diunggah"),
                "missing": _("Pilih berkas untuk diunggah"),
            },
            **options,
        )
        self.allowed = allowed

    def clean(self, value, initial=None):
        """The file, opened and ready to be kept."""
        upload = super().clean(value, initial)
        if not upload:
            return upload
        try:
            return taking.taken(upload, self.allowed)
        except Refused as refused:
            raise ValidationError(refused.refusal.sentence) from refused
