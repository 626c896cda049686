"""Files as people hand them in: opened whole, or refused with the reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.files import taking
from accounts.rules import Refused

CHOOSE_AGAIN = _("Pilih lagi berkasnya: peramban tidak menyimpannya")


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


class FilesChosenAgain:
    """Comes before a form with files: whatever is wrong, a file is to be chosen again, for a browser keeps none."""

    is_looking = False

    def full_clean(self):
        super().full_clean()
        self.ask_again()

    def add_error(self, field, error):
        super().add_error(field, error)
        # While the boxes are looked at one after the other a file's own turn may still come.
        if self._errors and not self.is_looking:
            self.ask_again()

    def _clean_fields(self):
        self.is_looking = True
        super()._clean_fields()
        self.is_looking = False

    def ask_again(self):
        """Say beside every file that came and is not wrong itself that it has to be chosen again."""
        if not self._errors:
            return
        for name, field in self.fields.items():
            if isinstance(field, FileField) and self.files.get(self.add_prefix(name)) and name not in self._errors:
                super().add_error(name, CHOOSE_AGAIN)
