"""The rows of a spreadsheet of units and their writers: every row is looked at before any is believed."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.files.sheets import FORMULA, NO_ROWS, RowFault, is_error, place_of
from accounts.models.user import folded
from accounts.rules import Refusal, Refused

# The columns by what people call them in small letters.
COLUMNS = {
    "unit": ("unit", "nama unit", "unit kerja", "upp"),
    "full_name": ("nama", "nama lengkap", "nama penulis"),
    "email": ("surel", "email", "e-mail", "alamat surel", "alamat email"),
}
LIMITS = {"unit": 200, "full_name": 150, "email": 254}
LABELS = {"unit": gettext_lazy("Unit"), "full_name": gettext_lazy("Nama"), "email": gettext_lazy("Surel")}
OTHER_COLUMNS = Refusal(
    "other_columns", gettext_lazy("Baris pertama harus memuat kolom Unit, Nama, dan Surel. Perbaiki nama kolomnya.")
)
looks_like_an_address = EmailValidator()


@dataclass(frozen=True)
class Line:
    """One writer of one unit, as the row of this number says it."""

    number: int
    unit: str
    full_name: str
    email: str


def read(rows):
    """(lines, faults) of the rows of a table, whose first names the columns; Refused where it does not."""
    (_number, head), *body = rows
    places = {key: place_of(names, head) for key, names in COLUMNS.items()}
    if None in places.values():
        raise Refused(OTHER_COLUMNS)
    if not body:
        raise Refused(NO_ROWS)
    lines, faults = [], []
    for number, cells in body:
        said = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
        wrong = [RowFault(number, sentence) for sentence in wrong_with(said)]
        faults += wrong
        if not wrong:
            lines.append(Line(number, said["unit"], said["full_name"], folded(said["email"].replace(" ", ""))))
    return lines, faults


def wrong_with(said):
    """Everything that is wrong with one row, a sentence each."""
    for key, text in said.items():
        label = LABELS[key]
        if not text:
            yield _("%(column)s belum diisi") % {"column": label}
        elif text.startswith(FORMULA):
            yield _("%(column)s berisi rumus; tulis isinya saja") % {"column": label}
        elif is_error(text):
            yield _("%(column)s berisi kesalahan rumus %(text)s; tulis isinya saja") % {"column": label, "text": text}
        elif len(text) > LIMITS[key]:
            yield _("%(column)s paling panjang %(limit)s huruf") % {"column": label, "limit": LIMITS[key]}
        elif not text.isprintable():
            yield _("%(column)s memuat karakter yang tidak dapat disimpan") % {"column": label}
        elif key == "email" and not is_address(text):
            yield _("“%(text)s” bukan alamat surel yang lengkap") % {"text": text[:60]}


def is_address(text):
    """Whether a text is an address, blanks aside."""
    try:
        looks_like_an_address(text.replace(" ", ""))
    except ValidationError:
        return False
    return True
