"""Which innovations of the catalogue a proposal may name as those it comes from, and why not."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.rules import Refusal
from competitions.models import Group, Parents
from competitions.models.award_name import PRIZES
from proposals.models import CatalogueEntry, Proposal

MOST = 5
NOT_ASKED = Refusal("parents_not_asked", _("Kelompok usulan ini tidak menyebut inovasi asal. Pilih kelompok dahulu."))
TOO_MANY = Refusal("too_many_parents", _("Inovasi asal paling banyak lima. Hapus satu dahulu."))
NOT_EARLIER = Refusal("parent_not_earlier", _("Inovasi asal harus dari edisi sebelum edisi ini."))
TAKEN_BACK = Refusal("parent_taken_back", _("Penghargaan inovasi itu sudah dicabut. Pilih yang lain."))
NOT_AWARDED = Refusal("parent_not_awarded", _("Inovasi itu belum pernah menjadi finalis atau meraih penghargaan."))
NOT_OWN = Refusal("parent_not_own", _("Inovasi itu milik instansi lain. Kelompok ini melanjutkan inovasi sendiri."))
NOT_TOP = Refusal(
    "parent_not_top",
    _("Inovasi itu belum meraih penghargaan utama. Kelompok ini hanya untuk peraihnya."),
)


def parent_refusal(
    proposal: Proposal, group: Group | None, entry: CatalogueEntry, *, awards: Collection[str]
) -> Refusal | None:
    """Why an innovation cannot be one that the proposal comes from in this group; `awards` are its award keys."""
    if group is None or group.parents == Parents.NONE:
        return NOT_ASKED
    if entry.year >= proposal.edition.year:
        return NOT_EARLIER
    if entry.ended_at:
        return TAKEN_BACK
    if not awards:
        return NOT_AWARDED
    if not Parents(group.parents).is_own:
        return None
    if not is_own(proposal, entry):
        return NOT_OWN
    return NOT_TOP if group.parents == Parents.OWN_TOP and not set(awards) & set(PRIZES) else None


def number_refusal(number: int) -> Refusal | None:
    """Why no further innovation can be named beside so many."""
    return TOO_MANY if number >= MOST else None


def missing(group: Group) -> str:
    """What to do about a proposal that names none."""
    if Parents(group.parents).is_own:
        return _now("Pilih inovasi instansi Anda yang dilanjutkan")
    return _now("Pilih inovasi yang direplikasi")


def is_own(proposal: Proposal, entry: CatalogueEntry) -> bool:
    """Whether the innovation belongs to the agency of the proposal."""
    if entry.agency_id:
        return entry.agency_id == proposal.agency_id
    return entry.agency_name.casefold() == proposal.agency.name.casefold()
