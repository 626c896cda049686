"""The rows of an official list, as spreadsheets of the state write them, made into values."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.arithmetic.entries import AgencyLine, RegionLine
from accounts.domain import reference
from accounts.domain.register.naming import one_line
from accounts.files.sheets import FORMULA, NO_ROWS, RowFault, is_error, place_of
from accounts.models import OfficialList, Region, RegionKind
from accounts.rules import Refusal, Refused
from accounts.rules import register as rules

Kind = OfficialList.Kind
# The columns by what people call them in small letters; the optional ones may be missing.
COLUMNS = {
    Kind.REGIONS: {
        "code": ("kode", "kode wilayah", "kode_wilayah"),
        "name": ("nama", "nama wilayah", "nama_wilayah", "wilayah"),
        "kind": ("jenis",),
        "population": ("penduduk", "jumlah penduduk"),
        "is_left_behind": ("tertinggal", "daerah tertinggal"),
    },
    Kind.AGENCIES: {
        "name": ("nama", "nama instansi", "instansi"),
        "kind": ("jenis",),
        "region": ("kode wilayah", "kode_wilayah"),
        "former": ("nama lama", "nama_lama"),
    },
}
REQUIRED = {Kind.REGIONS: ("code", "name"), Kind.AGENCIES: ("name", "kind")}
OTHER_COLUMNS = {
    Kind.REGIONS: Refusal("official_columns", gettext_lazy("Baris pertama harus memuat kolom Kode dan Nama.")),
    Kind.AGENCIES: Refusal("official_columns", gettext_lazy("Baris pertama harus memuat kolom Nama dan Jenis.")),
}
YES, NO = ("ya", "y", "1", "x", "tertinggal"), ("", "tidak", "t", "0", "-")
CODE = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
REGIONAL = (RegionKind.PROVINCE.value, RegionKind.REGENCY.value, RegionKind.CITY.value)


def read(kind, rows):
    """(lines, faults) of the rows of a table, whose first names the columns; Refused where it does not."""
    (_number, head), *body = rows
    places = {key: place_of(names, head) for key, names in COLUMNS[kind].items()}
    if any(places[key] is None for key in REQUIRED[kind]):
        raise Refused(OTHER_COLUMNS[kind])
    if not body:
        raise Refused(NO_ROWS)
    worded = region_line if kind == Kind.REGIONS else agency_line
    lines, faults = [], []
    for number, cells in body:
        said = {key: cells[place] if place < len(cells) else "" for key, place in places.items() if place is not None}
        try:
            refuse_formulas(said.values())
            lines.append(worded(number, **said))
        except ValueError as wrong:
            faults.append(RowFault(number, str(wrong)))
    return lines, faults


def refuse_formulas(texts):
    """ValueError with the sentence where a cell holds something to run, or what cannot be stored."""
    if any(text.startswith(FORMULA) and len(text) > 1 for text in texts):
        raise ValueError(_("ada rumus di baris ini; tulis isinya saja"))
    if any(is_error(text) for text in texts):
        raise ValueError(_("ada kesalahan rumus di baris ini, seperti #N/A; tulis isinya saja"))
    if not all(text.isprintable() for text in texts):
        raise ValueError(_("ada karakter yang tidak dapat disimpan"))


def region_line(row, *, code, name, kind="", population=None, is_left_behind=None):
    """A region of a row; ValueError with the sentence where it says none."""
    code = code_of(code)
    name = proper(name, limit=100)
    if name.casefold().startswith("provinsi "):
        name = name[len("provinsi ") :]
    return RegionLine(
        row,
        code,
        name,
        region_kind(kind, code, name),
        None if population is None else inhabitants(population),
        None if is_left_behind is None else yes_or_no(is_left_behind),
    )


def agency_line(row, *, name, kind, region="", former=""):
    """An agency of a row; ValueError with the sentence where it says none."""
    found = kind_of(kind)
    code = code_of(region) if region else ""
    if refusal := rules.place_of_kind_refusal(found, Region(code=code) if code else None):
        raise ValueError(str(refusal.sentence))
    return AgencyLine(row, proper(name, limit=200), found, code, one_line(former))


def code_of(text):
    """The code of a region; a spreadsheet may have taken it for a number."""
    if re.fullmatch(r"[0-9]{2}\.[0-9]", text):
        text += "0"
    if re.fullmatch(r"[0-9]{4}", text):
        text = f"{text[:2]}.{text[2:]}"
    if not CODE.fullmatch(text):
        raise ValueError(_("kode “%(code)s” tidak berbentuk 11 atau 11.01") % {"code": text[:20]})
    return text


def proper(name, *, limit):
    """A name as the register writes it: without stray blanks, no abbreviated kind, not in capitals throughout."""
    name = one_line(name)
    if name.isupper() and " " in name:
        name = name.title()
    name = re.sub(r"(?i)^kab\.?\s", "Kabupaten ", name)
    if not name:
        raise ValueError(_("namanya belum diisi"))
    if len(name) > limit:
        raise ValueError(_("namanya paling panjang %(limit)s huruf") % {"limit": limit})
    return name


def kind_of(text):
    """The kind of agency that a word names."""
    said = text.casefold()
    if said not in reference.KINDS:
        words = {"kind": text[:40], "kinds": ", ".join(reference.KINDS)}
        raise ValueError(_("jenis “%(kind)s” tidak dikenal. Tulis salah satu: %(kinds)s") % words)
    return reference.KINDS[said].value


def region_kind(text, code, name):
    """The kind of a region, by its word or else by its code and its name."""
    kind = kind_of(text) if text else None
    if kind is None:
        is_city = name.casefold().startswith("kota ")
        kind = "province" if len(code) == 2 else ("city" if is_city else "regency")
    if kind not in REGIONAL or (kind == "province") != (len(code) == 2):
        raise ValueError(_("jenis wilayahnya tidak sesuai dengan kodenya"))
    return kind


def inhabitants(text):
    """A number of people, whatever stands between its thousands."""
    digits = re.sub(r"[.,\s]", "", text)
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 9:
        raise ValueError(_("jumlah penduduk “%(text)s” bukan bilangan") % {"text": text[:20]})
    return int(digits)


def yes_or_no(text):
    """Whether a cell says yes."""
    said = text.casefold()
    if said in YES or said in NO:
        return said in YES
    raise ValueError(_("kolom tertinggal diisi ya atau tidak"))
