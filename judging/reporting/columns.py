"""The columns of the lists of a stage: the same on the page and in the file."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind
from accounts.pages.columns.facts import Cell
from accounts.pages.lists import ListColumn
from judging import stages
from judging.arithmetic.severity.uncertainty import DRAWS
from judging.reporting import beliefs, cells
from proposals.models import Status

EXAMPLE = _("contoh, bukan hasil sebenarnya")
LEFT = (Status.WITHDRAWN, Status.DISQUALIFIED)

TITLE = ListColumn(
    "usulan",
    _("Usulan"),
    ("proposal__title",),
    is_head=True,
    cell=Cell(("proposal__title", "proposal__code"), cells.named),
)
CODE = ListColumn("nomor", _("Nomor"), ("proposal__code",), is_extra=True)
AGENCY = ListColumn(
    "instansi",
    _("Instansi"),
    ("proposal__agency_then", "proposal__agency__name"),
    say=lambda then, now: then or now,
)
UNIT = ListColumn(
    "unit", _("Unit"), ("proposal__unit_then", "proposal__unit__name"), say=lambda then, now: then or now, is_extra=True
)
KIND = ListColumn(
    "jenis",
    _("Jenis instansi"),
    ("proposal__agency__kind",),
    say=lambda kind: str(AgencyKind(kind).label),
    is_extra=True,
)
PROVINCE = ListColumn("provinsi", _("Provinsi"), ("proposal__agency__region__province__name",), is_extra=True)
GROUP = ListColumn("kelompok", _("Kelompok"), ("proposal__group__name",))
CATEGORY = ListColumn("kategori", _("Kategori"), ("proposal__category__name",), is_extra=True)
PLACED = (TITLE, CODE, AGENCY, UNIT, KIND, PROVINCE, GROUP, CATEGORY)


AWARDS = ListColumn("penghargaan", _("Penghargaan"), ("awards",))


def of_winners(stage, columns):
    """The list of a stage's winners; of an example each line says that it is one."""
    return (TITLE, *columns, AWARDS, *([noted(stage)] if stage.edition.is_example else []))


def of_kind(stage):
    """The columns of a stage's kind, whose figures come with the rows."""
    return tuple(figured(column, tuple(column.figures(stage))) for column in stages.of(stage).COLUMNS)


def figured(column, names):
    """A column of a kind: what it says is read from figures of these names."""
    return ListColumn(
        column.key,
        column.heading,
        names,
        say=lambda *values: column.plain(SimpleNamespace(**dict(zip(names, values, strict=True)))),
        is_number=column.is_number,
        template=column.template,
        cell=Cell(names, lambda _request: cache(column.said)) if column.said else None,
    )


def of_entrants(stage):
    """The list of a stage's entrants."""
    return (*PLACED, *of_kind(stage))


def to_check():
    """The list of entrants to check."""
    return (
        replace(TITLE, cell=None, template="judging/columns/to_check.html"),
        CODE,
        ListColumn("putusan", _("Putusan"), ("passed",), say=verdict_said, template="judging/columns/verdict.html"),
        ListColumn("diputuskan", _("Diputuskan"), ("decided_at",), is_extra=True),
        ListColumn("temuan", _("Temuan otomatis"), ("n_found",), is_number=True),
        *PLACED[2:],
    )


def verdict_said(passed):
    """A verdict in words."""
    return {True: _("lolos"), False: _("tidak lolos"), None: _("belum diputuskan")}[passed]


