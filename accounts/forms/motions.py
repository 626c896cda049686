"""What is asked of whoever moves a grave act, and of whoever sends one back."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import HOUR_FORMATS, WRONG_DAY, DateField
from accounts.forms.texts import TextField
from accounts.rules.motions import release_refusal

WHY_MISSING = _("Tulis alasannya")


def why_field(kind, **given):
    """The reason without which nothing of this kind is moved; the kind says what is wanted and who reads it."""
    asked = {"label": _("Alasan"), "help_text": kind.why, "rows": 4, "error_messages": {"required": WHY_MISSING}}
    return TextField(**asked | given)


class SetMoment(forms.Form):
    """When something is carried out that two agree to: without a day as soon as they have and its wait is over.

    The day and the hour are those of the reader's zone.
    """

    release_on = DateField(
        label=_("Tanggal pelaksanaan"),
        help_text=_("Kosongkan untuk dilaksanakan segera setelah disetujui dan masa tunggunya lewat"),
        required=False,
        error_messages={"invalid": WRONG_DAY},
    )
    release_time = forms.TimeField(
        label=_("Jam pelaksanaan"),
        help_text=_("Contoh: 16.00"),
        input_formats=HOUR_FORMATS,
        required=False,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis jam seperti 16.00")},
    )

    field_order = ("reason", "release_on", "release_time")

    def clean(self):
        cleaned = super().clean()
        given = {name: cleaned.get(name) for name in ("release_on", "release_time")}
        cleaned["release_at"] = None
        if given.keys() & self.errors.keys() or not any(one is not None for one in given.values()):
            return cleaned
        if given["release_on"] is None:
            self.add_error("release_on", _("Isi tanggal pelaksanaan, atau kosongkan jamnya"))
        elif given["release_time"] is None:
            self.add_error("release_time", _("Isi jam pelaksanaan"))
        else:
            cleaned["release_at"] = timezone.make_aware(datetime.combine(*given.values()))
            if refusal := release_refusal(cleaned["release_at"], at=timezone.now()):
                self.add_error("release_on", str(refusal))
        return cleaned

    @property
    def release_at(self):
        """The moment that was set, None for none."""
        return self.cleaned_data["release_at"]

    def ask_for_no_moment(self):
        """What is done at once by one person is not set for later."""
        del self.fields["release_on"], self.fields["release_time"]


class DeclineMotionForm(forms.Form):
    """Why: its mover and everybody in the ministry read it."""

    use_required_attribute = False

    reason = TextField(
        label=_("Apa yang perlu diperbaiki"),
        help_text=_("Dibaca oleh pengusulnya"),
        rows=4,
        error_messages={"required": _("Tulis alasannya")},
    )
