"""Who may do what with a dossier, and why not. Pure: a loaded proposal, the office, the moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role, Unit
from accounts.rules import Refusal
from competitions.models import Edition, Requirement, Section
from proposals.models import WRITABLE, Goal, Proposal, Status

if TYPE_CHECKING:
    from proposals.domain.completeness import Completeness
    from proposals.domain.drafting import Identity

NOT_YOURS = Refusal("not_yours", _("Usulan ini milik unit atau instansi lain."))
UNIT_ONLY = Refusal("unit_only", _("Hanya unit yang membuat usulan ini dapat melakukannya."))
AGENCY_ONLY = Refusal("agency_only", _("Hanya admin instansi dapat melakukannya."))
MINISTRY_ONLY = Refusal("ministry_only", _("Hanya sekretariat dan admin kementerian dapat melakukannya."))

NOT_ANNOUNCED = Refusal("not_announced", _("Edisi ini belum diumumkan."))
NOT_OPEN_YET = Refusal("not_open_yet", _("Pendaftaran belum dibuka."))
CLOSED = Refusal(
    "closed",
    _("Pendaftaran sudah ditutup. Usulan masih dapat dibaca, tetapi tidak dapat lagi diubah atau dikirim."),
)
NOTHING_OPEN = Refusal("nothing_open", _("Tidak ada edisi yang sedang menerima usulan."))
CLOSED_FOR_WITHDRAWAL = Refusal(
    "closed_for_withdrawal",
    _("Pendaftaran sudah ditutup. Hubungi sekretariat untuk menarik usulan yang sudah diajukan."),
)

WITH_UNIT = Refusal("with_unit", _("Usulan sedang di unit. Tunggu sampai unit menyerahkannya kepada Anda."))
WITH_AGENCY = Refusal(
    "with_agency",
    _("Usulan sedang diperiksa admin instansi. Anda dapat mengubahnya lagi bila dikembalikan."),
)
SUBMITTED = Refusal("submitted", _("Usulan sudah diajukan ke kementerian dan tidak dapat diubah."))
NOT_SUBMITTED = Refusal("not_submitted", _("Usulan belum diajukan."))
WITHDRAWN = Refusal("withdrawn", _("Usulan sudah ditarik."))
DISQUALIFIED = Refusal("disqualified", _("Usulan sudah didiskualifikasi."))
WRONG_STATUS = Refusal("wrong_status", _("Keadaan usulan sudah berubah. Muat ulang halaman usulan."))

NOTE_MISSING = Refusal("note_missing", _("Tulis alasannya."))
UNDECLARED = Refusal("undeclared", _("Centang pernyataan sebelum mengajukan usulan."))
TITLE_MISSING = Refusal("title_missing", _("Isi judul inovasi"))
TITLE_TOO_LONG = Refusal("title_too_long", _("Judul inovasi paling banyak 200 huruf"))
FOREIGN_CHOICE = Refusal("foreign_choice", _("Kelompok dan kategori harus dari edisi usulan ini."))
UNKNOWN_SDG = Refusal("unknown_sdg", _("Tujuan pembangunan berkelanjutan bernomor 1 sampai 17."))
FOREIGN_PART = Refusal("foreign_part", _("Bagian atau dokumen itu tidak diminta dari usulan ini."))

TITLE_MAX_LENGTH = 200
ENDED: dict[str, Refusal] = {Status.WITHDRAWN: WITHDRAWN, Status.DISQUALIFIED: DISQUALIFIED}


def beginning_refusal(edition: Edition, *, unit: Unit, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not begin a proposal of `unit` in `edition` at `at`; None if it may."""
    if office.role != Role.UNIT:
        return UNIT_ONLY
    if office.unit_id != unit.pk:
        return NOT_YOURS
    return window_refusal(edition, at)


def writing_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not change texts and files; the pen is with the unit, then with the agency admin."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    status = proposal.status
    if refusal := sent_refusal(status):
        return refusal
    if office.role == Role.UNIT and status not in WRITABLE:
        return WITH_AGENCY
    if office.role == Role.AGENCY_ADMIN and status != Status.WITH_AGENCY:
        return WITH_UNIT
    return window_refusal(proposal.edition, at)


