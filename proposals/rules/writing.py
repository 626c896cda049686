"""Who may write in a dossier, and why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role, Unit
from accounts.models.agency import RegisterEntry
from accounts.rules import Refusal
from accounts.templatetags.moments import deadline, to_the_second
from competitions import rules as contest
from competitions.models import Edition, EnteredBy, Group, Requirement, Section
from proposals.models import WRITABLE, Goal, Identity, Proposal, Status
from proposals.rules.refusals import AGENCY_ONLY, ENDED, UNIT_ONLY, WITH_AGENCY, WITH_UNIT

NOT_YOURS = Refusal("not_yours", _("Usulan ini milik unit atau instansi lain."))
PLACE_CLOSED = Refusal("unit_closed", _("Unit atau instansi ini sudah ditutup. Usulan baru tidak dapat dibuat."))
NOT_ANNOUNCED = Refusal("not_announced", _("Edisi ini belum diumumkan."))
NOT_OPEN_YET = Refusal("not_open_yet", _("Pendaftaran belum dibuka."))
CLOSED = Refusal(
    "closed",
    _("Pendaftaran sudah ditutup. Usulan masih dapat dibaca, tetapi tidak dapat lagi diubah atau dikirim."),
)
SUBMITTED = Refusal("submitted", _("Usulan sudah diajukan ke kementerian dan tidak dapat diubah."))
NOT_TO_MEND = Refusal("not_to_mend", _("Usulan ini tidak sedang diperbaiki."))
NOT_OPENED = Refusal(
    "part_not_opened", _("Bagian ini tidak dibuka untuk diperbaiki. Hanya yang disebut dalam alasannya dapat diubah.")
)
NOT_COACHED = Refusal("not_coached", _("Usulan ini tidak sedang dalam pembinaan."))
COACHING_OVER = Refusal("coaching_over", _("Masa pembinaan sudah berakhir."))
COACHED_ELSEWHERE = Refusal(
    "coached_elsewhere", _("Dalam pembinaan, hanya jawaban dan buktinya dapat diperbaiki. Bagian ini tetap.")
)
MENDING_OVER = Refusal("mending_over", _("Masa perbaikan sudah berakhir."))
# Another group asks other things, which are closed.
GROUP_STAYS = Refusal("group_stays", _("Kelompok tidak dapat diganti dalam masa perbaikan."))
TITLE_MISSING = Refusal("title_missing", _("Isi judul inovasi"))
TITLE_TOO_LONG = Refusal("title_too_long", _("Judul inovasi paling banyak 200 huruf"))
NO_PUBLIC_VIDEO = Refusal(
    "no_public_video", _("Tautan video harus dapat dibuka siapa pun, misalnya https://contoh.go.id/video")
)
FOREIGN_CHOICE = Refusal("foreign_choice", _("Kelompok dan kategori harus dari edisi usulan ini."))
UNKNOWN_SDG = Refusal("unknown_sdg", _("Tujuan pembangunan berkelanjutan bernomor 1 sampai 17."))
FOREIGN_PART = Refusal("foreign_part", _("Bagian atau dokumen itu tidak diminta dari usulan ini."))
ENTERED_BY_UNIT = Refusal("entered_by_unit", _("Dalam kelompok ini yang mengusulkan unit penyelenggara pelayanan."))
ENTERED_BY_AGENCY = Refusal("entered_by_agency", _("Dalam kelompok ini yang mengusulkan instansi sendiri."))
TITLE_MAX_LENGTH = 200


def beginning_refusal(
    edition: Edition, *, unit: Unit | None, office: Membership, at: datetime, entered_by: Collection[str]
) -> Refusal | None:
    """Why `office` may not begin a proposal of `unit` in `edition` at `at`; None if it may.

    `unit` None is the agency itself; `entered_by` says of the groups of the edition who proposes in them.
    """
    if office.role not in (Role.UNIT, Role.AGENCY_ADMIN):
        return UNIT_ONLY
    if office.unit_id != (unit.pk if unit else None):
        return NOT_YOURS
    today = timezone.localdate(at)
    places = [place for place in (unit, unit.agency if unit else office.agency) if place]
    if any(place.state(today) != RegisterEntry.State.STANDING for place in places):
        return PLACE_CLOSED
    if refusal := window_refusal(edition, at):
        return refusal
    if unit is None and set(entered_by) <= {EnteredBy.UNIT}:
        return ENTERED_BY_UNIT
    return ENTERED_BY_AGENCY if unit and set(entered_by) <= {EnteredBy.AGENCY} else None


def writing_refusal(proposal: Proposal, *, office: Membership, at: datetime, part: str = "") -> Refusal | None:
    """Why `office` may not change texts and files; the pen is with the unit, then with the agency admin.

    A dossier that came back to be mended both may write in, in the parts that were opened: `part` says which one is
    asked for, as `part_name` calls it. Of a finalist that is coached both may better the sections.
    """
    if refusal := holder_refusal(proposal, office):
        return refusal
    status = proposal.status
    if part and status == Status.SUBMITTED and proposal.mending_until is not None:
        return mending_refusal(part, proposal.mending_parts, until=proposal.mending_until, at=at)
    if part and status == Status.SUBMITTED and proposal.coached_until is not None:
        return coaching_refusal(part, until=proposal.coached_until, at=at)
    if refusal := sent_refusal(status):
        return refusal
    if office.role == Role.UNIT and status not in WRITABLE:
        return WITH_AGENCY
    if office.role == Role.AGENCY_ADMIN and status != Status.WITH_AGENCY:
        return WITH_UNIT
    return window_refusal(proposal.edition, at)


def mending_refusal(part: str, opened: Collection[str], *, until: datetime, at: datetime) -> Refusal | None:
    """Why a part of a dossier that is being mended until a moment, with some parts opened, may not be written in."""
    if at >= until:
        return MENDING_OVER
    return None if part in opened else NOT_OPENED


def coaching_refusal(part: str, *, until: datetime, at: datetime) -> Refusal | None:
    """Why a part of a finalist that is coached until a moment may not be written in: answers and evidence alone may."""
    if not part.startswith("section:"):
        return COACHED_ELSEWHERE
    return COACHING_OVER if at >= until else None


def part_name(part: Section | Requirement) -> str:
    """What the parts of a dossier are called where they are opened one by one."""
    return f"section:{part.key}" if isinstance(part, Section) else f"document:{part.key}"


def identity_refusal(proposal: Proposal, identity: Identity) -> Refusal | None:
    """Why this identity cannot be written down."""
    if refusal := title_refusal(identity.title):
        return refusal
    if identity.video_url and (refusal := video_refusal(identity.video_url)):
        return refusal
    chosen = [choice for choice in (identity.group, identity.category) if choice is not None]
    if any(choice.edition_id != proposal.edition_id for choice in chosen):
        return FOREIGN_CHOICE
    if identity.group and (refusal := group_refusal(identity.group, has_unit=proposal.unit_id is not None)):
        return refusal
    if identity.group and identity.group.by_invitation:
        refusal = contest.invitation_refusal(identity.group, agency=proposal.agency)
        if refusal:
            return refusal
    return None if set(identity.sdgs) <= set(Goal.values) else UNKNOWN_SDG


def group_refusal(group: Group, *, has_unit: bool) -> Refusal | None:
    """Why a proposal of a unit, or of an agency itself, does not belong into a group."""
    if has_unit:
        return ENTERED_BY_AGENCY if group.entered_by == EnteredBy.AGENCY else None
    return ENTERED_BY_UNIT if group.entered_by == EnteredBy.UNIT else None


def title_refusal(title: str) -> Refusal | None:
    """Why a tidied title cannot be kept."""
    if not title:
        return TITLE_MISSING
    return TITLE_TOO_LONG if len(title) > TITLE_MAX_LENGTH else None


def video_refusal(url: str) -> Refusal | None:
    """Why a judge or a citizen could not open this address: no web address, or one inside somebody's own network."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return NO_PUBLIC_VIDEO
    if parts.scheme not in ("http", "https") or parts.username is not None:
        return NO_PUBLIC_VIDEO
    try:
        return None if ip_address(host).is_global else NO_PUBLIC_VIDEO
    except ValueError:
        is_named = "." in host and not host.endswith((".local", ".localhost", ".internal", ".lan", ".home.arpa"))
        is_number = host.rpartition(".")[2].isdigit()
        return None if is_named and not is_number else NO_PUBLIC_VIDEO


