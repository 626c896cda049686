"""What is asked of whoever moves a grave act, and of whoever sends one back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField

WHY_MISSING = _("Tulis alasannya")


def why_field(kind, **given):
    """The reason without which nothing of this kind is moved; the kind says what is wanted and who reads it."""
    asked = {"label": _("Alasan"), "help_text": kind.why, "rows": 4, "error_messages": {"required": WHY_MISSING}}
    return TextField(**asked | given)


class DeclineMotionForm(forms.Form):
    """Why: its mover and everybody in the ministry read it."""

    use_required_attribute = False

    reason = TextField(
        label=_("Apa yang perlu diperbaiki"),
        help_text=_("Dibaca oleh pengusulnya"),
        rows=4,
        error_messages={"required": _("Tulis alasannya")},
    )
