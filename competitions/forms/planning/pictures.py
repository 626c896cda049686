"""A picture handed in for certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.files import FileField
from competitions.domain import pictures


class PictureForm(forms.Form):
    """One picture of pixels. Of a draft that names pictures which are `lost` here it may take the place of one."""

    use_required_attribute = False

    picture = FileField(allowed=pictures.ALLOWED, label=_("Gambar"))
    stands_for = forms.ChoiceField(
        label=_("Menggantikan gambar yang tidak ada"),
        help_text=_("Gambar yang sama mengisi tempatnya dengan sendirinya. Pilih bila gambarnya lain"),
        required=False,
        error_messages={"invalid_choice": _("Pilih gambar dari daftar")},
    )

    def __init__(self, *args, lost=(), **kwargs):
        super().__init__(*args, **kwargs)
        by_hash = {}
        for what, sha256 in lost:
            by_hash.setdefault(sha256, []).append(str(what))
        self.fields["stands_for"].choices = [
            ("", _("Tidak menggantikan")),
            *((sha256, ", ".join(named)) for sha256, named in by_hash.items()),
        ]
        if not by_hash:
            del self.fields["stands_for"]


def picture_field(label, hint):
    """A box to choose one of the pictures; which there are is said when the form is made."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid_choice": _("Pilih gambar dari daftar")},
    )
