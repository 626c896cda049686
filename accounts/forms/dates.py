"""Dates as people write them: one parser for the whole portal."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# What the boxes for a day and for an hour say, and how an hour may be written.
DAY_EXAMPLE = _("Contoh: 31/12/2026")
WRONG_DAY = _("Tulis tanggal sebagai hari/bulan/tahun, seperti 31/12/2026")
NO_SUCH_DAY = _("Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya")
HOUR_FORMATS = ["%H.%M", "%H:%M"]

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
MONTH_BY_NAME = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})\s*[/. -]\s*(\d{1,2}|[a-z]+\.?)\s*[/. -]\s*(\d{4})", re.ASCII)


class NoSuchDay(ValueError):
    """A text is written as a date, and no calendar has that day."""


def read(text):
    """The date that a text names, day before month: "27/3/2023", "27-3-2023", "27.3.2023", "27 Maret 2023",
    "2023-03-27". ValueError for any other text, NoSuchDay for days that no calendar has.
    """
    tidy = " ".join(text.lower().split())
    if found := YEAR_FIRST.fullmatch(tidy):
        return on_the_calendar(*map(int, found.groups()))
    if found := DAY_FIRST.fullmatch(tidy):
        day, month, year = found.groups()
        if number := int(month) if month.isdigit() else MONTH_BY_NAME.get(month.rstrip(".")):
            return on_the_calendar(int(year), number, int(day))
    raise ValueError(text)


def on_the_calendar(year, month, day):
    """The date of these numbers; NoSuchDay where there is none."""
    try:
        return date(year, month, day)
    except ValueError as none:
        raise NoSuchDay from none


class DateField(forms.DateField):
    """A date in any of the ways people write one, shown as day, month, year."""

    SHOWN = "%d/%m/%Y"
    default_error_messages = {"no_such_day": NO_SUCH_DAY}
    widget = forms.DateInput(format=SHOWN, attrs={"inputmode": "text", "autocomplete": "off"})

    def to_python(self, value):
        """The date; the field's own sentence where the text names none, or one that is not on the calendar."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        try:
            return read(str(value))
        except NoSuchDay as none:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from none
        except ValueError as unread:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from unread
