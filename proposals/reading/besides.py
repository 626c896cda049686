"""What an agency's admin changed in a dossier beside its texts: files, innovations it comes from, answers on earlier
awards, what the public reads, and what judges read in the place of names.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.arithmetic import changes
from accounts.models import Role
from proposals.domain import beside
from proposals.models import Attachment, CatalogueEntry, PublicPage
from proposals.reading.history import PassageChange

HOLDS = "hand_over"
# Of a standing from before something was kept.
EMPTY = {"public": {}, "picture": {}, "shown": [], "earlier": [], "neutral": {}}
ANSWERS = {True: _("Ini inovasi kami"), False: _("Bukan, ini inovasi lain"), None: _("Belum dijawab")}


@dataclass(frozen=True)
class Besides:
    """The changes of one dossier: files put in and taken out, evidence shown to the public and no longer, innovations
    named and dropped, answers on earlier awards, what the public reads, what judges read in the place of names.
    """

    files_in: tuple[Attachment, ...] = ()
    files_out: tuple[Attachment, ...] = ()
    shown_in: tuple[Attachment, ...] = ()
    shown_out: tuple[Attachment, ...] = ()
    parents_in: tuple[CatalogueEntry, ...] = ()
    parents_out: tuple[CatalogueEntry, ...] = ()
    # In the order of the turns: the same field may be named twice.
    public: tuple[PassageChange, ...] = ()
    earlier: tuple[PassageChange, ...] = ()
    neutral: tuple[PassageChange, ...] = ()

    @property
    def is_public_changed(self) -> bool:
        """Whether the public would read something else."""
        return bool(self.public or self.shown_in or self.shown_out)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


def changed(proposal):
    """What changed while the agency's admin held the pen last: since the unit handed over, until it came back.

    Nothing of a dossier without a unit, and of one handed over before this was kept. Twelve queries at most.
    """
    if not (proposal.unit_id and proposal.handed_over_at):
        return Besides()
    moves = list(proposal.transitions.order_by("at", "pk"))
    last = max((place for place, move in enumerate(moves) if move.act == HOLDS), default=None)
    if last is None or not moves[last].stood:
        return Besides()
    came_back = next((move.stood for move in moves[last + 1 :] if move.stood), None)
    before, after = moves[last].stood, came_back or beside.standing(proposal)
    return compared(before, after, told=list(told_by_admin(before, after)))


def told_by_admin(before, after):
    """What the public was told before and after each turn of the agency's admin between two standings, in pairs.

    Both may tell the public at any time: what the unit said meanwhile is none of its admin's. Of standings from before
    it was kept who told, all is the admin's.
    """
    teller = after.get("teller", [Role.AGENCY_ADMIN])
    last = {**after, "role": teller[0] if teller else ""}
    stood, known = before, before.get("turns", [])
    for turn in [*(one for one in after.get("turns", ()) if one not in known), last]:
        if turn["role"] == Role.AGENCY_ADMIN:
            yield {**EMPTY, **turn, **stood}, {**EMPTY, **stood, **turn}
        stood = {**stood, **turn}


def compared(before, after, *, told=None):
    """One standing of a dossier beside an earlier one; a query for each sort of rows that differ.

    Of what was not kept at one of them nothing is said. `told` are the pairs in which the public was told something
    else; without them the two standings are the pair.
    """
    before, after = {**EMPTY, **after, **before}, {**EMPTY, **before, **after}
    pairs = [(before, after)] if told is None else told
    shown_in = {pk for old, new in pairs for pk in set(new["shown"]) - set(old["shown"])}
    shown_out = {pk for old, new in pairs for pk in set(old["shown"]) - set(new["shown"])}
    after_files = set(after["files"])

    def entries(here, there):
        keys = set(here["parents"]) - set(there["parents"])
        return tuple(CatalogueEntry.objects.filter(pk__in=keys).order_by("pk")) if keys else ()

    def files(keys):
        rows = Attachment.objects.select_related("section", "requirement", "attached_by__user", "removed_by__user")
        return tuple(rows.filter(pk__in=keys).order_by("pk")) if keys else ()

    return Besides(
        files_in=files(after_files - set(before["files"])),
        files_out=files(set(before["files"]) - after_files),
        shown_in=files(shown_in - shown_out),
        # What is gone altogether is named once.
        shown_out=files((shown_out - shown_in) & after_files),
        parents_in=entries(after, before),
        parents_out=entries(before, after),
        public=tuple(passage for old, new in pairs for passage in public_passages(old, new)),
        earlier=tuple(answers_on_awards(dict(before["earlier"]), dict(after["earlier"]))),
        neutral=tuple(neutral_passages(before["neutral"], after["neutral"])),
    )


def answers_on_awards(before, after):
    """The answers on earlier awards that are others now, by the key of the entry; one query where any is."""
    changed = {pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk)}
    for entry in CatalogueEntry.objects.filter(pk__in=changed).order_by("pk") if changed else ():
        old, new = (str(ANSWERS[one.get(entry.pk)]) for one in (before, after))
        # An answer is another one as a whole.
        pieces = changes.Piece(changes.TextFate.REMOVED, old), changes.Piece(changes.TextFate.ADDED, new)
        yield PassageChange(f"“{entry.title}”, {entry.year}", pieces)


def neutral_passages(before, after):
    """What judges read in the place of names, where it reads otherwise."""
    for label, field in ((_now("Judul netral"), "title"), (_now("Bagian yang disamarkan"), "passages")):
        old, new = (one.get(field, "") for one in (before, after))
        if field == "passages":
            old, new = ("\n".join(one) for one in (old, new))
        if old != new:
            yield PassageChange(label, changes.pieces(old, new))


def public_passages(before, after):
    """What the public page says otherwise, field by field."""
    old, new = (in_words(one) for one in (before, after))
    for label in dict.fromkeys((*old, *new)):
        if old.get(label, "") != new.get(label, ""):
            yield PassageChange(label, changes.pieces(old.get(label, ""), new.get(label, "")))


def in_words(standing):
    """What a standing tells the public, as people read it, by the name of the field."""
    said = {}
    for field, value in standing["public"].items():
        label = capfirst(PublicPage._meta.get_field(field).verbose_name)
        said[label] = {True: _now("Ya"), False: _now("Tidak"), None: ""}.get(value, value)
    if picture := standing["picture"]:
        said[_now("Gambar")] = f"{picture['name']} ({picture['sha256'][:12]})"
        said[_now("Keterangan gambar")] = picture["alt"]
    return said
