"""Lists of earlier winners as their pages show them: what each adds to the catalogue, and what is doubtful."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Motion
from competitions.models.award_name import ACROSS_YEARS, FINALIST, OUTSTANDING, TOP
from proposals.domain.catalogue import winner_lists
from proposals.models import CatalogueEntry, WinnerList
from proposals.rules import winner_lists as rules

# What the trail says of these lists, by event.
ACTS = {
    "winner_list.sent": _("Daftar pemenang terdahulu dikirim: %(file)s, %(count)s baris"),
    "winner_list.agreed": _("Daftar pemenang terdahulu disetujui: %(file)s"),
    "winner_list.taken_over": _("Pemenang terdahulu diambil alih dari %(file)s: %(count)s inovasi, %(fresh)s baru"),
    "winner_list.failed": _("Daftar pemenang terdahulu gagal diambil alih: %(file)s"),
}
FRESH, CHANGED, KNOWN, HELD = _("baru"), _("diperbarui"), _("sudah ada"), _("tidak dapat diambil alih")


@dataclass(frozen=True)
class WinnerLine:
    """One innovation of a list, and what becomes of it."""

    number: int
    title: str
    year: int
    awards: str
    agency: str
    # What the register calls it today; "" where it has none such.
    now: str
    becomes: Any


@dataclass(frozen=True)
class WinnersOfYear:
    """What a list says of one year."""

    year: int
    innovations: int
    finalists: int
    winners: int
    outstanding: int
    is_held_here: bool


@dataclass(frozen=True)
class DrawnWinners:
    """A list as its page shows it."""

    rows: list[WinnerLine]
    years: list[WinnersOfYear]
    doubts: list[str]
    unknown: list[str]
    renamed: list[tuple[str, str]]
    fresh: int
    changed: int
    known: int
    refusal: Any


def lists():
    """The lists that were handed in, the last first."""
    return WinnerList.objects.of_winners().select_related("sent_by__user", "agreed_by__user").latest()


def drawn(listed, office):
    """What a list adds to the catalogue as things stand; a handful of queries at any length."""
    found = winner_lists.compared(listed)
    told = [
        *((one, FRESH) for one in found.fresh),
        *((one, CHANGED) for one, _entry in found.changed),
        *((one, KNOWN) for one, _entry in found.known),
        *((one, HELD) for one in found.held),
    ]
    rows = sorted((row(one, becomes) for one, becomes in told), key=lambda one: one.number)
    return DrawnWinners(
        rows=rows,
        years=years([one for one, _becomes in told]),
        doubts=[rules.doubt_said(one.row, one.key, one.values) for one in found.doubts],
        unknown=sorted({one.agency for one in rows if not one.now}, key=str.casefold),
        renamed=sorted(
            {(one.agency, one.now) for one in rows if one.now and one.now.casefold() != one.agency.casefold()}
        ),
        fresh=len(found.fresh),
        changed=len(found.changed),
        known=len(found.known),
        refusal=winner_lists.refusal(listed, found, office=office),
    )


def motion_about(listed):
    """The motion about a list that is on its way, or None."""
    return Motion.objects.about(listed).on_its_way().first()


def row(innovation, becomes):
    """One innovation as a line of the page."""
    line, agency = innovation.chief, innovation.agency
    awards = ", ".join(award.name for award in innovation.awards)
    return WinnerLine(line.row, line.title, line.year, awards, line.agency, agency.name if agency else "", becomes)


def years(innovations):
    """What a list says of each year, by the highest award of every innovation."""
    here = set(CatalogueEntry.objects.exclude(proposal=None).order_by().values_list("year", flat=True).distinct())
    counted = defaultdict(Counter)
    for one in innovations:
        counted[one.chief.year].update({award.key for award in one.awards})
        counted[one.chief.year]["all"] += 1
    return [
        WinnersOfYear(year, keys["all"], keys[FINALIST], keys[TOP], keys[OUTSTANDING], year in here)
        for year, keys in sorted(counted.items())
    ]


def award_heads():
    """What the three sorts of awards are called across the years."""
    return [ACROSS_YEARS[key] for key in (FINALIST, TOP, OUTSTANDING)]
