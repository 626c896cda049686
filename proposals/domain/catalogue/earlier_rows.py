"""The rows of a list of earlier winners, made into values: every row is looked at before any is believed."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import reference
from accounts.domain.register.official_rows import code_of
from accounts.files.sheets import FORMULA, NO_ROWS, RowFault, is_error, place_of
from accounts.models import AgencyKind
from accounts.rules import Refusal, Refused

# The contest began later than this; a typing error is earlier still.
FIRST_YEAR = 2000
# The columns by what people call them in small letters, the name in the template first.
COLUMNS = {
    "title": ("judul", "judul inovasi", "inovasi", "title"),
    "year": ("tahun", "year"),
    "award": ("penghargaan", "award"),
    "agency": ("instansi", "nama instansi", "agency"),
    "agency_kind": ("jenis instansi", "jenis", "agency_kind"),
    "region": ("kode wilayah", "kode_wilayah", "region"),
    "unit": ("unit", "nama unit", "unit kerja", "upp"),
    "group": ("kelompok", "group"),
    "category": ("kategori", "category"),
    "source_url": ("alamat sumber", "sumber", "source_url"),
    "source_note": ("catatan sumber", "catatan", "source_note"),
}
REQUIRED = ("title", "year", "award", "agency", "agency_kind")
LABELS = {
    "title": gettext_lazy("Judul"),
    "year": gettext_lazy("Tahun"),
    "award": gettext_lazy("Penghargaan"),
    "agency": gettext_lazy("Instansi"),
    "agency_kind": gettext_lazy("Jenis instansi"),
    "region": gettext_lazy("Kode wilayah"),
    "unit": gettext_lazy("Unit"),
    "group": gettext_lazy("Kelompok"),
    "category": gettext_lazy("Kategori"),
    "source_url": gettext_lazy("Alamat sumber"),
    "source_note": gettext_lazy("Catatan sumber"),
}
HINTS = {
    "title": gettext_lazy("seperti diumumkan"),
    "year": gettext_lazy("tahun edisinya, seperti 2019"),
    "award": gettext_lazy(
        "seperti disebut waktu itu: Finalis, Top 99, Top 45, Outstanding; satu baris tiap penghargaan"
    ),
    "agency": gettext_lazy("nama waktu itu; nama yang sekarang dicari dari register"),
    "agency_kind": gettext_lazy("kementerian, lembaga, provinsi, kabupaten, kota, BUMN, atau BUMD"),
    "region": gettext_lazy("seperti 35 atau 35.78"),
    "unit": gettext_lazy("nama waktu itu"),
    "group": gettext_lazy("seperti Umum atau Replikasi"),
    "category": gettext_lazy("seperti Kesehatan"),
    "source_url": gettext_lazy("alamat halaman web"),
    "source_note": gettext_lazy("tampil di halaman inovasinya"),
}
LIMITS = {
    "title": 200,
    "award": 120,
    "agency": 200,
    "unit": 200,
    "group": 80,
    "category": 120,
    "source_url": 300,
    "source_note": 300,
}
OTHER_COLUMNS = Refusal(
    "winner_columns",
    gettext_lazy(
        "Baris pertama harus memuat kolom Judul, Tahun, Penghargaan, Instansi, dan Jenis instansi. Pakai berkas contoh."
    ),
)
is_web_address = URLValidator(schemes=("http", "https"))


@dataclass(frozen=True)
class WinnerRow:
    """One award of one innovation, as the row of this number says it."""

    row: int
    title: str
    year: int
    award: str
    agency: str
    agency_kind: str
    region: str = ""
    unit: str = ""
    group: str = ""
    category: str = ""
    source_url: str = ""
    source_note: str = ""

    def as_json(self):
        """The same as JSON keeps it."""
        return asdict(self)


def read(rows, *, on: date):
    """(lines, faults) of the rows of a table, whose first names the columns; Refused where it does not.

    `on` is today: nobody won in a year to come.
    """
    (_number, head), *body = rows
    places = {key: place_of(names, head) for key, names in COLUMNS.items()}
    if any(places[key] is None for key in REQUIRED):
        raise Refused(OTHER_COLUMNS)
    if not body:
        raise Refused(NO_ROWS)
    lines, faults, seen = [], [], {}
    for number, cells in body:
        said = {key: cells[place] if place is not None and place < len(cells) else "" for key, place in places.items()}
        wrong = [RowFault(number, sentence) for sentence in wrong_with(said, on=on)]
        if not wrong:
            line = WinnerRow(number, **{**said, **cleaned(said)})
            same = line.year, line.title.casefold(), line.agency.casefold(), line.award.casefold()
            if same in seen:
                wrong = [RowFault(number, _("sama dengan baris %(row)s") % {"row": seen[same]})]
            else:
                seen[same] = number
                lines.append(line)
        faults += wrong
    return lines, faults


@dataclass(frozen=True)
class Shape:
    """What a list has columns of: what each is called, its longest text, those wanted, and what is looked at in it."""

    labels: Mapping[str, Any]
    limits: Mapping[str, int]
    required: Collection[str]
    checked: Mapping[str, Callable[[str, date], str | None]]
    # Prose: it may begin with the dash of a list or with @, and is made harmless whenever it is written for others.
    long: Collection[str] = ()


def wrong_with(said, *, on: date, shape: Shape | None = None):
    """Everything that is wrong with one row, a sentence each; of winners where no other shape is given."""
    shape = shape or WINNERS
    for key, text in said.items():
        label = shape.labels[key]
        # A dash alone is how people leave a cell empty.
        if text in ("", "-"):
            if key in shape.required:
                yield _("%(column)s belum diisi") % {"column": label}
        elif text.startswith("=" if key in shape.long else FORMULA):
            yield _("%(column)s berisi rumus; tulis isinya saja") % {"column": label}
        elif is_error(text):
            yield _("%(column)s berisi kesalahan rumus %(text)s; tulis isinya saja") % {"column": label, "text": text}
        elif not text.isprintable():
            yield _("%(column)s memuat karakter yang tidak dapat disimpan") % {"column": label}
        elif len(text) > shape.limits.get(key, len(text)):
            yield _("%(column)s paling panjang %(limit)s huruf") % {"column": label, "limit": shape.limits[key]}
        elif sentence := shape.checked.get(key, nothing_wrong)(text, on):
            yield sentence


def nothing_wrong(text, on):
    """What is said of most columns."""


def wrong_year(text, on):
    """Why a cell is no year in which somebody won."""
    if whole_year(text) is None or not FIRST_YEAR <= whole_year(text) <= on.year:
        told = {"text": text[:20], "first": FIRST_YEAR, "last": on.year}
        return _("tahun “%(text)s” bukan tahun dari %(first)s sampai %(last)s") % told
    return None


def wrong_kind(text, on):
    """Why a cell names no kind of agency."""
    if kind_of(text) is None:
        words = {"kind": text[:40], "kinds": ", ".join(reference.KINDS)}
        return _("jenis “%(kind)s” tidak dikenal. Tulis salah satu: %(kinds)s") % words
    return None


def wrong_code(text, on):
    """Why a cell is no code of a region."""
    try:
        code_of(text)
    except ValueError as wrong:
        return str(wrong)
    return None


def wrong_address(text, on):
    """Why a cell is no address of a page."""
    try:
        is_web_address(text)
    except ValidationError:
        return _("alamat sumber “%(text)s” bukan alamat halaman web; mulai dengan https://") % {"text": text[:60]}
    return None


CHECKED = {"year": wrong_year, "agency_kind": wrong_kind, "region": wrong_code, "source_url": wrong_address}
WINNERS = Shape(LABELS, LIMITS, REQUIRED, CHECKED)


def cleaned(said):
    """The values of a row in which nothing is wrong."""
    empty = {key: "" for key, text in said.items() if text == "-" and key not in REQUIRED}
    return {
        **empty,
        "year": whole_year(said["year"]),
        "agency_kind": kind_of(said["agency_kind"]),
        "region": code_of(said["region"]) if said["region"].strip("-") else "",
    }


def plain(text: str) -> str:
    """A text without quotation marks, other signs, and capitals: by this names and headings are compared."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def whole_year(text):
    """The year of a cell, which a spreadsheet may have made a fraction; None where it is none."""
    found = re.fullmatch(r"([0-9]{4})([.,]0+)?", text)
    return int(found[1]) if found and found[1].isascii() else None


def kind_of(text):
    """The kind of agency that a word names, as people or as the portal's own files call it; None if unknown."""
    said = text.casefold()
    return reference.KINDS[said].value if said in reference.KINDS else said if said in AgencyKind.values else None
