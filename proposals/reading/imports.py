"""Sheets of other programmes as their pages show them: what becomes of each row, and what is wrong with it."""

from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.files.sheets import MAX_COLUMNS
from accounts.models import User
from proposals.domain.catalogue import import_judging, import_rows, imports
from proposals.domain.catalogue.earlier_rows import whole_year
from proposals.domain.catalogue.places import Places
from proposals.models import SheetRow, WinnerList

# What the trail says of these sheets, by event.
ACTS = {
    "import.sent": gettext_lazy("Berkas program lain dikirim: %(file)s, %(programme)s, %(count)s baris"),
    "import.columns_named": gettext_lazy("Kolom berkas program lain dipasangkan: %(file)s"),
    "import.read": gettext_lazy("Berkas program lain dibaca: %(file)s, %(good)s baris baik, %(bad)s tidak"),
    "import.agreed": gettext_lazy("Berkas program lain disetujui: %(file)s"),
    "import.taken_over": gettext_lazy("Inovasi program lain diambil alih dari %(file)s: %(count)s inovasi"),
    "import.taken_back": gettext_lazy("Inovasi program lain dari %(file)s dicabut dari katalog: %(count)s inovasi"),
    "programme.corrected": gettext_lazy("Program lain dibetulkan: %(called)s"),
    "import.failed": gettext_lazy("Berkas program lain gagal dibaca atau diambil alih: %(file)s"),
}
# What the trail calls what these events are about.
KINDS = {
    "proposals.winnerlist": gettext_lazy("daftar atau berkas untuk katalog"),
    "proposals.otherprogramme": gettext_lazy("program lain"),
}
Outcome = SheetRow.Outcome
# What somebody mends and sends again.
MENDED = (Outcome.BAD, Outcome.ALIKE)


def lists():
    """The sheets that were handed in, the last first."""
    found = WinnerList.objects.of_programmes().latest()
    return found.select_related("programme", "sent_by__user", "agreed_by__user").prefetch_related(
        Prefetch("named_by", User.objects.order_by("full_name", "pk"))
    )


def rows(listed, outcome=""):
    """The rows of a sheet in its order, those of one outcome where it is said."""
    # Of what a row resembles, its title and year are said.
    long = ("entry__words", "entry__summary", "entry__sections")
    found = listed.sheet_rows.select_related("entry").defer(*long).order_by("number")
    return found.filter(outcome=outcome) if outcome else found


def tallies(listed):
    """(outcome, how many rows) of a sheet that was read, those with any; one query."""
    found = imports.counts(listed)
    return [(outcome, found[outcome.value]) for outcome in Outcome if found[outcome.value]]


def headings(listed):
    """The headings of the columns that are read."""
    return listed.headings[:MAX_COLUMNS]


def left_out(listed):
    """After how many columns others were left unread; None where there are no more."""
    return MAX_COLUMNS if len(listed.headings) > MAX_COLUMNS else None


def sample(listed):
    """The cells of the first rows, as many as there are headings."""
    return [row.cells[: len(headings(listed))] for row in rows(listed)[:3]]


def guesses(listed):
    """{field: place} that is offered for the columns: as they were named, else as they were the last time."""
    return listed.mapping or import_rows.guesses(listed.headings, listed.programme.headings)


class ReadSheet:
    """What a sheet says, row by row; the registers are read once, when the first row asks for them."""

    def __init__(self, listed):
        self.listed = listed
        self.on = timezone.localdate(listed.sent_at)

    @cached_property
    def places(self):
        return Places()

    def said(self, row, field):
        """The text of one field of a row, "" where it has none."""
        return import_rows.said_of(row.cells, self.listed.mapping, year=self.listed.year).get(field, "")

    def year(self, row):
        """The year of a row as a number, else what stands in its place."""
        text = self.said(row, "year")
        return whole_year(text) or text

    def why(self, row):
        """Why a row does not enter the catalogue, as one text; "" where it does."""
        if row.outcome == Outcome.BAD:
            _said, _agency, faults = import_judging.looked_at(row, self.listed, self.places, self.on)
            return "; ".join(faults)
        if row.outcome == Outcome.TWICE:
            return _("sama dengan baris %(row)s") % {"row": number_format(row.first)}
        if row.entry is None:
            return ""
        named = {"title": row.entry.title, "year": row.entry.year, "percent": round(100 * (row.likeness or 0))}
        if row.entry.is_withdrawn:
            return _("dilewati karena “%(title)s” (%(year)s), yang kemudian dicabut dari katalog") % named
        if row.outcome == Outcome.KNOWN:
            return _("sudah ada: “%(title)s” (%(year)s)") % named
        return (
            _("%(percent)s%% mirip “%(title)s” (%(year)s). Bila memang lain, tulis ya di kolom Bukan duplikat") % named
        )


def to_mend(listed):
    """(headings, rows) of the file to be mended: where to say that it is another, what is wrong, then what came.

    Ours come first, as columns beyond the bound are not read when it is sent again; those of an earlier such file are
    left out. What does not fit beside ours is what no field is read from. What stands under no heading comes last.
    """
    told, came = ReadSheet(listed), headings(listed)
    why = [_("Baris semula"), _("Yang perlu diperbaiki")]
    answers = [] if "is_other" in listed.mapping else [str(import_rows.LABELS["is_other"])]
    used = set(listed.mapping.values())
    places = [place for place, heading in enumerate(came) if place in used or heading not in why]
    if len(answers) + len(why) + len(places) > MAX_COLUMNS:
        places = [place for place in places if place in used]

    def lines():
        for some in import_judging.in_chunks(rows(listed).filter(outcome__in=MENDED)):
            for row in some:
                cells = [row.cells[place] if place < len(row.cells) else "" for place in places]
                stray = row.cells[len(listed.headings) :]
                yield [*("" for _one in answers), row.number, told.why(row), *cells, *stray]

    return [*answers, *why, *(came[place] for place in places)], lines()
