"""Who may move, second, withdraw and decline a grave act, and why not."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Motion, Role
from accounts.moments import moment
from accounts.rules.refusals import REASON_MISSING, Refusal

NOT_OF_THIS_ROLE = Refusal("not_of_this_role", _("Peran Anda tidak dapat mengajukan atau menyetujui ini."))
ALREADY_MOVED = Refusal("already_moved", _("Hal ini sudah diajukan dan menunggu orang kedua."))
# Keys of what is refused because somebody was faster; the sentence says who, when, and what became of it.
NOT_ON_ITS_WAY, ALREADY_SECONDED = "not_on_its_way", "already_seconded"
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
NO_SET_MOMENT = Refusal("no_set_moment", _("Ini tidak dapat dijadwalkan: pelaksanaannya tidak menunggu waktu lain."))
MOMENT_OUT_OF_REACH = Refusal(
    "moment_out_of_reach", _("Pilih waktu pelaksanaan yang belum lewat, paling lama satu tahun dari sekarang.")
)
NOT_THE_MOVER = Refusal("not_the_mover", _("Hanya pengusul yang dapat menarik pengajuan ini."))
# A moment beyond this is a slip of the pen.
FARTHEST = timedelta(days=366)
# Why somebody is asked whose role does not second such a thing otherwise.
ONE_ADMIN = _("Karena hanya ada satu admin kementerian, pemegang peran sekretariat dapat menyetujuinya.")
ALL_ADMINS_HAD_A_HAND = _(
    "Karena semua admin kementerian ikut menyusunnya, pemegang peran sekretariat dapat menyetujuinya."
)


def carrying_refusal(motion: Motion | None) -> Refusal | None:
    """Why a grave act may not be done: what two people agreed to is being carried out, and nothing else."""
    return None if motion is not None and motion.is_carried else NEEDS_TWO_PEOPLE


def holding_refusal(office: Membership, *, roles: Collection[str], on: date) -> Refusal | None:
    """Why this office may have no part in a grave act on this day."""
    if office.role not in roles:
        return NOT_OF_THIS_ROLE
    return None if office.state(on) == Membership.State.CURRENT else NOT_IN_OFFICE


def seconding_roles(
    roles: Sequence[str],
    *,
    stand_ins: Sequence[str],
    standing: Collection[int],
    mover: int | None,
    authors: Collection[int] = (),
) -> tuple[str, ...]:
    """Whose roles second a motion: also the stand-ins where all who hold one of the `roles` moved or made it.

    `standing` are the ids of the users who hold one of the `roles` today, `authors` those of whoever had a hand in it.
    """
    is_kept_from_all = bool(standing) and set(standing) <= {mover, *authors}
    return (*roles, *stand_ins) if is_kept_from_all else tuple(roles)


def standing_in_reason(*, standing: Collection[int]) -> str | Promise:
    """Why the stand-ins are asked, as a sentence, where `seconding_roles` names them."""
    return ONE_ADMIN if len(set(standing)) == 1 else ALL_ADMINS_HAD_A_HAND


def wanted_role(roles: Collection[str]) -> Role:
    """Which role somebody is given, so that there is a second person for a motion seconded by these `roles`."""
    return Role.SECRETARY if Role.SECRETARY in roles else Role.MINISTRY_ADMIN


def release_refusal(release_at: datetime | None, *, takes_moment: bool = True, at: datetime) -> Refusal | None:
    """Why a motion may not be given this moment, before which it is not carried out; None is as soon as possible."""
    if release_at is None:
        return None
    if not takes_moment:
        return NO_SET_MOMENT
    return None if at < release_at <= at + FARTHEST else MOMENT_OUT_OF_REACH


def moving_refusal(*, office: Membership, roles: Collection[str], standing: Motion | None, on: date) -> Refusal | None:
    """Why this office may not move a grave act that those with `roles` may move; `standing` is one moved already."""
    if refusal := holding_refusal(office, roles=roles, on=on):
        return refusal
    return moved_before(standing) if standing else None


def moved_before(motion: Motion) -> Refusal:
    """That the same was moved already: by whom, when, and what it waits for."""
    if motion.seconded_at:
        said = gettext("Hal ini sudah diajukan %(who)s, %(at)s, disetujui, dan menunggu waktunya.")
    else:
        said = gettext("Hal ini sudah diajukan %(who)s, %(at)s, dan menunggu orang kedua.")
    return Refusal(ALREADY_MOVED.key, said % {"who": motion.mover.told_apart, "at": moment(motion.moved_at)})


def over(motion: Motion) -> Refusal:
    """That a motion has ended, and how: whoever was slower reads what the other did. Reads the motion's people."""
    said, values = gettext("Pengajuan ini sudah ditarik, %(at)s."), {"at": moment(motion.withdrawn_at)}
    if motion.carried_at and motion.seconder:
        said = gettext("Pengajuan ini sudah disetujui %(who)s, %(at)s, dan sudah dilaksanakan.")
        values = {"who": motion.seconder.told_apart, "at": moment(motion.seconded_at)}
    elif motion.declined_at and motion.declined_by:
        said = gettext("Pengajuan ini sudah dikembalikan %(who)s, %(at)s: %(reason)s")
        values = {"who": motion.declined_by.user.told_apart, "at": moment(motion.declined_at)}
        values["reason"] = motion.decline_reason
    elif motion.lapsed_at:
        said = gettext("Pengajuan ini sudah gugur, %(at)s: %(reason)s")
        values = {"at": moment(motion.lapsed_at), "reason": motion.lapse_reason}
    return Refusal(NOT_ON_ITS_WAY, said % values)


def agreed_before(motion: Motion) -> Refusal:
    """That a motion which waits was agreed to already: by whom, when, and from when on it is carried out."""
    said = gettext("Pengajuan ini sudah disetujui %(who)s, %(at)s, dan dilaksanakan %(due)s.")
    who = motion.seconder.told_apart if motion.seconder else ""
    values = {"who": who, "at": moment(motion.seconded_at), "due": moment(motion.due_at)}
    return Refusal(ALREADY_SECONDED, said % values)


def judging_refusal(
    motion: Motion, *, office: Membership, roles: Collection[str], authors: Collection[int], at: datetime
) -> Refusal | None:
    """Why this office may not be the second person, whatever it thinks of the motion; `authors` are user ids."""
    if refusal := holding_refusal(office, roles=roles, on=timezone.localdate(at)):
        return refusal
    if motion.has_run_out(at):
        return TOO_LATE
    if not motion.is_on_its_way:
        return over(motion)
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
        return agreed_before(motion)
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
        return over(motion)
    if is_left and office.role in roles:
        return None
    return None if motion.mover_id == office.user_id else NOT_THE_MOVER
