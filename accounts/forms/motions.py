"""Sending a motion back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField


class DeclineMotionForm(forms.Form):
    """Why: its mover and everybody in the ministry read it."""

    use_required_attribute = False

    reason = TextField(
        label=_("Apa yang perlu diperbaiki"),
        help_text=_("Dibaca oleh pengusulnya"),
        rows=4,
        error_messages={"required": _("Tulis alasannya")},
    )
