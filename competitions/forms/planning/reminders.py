"""When people are reminded of what they have left to do."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from competitions.domain.blueprint import ReminderData
from competitions.domain.called import reminder_called
from competitions.forms.planning.groups import cased
from competitions.forms.planning.rows import RowForm, RowsForm, whole
from competitions.models import Reminder


class ReminderRow(RowForm):
    named_by = "about"
    about = forms.ChoiceField(
        label=_("Tentang"),
        choices=cased(Reminder.About),
        error_messages={"required": _("Pilih tentang apa"), "invalid_choice": _("Pilih salah satu yang tersedia")},
    )
    days_before = whole(
        _("Hari sebelum berakhir"),
        "",
        hint=_("Sebelum batas waktunya berakhir. Kosongkan untuk tengah waktunya; 0 tepat saat berakhir"),
        most=365,
        is_optional=True,
    )

    @property
    def shown_name(self):
        """What the reminder is about and when it goes, in words: many are about one thing."""
        about = dict(Reminder.About.choices).get(self["about"].value(), "")
        try:
            days = self.fields["days_before"].clean(self["days_before"].value())
        except ValidationError:
            return about
        return reminder_called(ReminderData("", self["about"].value(), days)) if about else ""


class RemindersForm(RowsForm):
    row = ReminderRow
    noun = _("Pengingat")
    add = _("Tambah pengingat")

    def initial(self):
        return [vars(one) for one in self.plan.blueprint.reminders]

    def value(self):
        return tuple(ReminderData(**row) for row in self.rows())
