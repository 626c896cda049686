"""Who may move, second, withdraw and decline a grave act, and why not."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Motion
from accounts.rules.refusals import REASON_MISSING, Refusal

NOT_OF_THIS_ROLE = Refusal("not_of_this_role", _("Peran Anda tidak dapat mengajukan atau menyetujui ini."))
ALREADY_MOVED = Refusal("already_moved", _("Hal ini sudah diajukan dan menunggu orang kedua."))
NOT_ON_ITS_WAY = Refusal("not_on_its_way", _("Pengajuan ini sudah selesai."))
ALREADY_SECONDED = Refusal("already_seconded", _("Pengajuan ini sudah disetujui."))
SAME_PERSON = Refusal("same_person", _("Anda yang mengajukan ini. Persetujuan harus dari orang lain."))
AUTHOR = Refusal(
    "author", _("Anda ikut menyusun yang diputuskan ini. Persetujuan harus dari orang yang tidak ikut menyusunnya.")
)
SHOWN_OTHERWISE = Refusal(
    "shown_otherwise", _("Isi pengajuan ini bukan yang Anda lihat. Baca pengajuan yang sekarang, lalu putuskan.")
)
CHANGED_SINCE = Refusal(
    "changed_since", _("Isinya berubah sejak diajukan. Pengusul perlu menariknya dan mengajukannya lagi.")
)
FAILED_AGAIN = Refusal(
    "failed_again",
    _("Pelaksanaan berulang kali gagal karena gangguan sistem. Ajukan lagi setelah pengelola portal memperbaikinya."),
)
TOO_LATE = Refusal("too_late", _("Waktu untuk menyetujui ini sudah lewat, jadi pengajuan ini gugur."))
NOT_SECONDED = Refusal("not_seconded", _("Tidak ada orang kedua yang menyetujuinya sampai batas waktunya."))
NOT_IN_OFFICE = Refusal("not_in_office", _("Peran Anda sudah berakhir. Minta admin kementerian memperpanjangnya."))
NEEDS_TWO_PEOPLE = Refusal("two_people_wanted", _("Ini perlu diajukan satu orang dan disetujui orang lain."))
NOT_THE_MOVER = Refusal("not_the_mover", _("Hanya pengusul yang dapat menarik pengajuan ini."))


def carrying_refusal(motion: Motion | None) -> Refusal | None:
    """Why a grave act may not be done: what two people agreed to is being carried out, and nothing else."""
    return None if motion is not None and motion.is_carried else NEEDS_TWO_PEOPLE


def holding_refusal(office: Membership, *, roles: Collection[str], on: date) -> Refusal | None:
    """Why this office may have no part in a grave act on this day."""
    if office.role not in roles:
        return NOT_OF_THIS_ROLE
    return None if office.state(on) == Membership.State.CURRENT else NOT_IN_OFFICE


def moving_refusal(*, office: Membership, roles: Collection[str], is_moved: bool, on: date) -> Refusal | None:
    """Why this office may not move a grave act that those with `roles` may move."""
    if refusal := holding_refusal(office, roles=roles, on=on):
        return refusal
    return ALREADY_MOVED if is_moved else None


def judging_refusal(
    motion: Motion, *, office: Membership, roles: Collection[str], authors: Collection[int], at: datetime
) -> Refusal | None:
    """Why this office may not be the second person, whatever it thinks of the motion; `authors` are user ids."""
    if refusal := holding_refusal(office, roles=roles, on=timezone.localdate(at)):
        return refusal
    if motion.has_run_out(at):
        return TOO_LATE
    if not motion.is_on_its_way:
        return NOT_ON_ITS_WAY
    if motion.mover_id == office.user_id:
        return SAME_PERSON
    return AUTHOR if office.user_id in authors else None


def seconding_refusal(
    motion: Motion,
    *,
    office: Membership,
    roles: Collection[str],
    authors: Collection[int],
    at: datetime,
    seen: str,
    current: str,
) -> Refusal | None:
    """Why this office may not second; `seen` is the hash that its page showed, `current` that of today's facts."""
    if refusal := judging_refusal(motion, office=office, roles=roles, authors=authors, at=at):
        return refusal
    if motion.state == Motion.State.WAITING:
        return ALREADY_SECONDED
    if seen != motion.sha256:
        return SHOWN_OTHERWISE
    return None if current == motion.sha256 else CHANGED_SINCE


def declining_refusal(
    motion: Motion, *, office: Membership, roles: Collection[str], authors: Collection[int], at: datetime, reason: str
) -> Refusal | None:
    """Why this office may not send the motion back."""
    if refusal := judging_refusal(motion, office=office, roles=roles, authors=authors, at=at):
        return refusal
    return None if reason.strip() else REASON_MISSING


def withdrawing_refusal(
    motion: Motion, *, office: Membership, roles: Collection[str] = (), is_left: bool = False
) -> Refusal | None:
    """Why this office may not take a motion back; its mover may until it is carried out.

    Where the mover holds no such office any more (`is_left`), any other holder may.
    """
    if not motion.is_on_its_way:
        return NOT_ON_ITS_WAY
    if is_left and office.role in roles:
        return None
    return None if motion.mover_id == office.user_id else NOT_THE_MOVER
