"""The rows of a sheet of another programme: which columns it has, what is wrong with a row, what a good one says.

Nothing here asks the database: the same cells under the same columns always say the same.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain.register.official_rows import NO, YES, code_of
from accounts.files.sheets import MAX_COLUMNS
from accounts.models import AgencyKind
from proposals.domain.catalogue import earlier_rows
from proposals.domain.catalogue.earlier_rows import Shape, kind_of, plain, whole_year
from proposals.models import Goal

# In the order of the form: what each field is called, and what other software writes above it, in small letters.
LABELS = {
    "title": gettext_lazy("Judul"),
    "year": gettext_lazy("Tahun"),
    "agency": gettext_lazy("Instansi"),
    "agency_kind": gettext_lazy("Jenis instansi"),
    "region": gettext_lazy("Kode wilayah"),
    "unit": gettext_lazy("Unit"),
    "category": gettext_lazy("Kategori"),
    "goals": gettext_lazy("Tujuan pembangunan berkelanjutan"),
    "honour": gettext_lazy("Penghargaan dari programnya"),
    "registered_as": gettext_lazy("Nomor registrasi"),
    "summary": gettext_lazy("Ringkasan"),
    "background": gettext_lazy("Uraian latar belakang"),
    "novelty": gettext_lazy("Uraian kebaruan"),
    "impact": gettext_lazy("Uraian dampak"),
    "replication": gettext_lazy("Uraian replikasi"),
    "resources": gettext_lazy("Uraian sumber daya"),
    "continuation": gettext_lazy("Uraian keberlanjutan"),
    "source_url": gettext_lazy("Alamat sumber"),
    "is_other": gettext_lazy("Bukan duplikat"),
}
NAMES: Mapping[str, Sequence[str]] = {
    "title": ("judul", "judul inovasi", "nama inovasi", "inovasi", "nama inovasi daerah", "title"),
    "year": ("tahun", "tahun inovasi", "tahun penilaian", "tahun pelaksanaan", "year"),
    "agency": (
        "instansi",
        "nama instansi",
        "pemda",
        "nama pemda",
        "pemerintah daerah",
        "nama pemerintah daerah",
        "daerah",
        "kementerian/lembaga",
        "k/l/d",
        "pemilik inovasi",
        "agency",
    ),
    "agency_kind": ("jenis instansi", "tipe instansi", "klaster", "kategori instansi", "agency_kind"),
    "region": ("kode wilayah", "kode_wilayah", "kode daerah", "kode kemendagri", "region"),
    "unit": ("unit", "nama unit", "unit kerja", "upp", "nama upp", "opd", "perangkat daerah", "skpd", "inisiator"),
    "category": ("kategori", "kategori inovasi", "urusan", "urusan inovasi", "bidang", "bentuk inovasi", "category"),
    "goals": ("sdg", "sdgs", "tpb", "tpb/sdgs", "tujuan pembangunan berkelanjutan"),
    "honour": ("penghargaan", "predikat", "juara", "kategori penghargaan", "award"),
    "registered_as": ("nri", "nomor registrasi", "no registrasi", "kode inovasi", "id inovasi"),
    "summary": ("ringkasan", "ringkasan inovasi", "deskripsi", "rancang bangun", "abstrak", "summary"),
    "background": ("latar belakang", "tujuan", "tujuan inovasi"),
    "novelty": ("kebaruan", "keunikan", "kebaruan inovasi"),
    "impact": ("dampak", "evaluasi", "manfaat", "manfaat inovasi", "hasil inovasi"),
    "replication": ("replikasi", "adaptasi"),
    "resources": ("sumber daya", "sumber daya pendukung"),
    "continuation": ("keberlanjutan", "strategi keberlanjutan"),
    "source_url": ("alamat sumber", "sumber", "tautan", "link", "url", "source_url"),
    "is_other": ("bukan duplikat",),
}
REQUIRED = ("title", "agency")
# The parts of the story, each under its heading in the catalogue, where everything is in Indonesian.
SECTIONS = {
    "background": "Latar belakang",
    "novelty": "Kebaruan",
    "impact": "Dampak",
    "replication": "Replikasi",
    "resources": "Sumber daya",
    "continuation": "Keberlanjutan",
}
LIMITS = {
    "title": 200,
    "agency": 200,
    "unit": 200,
    "category": 120,
    "honour": 120,
    "registered_as": 40,
    "summary": 5_000,
    "source_url": 300,
    **dict.fromkeys(SECTIONS, 10_000),
}
# Above the headings stand titles of the sheet, often merged over its width; below so many rows nobody looks for them.
HEAD_WITHIN = 15
# How the name of an agency begins that no register knows, in small letters, and what it then is.
BEGINNINGS = (
    (r"(pemerintah |pemprov |pemda )*(provinsi|prov\.|pemprov) ?", AgencyKind.PROVINCE),
    (r"(pemerintah |pemda )*(kabupaten|kab\.|pemkab) ?", AgencyKind.REGENCY),
    (r"(pemerintah |pemda )*(kota|pemkot) ", AgencyKind.CITY),
    (r"kementerian ", AgencyKind.MINISTRY),
    (r"(badan|lembaga|komisi|arsip|perpustakaan nasional) ?", AgencyKind.BODY),
)


def wrong_goals(text, on):
    """Why a cell names no goals."""
    if goals_of(text) is None:
        return _("tujuan “%(text)s” bukan nomor 1 sampai 17; pisahkan dengan koma") % {"text": text[:40]}
    return None


def wrong_answer(text, on):
    """Why a cell says neither yes nor no."""
    return None if text.casefold() in (*YES, *NO) else _("kolom Bukan duplikat diisi ya atau tidak")


CHECKED = {**earlier_rows.CHECKED, "goals": wrong_goals, "is_other": wrong_answer}
SHAPE = Shape(LABELS, LIMITS, REQUIRED, CHECKED, long={"summary", *SECTIONS})


@dataclass(frozen=True)
class Head:
    """Where the headings of a sheet stand, and what they are."""

    number: int
    headings: list[str]


def head_of(rows: Sequence[tuple[int, list[str]]], known: Mapping[str, str]) -> Head:
    """The headings among the first rows: where most cells have a name that is known, else where most say something.

    `known` is {field: heading} of an earlier sheet. They are as many as the widest of the first rows has cells.
    """
    first = rows[:HEAD_WITHIN]
    best = max(
        first,
        key=lambda row: (len(guesses(row[1], known)), len({cell for cell in row[1] if cell}), -row[0]),
    )
    width = max(place for _number, cells in first for place, cell in enumerate(cells, start=1) if cell)
    headings = [cell[:200] for cell in best[1][:width]]
    return Head(best[0], headings + [""] * (width - len(headings)))


def guesses(headings: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """{field: place} of the headings by what an earlier sheet called them, else by what people call them.

    One column is one field: the first of the form that it fits.
    """
    places: dict[str, int] = {}
    called = [plain(heading) for heading in headings[:MAX_COLUMNS]]
    for field, names in NAMES.items():
        wanted = [plain(name) for name in (known.get(field, ""), str(LABELS[field]), *names) if name]
        found = (called.index(name) for name in wanted if name in called)
        free = [place for place in found if place not in places.values()]
        if free:
            places[field] = free[0]
    return places


def said_of(cells: Sequence[str], mapping: Mapping[str, int], *, year: int | None) -> dict[str, str]:
    """What a row says by field; `year` where it says none."""
    said = {field: cells[place] if place < len(cells) else "" for field, place in mapping.items()}
    if year and said.get("year", "") in ("", "-"):
        said["year"] = str(year)
    return said


def kept(cells: Sequence[str], headings: Sequence[str]) -> list[str]:
    """What is kept of a row: the columns that are read, and what stands beyond them.

    Of a sheet with more headings than are read, what is beyond is left out; its pages say so.
    """
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    width = max(len(headings), last) if len(headings) <= MAX_COLUMNS else MAX_COLUMNS
    return list(cells[:width])


def beyond(cells: Sequence[str], headings: Sequence[str], mapping: Mapping[str, int]) -> list[str]:
    """The cells of a row that stand behind its last column: the last with a heading, or that a field is read from.

    Wherever the row stands: a sign too many, that parts a text in two, moves what comes after it out of its columns.
    """
    used = set(mapping.values())
    known = (place for place in reversed(range(len(headings))) if headings[place] or place in used)
    return list(cells[next(known, -1) + 1 :])


def faults_of(
    said: Mapping[str, str], *, on: date, kind: str | None, regions: Collection[str], beyond: Sequence[str] = ()
) -> list[str]:
    """Everything that is wrong with a row, a sentence each.

    `on` is the day it was sent; `kind` that of its agency, None where nobody knows; `regions` the codes on record;
    `beyond` the cells behind its last column.
    """
    faults = list(earlier_rows.wrong_with(said, on=on, shape=SHAPE))
    if stray := next(filter(None, beyond), ""):
        faults.append(
            _("isinya lebih banyak daripada judul kolom; pindahkan “%(text)s”, hapus, atau beri judul kolomnya")
            % {"text": stray[:40]}
        )
    if said.get("year", "") in ("", "-"):
        faults.append(_("%(column)s belum diisi") % {"column": LABELS["year"]})
    if (code := region_of(said)) and code not in regions:
        faults.append(_("tidak ada wilayah berkode %(code)s dalam register") % {"code": code})
    if not faults and kind is None:
        faults.append(
            _("instansi “%(name)s” tidak ada di register; isi jenis instansinya") % {"name": said["agency"][:80]}
        )
    return faults


def said_kind(said: Mapping[str, str]) -> str | None:
    """The kind of agency that a row names, or that the name of the agency says; None where neither does."""
    if said.get("agency_kind", "-") not in ("", "-"):
        return kind_of(said["agency_kind"])
    name = said.get("agency", "").casefold() + " "
    return next((kind.value for begins, kind in BEGINNINGS if re.match(begins, name)), None)


def region_of(said: Mapping[str, str]) -> str:
    """The code of a region that a row names; "" where it names none that is one."""
    try:
        return code_of(said.get("region", ""))
    except ValueError:
        return ""


def goals_of(text: str) -> list[int] | None:
    """The numbers of goals in a cell, in order, each once; None where it holds something else."""
    found = re.split(r"[,;/\s]+", re.sub(r"(?i)\b(sdgs?|tpb)\b", " ", text).strip(" ,;"))
    if not all(one.isascii() and one.isdecimal() and int(one) in Goal.values for one in found):
        return None
    return sorted({int(one) for one in found})


def is_other(said: Mapping[str, str]) -> bool:
    """Whether a row says that it is another innovation than the one it resembles."""
    return said.get("is_other", "").casefold() in (set(YES) - {""})


def facts_of(said: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a good row as an entry of the catalogue holds them, without its agency."""
    told = {field: "" if text == "-" else text for field, text in said.items()}
    return {
        "title": told["title"],
        "year": whole_year(told["year"]),
        "agency_name": told["agency"],
        "unit_name": told.get("unit", ""),
        "category_name": told.get("category", ""),
        "sdgs": goals_of(told["goals"]) if told.get("goals") else [],
        "honour": told.get("honour", ""),
        "registered_as": told.get("registered_as", ""),
        "summary": told.get("summary", ""),
        "sections": [{"title": title, "text": told[field]} for field, title in SECTIONS.items() if told.get(field)],
        "source_url": told.get("source_url", ""),
    }
