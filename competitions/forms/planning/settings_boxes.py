"""The box of each setting that a kind of stage understands: drawn from what the setting says of itself.

A kind that comes later is shown without a line here, as long as its settings are of the sorts there are, or one whose
JSON value is yes or no, a number, a text, or a list of texts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms import dates
from competitions.forms.planning.groups import cased
from competitions.models import Criterion

SPAN = re.compile(r"\s*[-–—]\s*|\s+s\.d\.\s+|\s+sampai\s+")


@dataclass(frozen=True)
class Writing:
    """How the JSON value of a setting is written in a box, and read from it."""

    shown: Callable[[object], str] = str
    told: Callable[[str], object] = str
    hint: str | Promise = ""
    is_long: bool = False
    is_short: bool = False


def lines(text):
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def whole(text):
    """A whole number, or the text that is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else text


def day(text):
    """A date as JSON has it, or the text that is none."""
    try:
        return dates.read(text).isoformat()
    except ValueError:
        return text


def shown_day(value):
    """A date as people write it, or the text that is none."""
    try:
        return f"{date.fromisoformat(value):{dates.DateField.SHOWN}}"
    except (TypeError, ValueError):
        return str(value)


WRITINGS = {
    "whole": Writing(told=whole, is_short=True),
    "hour": Writing(hint=_("WIB. Contoh: 09.00"), is_short=True),
    "name": Writing(),
    "names": Writing("\n".join, lines, _("Satu per baris"), is_long=True),
    "days": Writing(
        lambda value: "\n".join(map(shown_day, value)),
        lambda text: [day(line) for line in lines(text)],
        _("Satu tanggal per baris. Contoh: 25/12/2026"),
        is_long=True,
    ),
    "spans": Writing(
        lambda value: "\n".join("–".join(span) for span in value),
        lambda text: [SPAN.split(line) for line in lines(text)],
        _("Satu per baris, dari jam sampai jam. Contoh: 12.00–13.00"),
        is_long=True,
    ),
}


def box(setting):
    """The form field of one setting."""
    sort = setting.metadata.get("sort")
    written = setting.metadata["write"](setting.default)
    if sort == "component":
        return SettingChoice(setting, choices=cased(Criterion.Component))
    if sort == "one_of":
        return SettingChoice(setting, choices=setting.metadata["choices"])
    if sort == "some_of":
        return SettingChoices(setting)
    if isinstance(written, bool):
        return forms.BooleanField(label=capfirst(setting.metadata["label"]), required=False)
    by_value = "whole" if isinstance(written, int) else "names" if isinstance(written, list) else "name"
    return SettingField(setting, WRITINGS.get(sort, WRITINGS[by_value]))


class SettingField(forms.CharField):
    """A setting as text; the kind itself says what is wrong with it. Its clean value is the JSON value."""

    def __init__(self, setting, writing):
        self.read, self.writing = setting.metadata["read"], writing
        attrs = {"autocomplete": "off", **({"class": "short"} if writing.is_short else {})}
        widget = forms.Textarea(attrs={"rows": 3}) if writing.is_long else forms.TextInput(attrs=attrs)
        super().__init__(
            label=capfirst(setting.metadata["label"]),
            help_text=writing.hint,
            widget=widget,
            required=not self.takes(""),
        )

    def takes(self, text):
        """Whether the kind understands a text."""
        try:
            self.read(self.writing.told(text))
        except ValueError:
            return False
        return True

    def prepare_value(self, value):
        """What stands in the box: what was typed, or the value as people write it."""
        return value if isinstance(value, str) else "" if value is None else self.writing.shown(value)

    def clean(self, value):
        """The JSON value, or the kind's own sentence."""
        told = self.writing.told(self.to_python(value))
        try:
            self.read(told)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from None
        return told


class SettingChoice(forms.ChoiceField):
    """A setting that is one of a few words."""

    def __init__(self, setting, *, choices):
        label = capfirst(setting.metadata["label"])
        super().__init__(
            label=label,
            choices=choices,
            error_messages={
                "required": _("Pilih %(label)s") % {"label": setting.metadata["label"]},
                "invalid_choice": _("Pilih %(label)s dari daftar") % {"label": setting.metadata["label"]},
            },
        )


class SettingChoices(forms.MultipleChoiceField):
    """A setting that is any number of a few words."""

    def __init__(self, setting):
        label = setting.metadata["label"]
        super().__init__(
            label=capfirst(label),
            choices=[(word, capfirst(called)) for word, called in setting.metadata["choices"]],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": _("Pilih %(label)s dari daftar") % {"label": label}},
        )