def handover_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not hand over to its agency's admin. Gaps are no hindrance: the admin helps."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.UNIT:
        return UNIT_ONLY
    return writing_refusal(proposal, office=office, at=at)


def return_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not send the proposal back to its unit."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    return writing_refusal(proposal, office=office, at=at)


def submission_refusal(
    proposal: Proposal,
    *,
    office: Membership,
    completeness: Completeness,
    cap_left: int | None,
    at: datetime,
) -> Refusal | None:
    """Why `office` may not submit to the ministry now.

    `completeness` is `completeness.of(proposal)`; `cap_left` how many more the agency may submit in this
    edition, None where the edition sets no cap.
    """
    if refusal := return_refusal(proposal, office=office, at=at):
        return refusal
    if not completeness.is_complete:
        return Refusal(
            "incomplete",
            _now("Usulan belum lengkap. Yang masih kurang: %(first)s.")
            % {"first": str(completeness.problems[0].sentence).rstrip(".")},
        )
    if cap_left is not None and cap_left <= 0:
        return Refusal(
            "cap_reached",
            _now("Instansi Anda sudah mengajukan %(cap)s usulan, batas untuk edisi ini.")
            % {"cap": proposal.edition.agency_cap},
        )
    return None


def withdrawal_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not withdraw. The holder of the pen may; the admin, until the close, what was sent too."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if refusal := ENDED.get(proposal.status):
        return refusal
    if proposal.status == Status.SUBMITTED:
        if office.role != Role.AGENCY_ADMIN:
            return AGENCY_ONLY
        return None if proposal.edition.accepts_proposals(at) else CLOSED_FOR_WITHDRAWAL
    if office.role == Role.UNIT:
        return None if proposal.status in WRITABLE else WITH_AGENCY
    return None if proposal.status == Status.WITH_AGENCY else WITH_UNIT


def disqualification_refusal(proposal: Proposal, *, office: Membership, at: datetime) -> Refusal | None:
    """Why `office` may not disqualify; the ministry may, at any time after submission."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if proposal.status == Status.SUBMITTED:
        return None
    return ENDED.get(proposal.status, NOT_SUBMITTED)


def identity_refusal(proposal: Proposal, identity: Identity) -> Refusal | None:
    """Why this identity cannot be written down."""
    if refusal := title_refusal(identity.title):
        return refusal
    chosen = [choice for choice in (identity.group, identity.category) if choice is not None]
    if any(choice.edition_id != proposal.edition_id for choice in chosen):
        return FOREIGN_CHOICE
    return None if set(identity.sdgs) <= set(Goal.values) else UNKNOWN_SDG


def title_refusal(title: str) -> Refusal | None:
    """Why a tidied title cannot be kept."""
    if not title:
        return TITLE_MISSING
    return TITLE_TOO_LONG if len(title) > TITLE_MAX_LENGTH else None


def part_refusal(proposal: Proposal, part: Section | Requirement) -> Refusal | None:
    """Why a section or requirement is not one of this proposal's."""
    is_asked = part.edition_id == proposal.edition_id and part.group_id in (None, proposal.group_id)
    return None if is_asked else FOREIGN_PART


def holder_refusal(proposal: Proposal, office: Membership) -> Refusal | None:
    """Why `office` has no hand in this proposal at all."""
    if office.role == Role.UNIT and office.unit_id == proposal.unit_id:
        return None
    if office.role == Role.AGENCY_ADMIN and office.agency_id == proposal.agency_id:
        return None
    return NOT_YOURS


def sent_refusal(status: str) -> Refusal | None:
    """Why a dossier in this status is beyond change for everyone."""
    return SUBMITTED if status == Status.SUBMITTED else ENDED.get(status)


def window_refusal(edition: Edition, at: datetime) -> Refusal | None:
    """Why nothing may be written or sent in the edition at `at`."""
    if edition.accepts_proposals(at):
        return None
    if edition.announced_at is None:
        return NOT_ANNOUNCED
    return NOT_OPEN_YET if at < edition.opens_at else CLOSED
