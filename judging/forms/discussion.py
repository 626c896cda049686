"""What a reader says of a proposal to its other readers, and the marks that all of them may agree on."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.texts import TextField


class DiscussionForm(forms.Form):
    """One thing to say."""

    use_required_attribute = False

    text = TextField(
        label=gettext_lazy("Tanggapan Anda"),
        help_text=gettext_lazy("Dibaca oleh penilai lain usulan ini, tidak oleh orang lain"),
        rows=4,
        error_messages={"required": gettext_lazy("Tulis tanggapan Anda")},
    )


class CalibrationEntryForm(DiscussionForm):
    """One thing to say of a dossier of a calibration round."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Dibaca oleh semua penilai tahap ini yang membaca usulan ini")


class JointMarkForm(forms.Form):
    """A level for each criterion, with the reason; `points` are what is suggested, by criterion key."""

    use_required_attribute = False

    reason = TextField(
        label=gettext_lazy("Alasan nilai bersama"),
        rows=3,
        error_messages={"required": gettext_lazy("Tulis alasan nilai bersama")},
    )

    def __init__(self, data=None, *, criteria, levels, points):
        super().__init__(data, initial={named(key): value for key, value in points.items()})
        self.criteria = criteria
        for one in criteria:
            self.fields[named(one.key)] = forms.TypedChoiceField(
                label=one.name,
                choices=[("", _("Belum dipilih")), *((level["points"], said(level)) for level in levels)],
                coerce=int,
                error_messages={
                    "required": _("Pilih nilai untuk %(criterion)s") % {"criterion": one.name},
                    "invalid_choice": _("Pilih salah satu tingkat untuk %(criterion)s") % {"criterion": one.name},
                },
            )
        self.order_fields([*(named(one.key) for one in criteria), "reason"])

    def points(self):
        """The points of every criterion, by its key."""
        return {one.key: self.cleaned_data[named(one.key)] for one in self.criteria}


def said(level):
    """A level of the scale in words."""
    return f"{level['points']} {level['name']}"


def named(key):
    """The name of a criterion's field."""
    return f"bersama-{key}"
