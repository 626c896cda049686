"""Files as people hand them in: refused with the reason, in the words of the domain."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proposals.domain import attachments


class FileField(forms.FileField):
    """A PDF, JPEG or PNG of at most `max_bytes`."""

    def __init__(self, *, max_bytes, **options):
        super().__init__(
            widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
            help_text=_now("PDF, JPEG, atau PNG, paling besar %(limit)s") % {"limit": attachments.in_words(max_bytes)},
            allow_empty_file=True,
            error_messages={
                "required": _("Pilih berkas untuk diunggah"),
                "invalid": _("Pilih berkas untuk diunggah"),
                "missing": _("Pilih berkas untuk diunggah"),
            },
            **options,
        )
        self.max_bytes = max_bytes

    def clean(self, value, initial=None):
        """The upload, if the domain would take it."""
        upload = super().clean(value, initial)
        if upload and (refusal := attachments.inspect(upload, max_bytes=self.max_bytes)):
            raise ValidationError(refusal.sentence)
        return upload


class DocumentForm(forms.Form):
    """One document; there once it is uploaded, so nobody is asked whether it is done."""

    use_required_attribute = False
    says_done = is_for_later = False

    def __init__(self, *args, requirement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = FileField(max_bytes=requirement.max_bytes, label=requirement.name)