def part_refusal(proposal: Proposal, part: Section | Requirement) -> Refusal | None:
    """Why a section or requirement is not one of this proposal's."""
    if part.edition_id != proposal.edition_id:
        return FOREIGN_PART
    return None if part.group_id in (None, proposal.group_id) else hidden_part(part)


def hidden_part(part: Section | Requirement) -> Refusal:
    """Why a section or requirement of the edition is not shown in this dossier, and how it would be."""
    title = part.title if isinstance(part, Section) else part.name
    sentence = _now(
        "“%(title)s” tidak diminta dari usulan ini karena kelompok atau jenis inovasi yang dipilih. Yang sudah diisi "
        "di sana tetap tersimpan, dan muncul lagi bila pilihan di Identitas inovasi diganti kembali."
    )
    return Refusal("part_hidden", sentence % {"title": title})


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
    return NOT_OPEN_YET if at < edition.opens_at else closed(edition, at)


def closed(edition: Edition, at: datetime) -> Refusal:
    """That registration is over, with both moments: of the close, and of what came after it."""
    return Refusal(
        CLOSED.key,
        _now(
            "Pendaftaran ditutup %(closed)s. Permintaan Anda sampai di server %(at)s. Usulan masih dapat dibaca,"
            " tetapi tidak dapat lagi diubah atau dikirim."
        )
        % {"closed": deadline(edition.closes_at), "at": to_the_second(at)},
    )


def again_refusal(proposal: Proposal, *, office: Membership, until: datetime | None, absent: Refusal) -> Refusal | None:
    """Why `office` may not hand in again what was sent in; `absent`, where it is not open until any moment."""
    if refusal := holder_refusal(proposal, office):
        return refusal
    if office.role != Role.AGENCY_ADMIN:
        return AGENCY_ONLY
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, absent)
    return absent if until is None else None
