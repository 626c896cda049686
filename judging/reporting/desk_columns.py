"""The columns of a judge's list of dossiers, drawn from facts: a page of it has a hundred rows."""

from dataclasses import replace
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.pages.lists import ListColumn, fact, tag
from judging.reporting.columns import AGENCY, GROUP
from judging.reporting.own_columns import CATEGORY, CODE, ROOM


def card_said(locked_at, total, card):
    """How far one card is, in words; `card` is its key, None where there is none."""
    if card is None:
        return _("Belum dinilai")
    if locked_at:
        return _("Terkunci")
    return _("Belum lengkap") if total is None else _("Tersimpan")


def place(row):
    """A dossier's place in the order of reading, which is no quantity."""
    return str(fact(row, "position"))


def dossier_in(stage):
    """What draws a dossier of a stage on the desk: what names it, and leads to it."""
    slug, position = stage.edition.slug, stage.position

    def drawn(row):
        code, title, category, group = (fact(row, one) for one in NAMED)
        address, said = card_at(slug, position, code), (title, code, category or "", group or "")
        title, code, category, group = map(escape, said)
        told = f'<a href="{address}">{title}</a>\n<span class="sub">{code}, {category}, {group}</span>'
        return mark_safe(told)  # noqa: S308 - each word of it is escaped, and an address has none to escape

    return drawn


NAMED = ("proposal__code", "title", "proposal__category__name", "proposal__group__name")


@lru_cache(maxsize=8192)
def card_at(slug, position, code):
    """The address of a dossier with its card; a list of hundreds is drawn again and again."""
    return reverse("judging:scorecard", args=(slug, position, code))


def card_drawn(row):
    """How far the card of a dossier is."""
    locked_at, total, card = (fact(row, f"scorecard__{one}") for one in ("locked_at", "total", "pk"))
    said = card_said(locked_at, total, card)
    return said if locked_at else tag(said, "attention" if card else "info")


def of_dossiers(stage, *, is_scored, has_sessions):
    """A judge's dossiers: of a blind stage without whose they are, on the page as in the file."""
    return (
        ListColumn("urutan", _("Urutan"), ("position",), is_number=True, draw=place),
        ListColumn("judul", _("Usulan"), ("title",), is_head=True, draw=dossier_in(stage)),
        replace(CODE, is_extra=True),
        *([] if stage.is_blind else [AGENCY]),
        replace(GROUP, is_extra=True),
        replace(CATEGORY, is_extra=True),
        *([ListColumn("sesi", _("Sesi"), ("session_at",)), ROOM] if has_sessions else []),
        *(
            [
                ListColumn(
                    "status",
                    _("Status"),
                    ("scorecard__locked_at", "scorecard__total", "scorecard__pk"),
                    say=card_said,
                    draw=card_drawn,
                ),
                ListColumn("nilai", _("Nilai Anda"), ("scorecard__total",), is_number=True, places=2),
            ]
            if is_scored
            else []
        ),
    )
