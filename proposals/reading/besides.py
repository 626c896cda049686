"""What an agency's admin changed in a dossier beside its texts: files, innovations it comes from, the public page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.arithmetic import changes
from proposals.domain import beside
from proposals.models import Attachment, CatalogueEntry, PublicPage
from proposals.reading.history import PassageChange

HOLDS = "hand_over"


@dataclass(frozen=True)
class Besides:
    """The changes of one dossier: files put in and taken out, innovations named and dropped, what the public reads."""

    files_in: tuple[Attachment, ...] = ()
    files_out: tuple[Attachment, ...] = ()
    parents_in: tuple[CatalogueEntry, ...] = ()
    parents_out: tuple[CatalogueEntry, ...] = ()
    public: tuple[PassageChange, ...] = ()

    def __bool__(self) -> bool:
        return any((self.files_in, self.files_out, self.parents_in, self.parents_out, self.public))


def changed(proposal):
    """What changed while the agency's admin held the pen last: since the unit handed over, until it came back.

    Nothing of a dossier without a unit, and of one handed over before this was kept. Eight queries at most.
    """
    if not (proposal.unit_id and proposal.handed_over_at):
        return Besides()
    moves = list(proposal.transitions.order_by("at", "pk"))
    last = max((place for place, move in enumerate(moves) if move.act == HOLDS), default=None)
    if last is None or not moves[last].stood:
        return Besides()
    before = moves[last].stood
    after = next((move.stood for move in moves[last + 1 :] if move.stood), None) or beside.standing(proposal)
    return compared(before, after)


def compared(before, after):
    """One standing of a dossier beside an earlier one; two queries where files or innovations differ."""

    def rows(model, kind, here, there):
        keys = set(here[kind]) - set(there[kind])
        return tuple(model.objects.filter(pk__in=keys).order_by("pk")) if keys else ()

    files = Attachment.objects.select_related("section", "requirement", "attached_by__user", "removed_by__user")
    new, gone = (set(one["files"]) - set(other["files"]) for one, other in ((after, before), (before, after)))
    return Besides(
        files_in=tuple(files.filter(pk__in=new).order_by("pk")) if new else (),
        files_out=tuple(files.filter(pk__in=gone).order_by("pk")) if gone else (),
        parents_in=rows(CatalogueEntry, "parents", after, before),
        parents_out=rows(CatalogueEntry, "parents", before, after),
        public=tuple(public_passages(before, after)),
    )


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
        said[label] = {True: _("Ya"), False: _("Tidak"), None: ""}.get(value, value)
    if picture := standing["picture"]:
        said[_("Gambar")] = f"{picture['name']} ({picture['sha256'][:12]})"
        said[_("Keterangan gambar")] = picture["alt"]
    return said
