"""How far an edition has come, in the words of the public pages. Needs its stages prefetched."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.language import indonesian
from accounts.templatetags.moments import day, deadline, last_day, moment
from competitions.models import Stage

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LOOKS = {
    Stage.State.PLANNED: "upcoming",
    Stage.State.OPEN: "open",
    Stage.State.CLOSED: "closed",
    Stage.State.PUBLISHED: "closed",
    Stage.State.SKIPPED: "skipped",
}


@dataclass(frozen=True)
class EditionPhase:
    """Where an edition stands: a word for its tag, the tag's role, and a sentence."""

    key: str
    label: str
    role: str
    sentence: str


def phase(edition, now):
    """Before, during or after registration, being judged, or finished."""
    if now < edition.opens_at:
        return EditionPhase(
            "upcoming",
            _("Akan dibuka"),
            "info",
            _("Pendaftaran dibuka %(when)s.") % {"when": moment(edition.opens_at)},
        )
    if edition.accepts_proposals(now):
        return EditionPhase(
            "open",
            _("Menerima usulan"),
            "good",
            _("Pendaftaran ditutup %(when)s.") % {"when": deadline(edition.closes_at)},
        )
    stages = edition.stages.all()
    if stages and all(stage.is_over for stage in stages):
        return EditionPhase("finished", _("Selesai"), "", _("Seluruh tahap selesai dan hasilnya diumumkan."))
    running = [stage.name for stage in stages if stage.is_open]
    if running:
        return EditionPhase(
            "judged",
            _("Sedang dinilai"),
            "attention",
            format_html(_("Tahap yang berjalan: {stages}."), stages=indonesian(", ".join(running))),
        )
    return EditionPhase("judged", _("Sedang dinilai"), "attention", _("Pendaftaran sudah ditutup."))


def dates(edition):
    """The dates to keep: when registration opens and closes."""
    return [
        {"label": _("Pendaftaran dibuka"), "at": edition.opens_at, "is_deadline": False},
        {"label": _("Pendaftaran ditutup"), "at": edition.closes_at, "is_deadline": True},
    ]


def steps(edition):
    """The stages for components/stages.html; a published one links to its list."""
    return [
        {
            "numeral": numeral(place),
            "name": stage.name,
            "state": LOOKS[stage.state],
            "state_text": capfirst(stage.state.label),
            "when": when(stage),
            "url": address(stage),
        }
        for place, stage in enumerate(edition.stages.all(), start=1)
    ]


def numeral(place):
    """The Roman numeral of a place, counted from 1; beyond X its figures."""
    return NUMERALS[place - 1] if 0 < place <= len(NUMERALS) else str(place)


def when(stage):
    """The one date of a stage that a reader wants to know."""
    if stage.published_at:
        return day(stage.published_at)
    if stage.is_open:
        return _("sampai %(date)s") % {"date": last_day(stage.closes_at)}
    if stage.skipped_at or stage.closed_at:
        return ""
    return _("direncanakan %(date)s") % {"date": day(stage.opens_at)}


def address(stage):
    """Where the list of a published stage is; empty when there is none."""
    announcement = getattr(stage, "announcement", None)
    return announcement.get_absolute_url() if announcement else ""