def of_standings(stage, order):
    """The standings: rank and score where the kind ranks, what the machine proposed and people decided.

    `order` is what breaks their ties.
    """
    ranked = (
        ListColumn("nilai", _("Nilai"), ("score",), is_number=True, places=2),
        ListColumn(
            "rata-rata",
            _("Rata-rata mentah"),
            ("raw_score",),
            is_number=True,
            places=2,
        ),
        *(
            [
                ListColumn(
                    "bersama",
                    _("Nilai bersama"),
                    ("particulars__joint",),
                    say=lambda joint: None if joint is None else Decimal(joint),
                    is_number=True,
                    places=2,
                )
            ]
            if stage.arranged.is_discussed
            else []
        ),
        ListColumn("penentu", _("Penentu urutan"), ("decided_by",), say=order.separating),
        ListColumn(
            "galat",
            _("Galat baku"),
            ("particulars__error",),
            say=lambda error: None if error is None else Decimal(error),
            is_number=True,
            is_extra=True,
            places=2,
        ),
        ListColumn(
            "peluang",
            _("Peluang mendapat tempat"),
            ("particulars__chosen",),
            say=chance_said,
            is_extra=not stage.needs.selects and stages.of(stage).FIGURE is None,
        ),
        ListColumn(
            "peringkat-mentah",
            _("Peringkat menurut rata-rata mentah"),
            ("particulars__plain__rank",),
            is_number=True,
            is_extra=True,
        ),
    )
    is_ranked = bool(order.steps)
    return (
        *([ListColumn("peringkat", _("Peringkat"), ("rank",), is_number=True)] if is_ranked else []),
        *PLACED,
        *(ranked if is_ranked else ()),
        *of_kind(stage),
        ListColumn(
            "saran",
            _("Saran sistem"),
            ("goes_on",),
            say=goes_on_said,
            cell=Cell(("proposal__status", "goes_on", "decided"), cells.advised),
        ),
        ListColumn("keputusan", _("Keputusan rapat"), ("decided",), say=goes_on_said, is_extra=True),
        noted(stage),
    )


def of_choices(stage, awards, *, may_decide):
    """The choices of a decision; `awards` are the special ones by key."""
    is_ranked = not stage.needs.follows_verdicts
    ranked = (ListColumn("nilai", _("Nilai"), ("score",), is_number=True, places=2),)
    return (
        *([ListColumn("peringkat", _("Peringkat"), ("rank",), is_number=True)] if is_ranked else []),
        *PLACED,
        *(ranked if is_ranked else ()),
        ListColumn("saran", _("Saran sistem"), ("proposed_by_machine",), say=goes_on_said),
        ListColumn(
            "keputusan",
            _("Keputusan rapat"),
            ("goes_on",),
            say=goes_on_said,
            cell=Cell(("proposal__status", "goes_on", "reason", "is_tied", "honours"), cells.chosen(awards)),
        ),
        ListColumn("alasan", _("Alasan"), ("reason",), is_extra=True),
        *(
            [
                ListColumn(
                    "penghargaan",
                    _("Penghargaan khusus"),
                    ("honours",),
                    say=lambda keys: [awards.get(key, key) for key in keys],
                    is_extra=True,
                )
            ]
            if awards
            else []
        ),
        noted(stage),
        *(
            [
                ListColumn(
                    "tindakan",
                    _("Tindakan"),
                    is_act=True,
                    cell=Cell(("proposal__status", "is_tied", "proposal__code"), cells.deciding(stage)),
                )
            ]
            if may_decide
            else []
        ),
    )


def chance_said(times):
    """In how many of ten draws one has a place; nothing where nothing was drawn."""
    return "" if times is None else beliefs.in_words(times / DRAWS)


def goes_on_said(goes_on):
    """Whether one goes on, in words; nothing where nobody has decided."""
    return {True: _("lanjut"), False: _("tidak lanjut"), None: ""}[goes_on]


def noted(stage):
    """What must be known of a line: that it is an example, and that its proposal left the contest since."""
    example = [EXAMPLE] if stage.edition.is_example else []

    def said(status):
        return "; ".join(map(str, [*example, *([Status(status).label] if status in LEFT else [])]))

    return ListColumn("keterangan", _("Keterangan"), ("proposal__status",), say=said, is_extra=True)
