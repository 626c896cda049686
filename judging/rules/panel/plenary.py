"""Who may run a plenary, when it may vote, and what an exchange may be."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.rules import Refusal
from judging.models import Decision
from judging.rules.panel.deciding import deliberation_refusal

NO_PLENARY = Refusal("no_plenary", _("Catat dahulu kehadiran rapat pleno."))
NO_QUORUM = Refusal("no_quorum", _("Rapat belum mencapai kuorum, jadi belum dapat memutuskan."))
NOT_ON_RECORD = Refusal(
    "not_on_record",
    _(
        "Kehadiran rapat pleno belum dicatat. Catat dahulu, atau tulis mengapa diputuskan tanpanya: "
        "alasan ini terbaca oleh publik."
    ),
)
NOT_QUORATE = Refusal(
    "not_quorate",
    _(
        "Rapat pleno belum mencapai kuorum. Catat anggota yang datang menyusul, atau tulis mengapa diputuskan tanpa "
        "kuorum: alasan ini terbaca oleh publik."
    ),
)
NO_MEETING_HERE = Refusal("no_meeting_here", _("Tahap ini tidak diputuskan dalam rapat pleno."))
CHAIR_ABSENT = Refusal("chair_absent", _("Pimpinan rapat harus hadir."))
BALLOTS_UNFIT = Refusal("ballots_unfit", _("Suara hanya dari anggota yang hadir dan tidak meninggalkan ruang."))
NOBODY_VOTED = Refusal("nobody_voted", _("Isi suara paling sedikit satu anggota."))
VOTE_OPEN = Refusal("vote_open", _("Satu pemungutan suara masih terbuka. Tutup dahulu."))
VOTE_CLOSED = Refusal("vote_closed", _("Pemungutan suara ini sudah ditutup."))
VOTED_ALREADY = Refusal("voted_already", _("Suara Anda sudah tercatat dan tidak dapat diubah."))
NOT_IN_THE_ROOM = Refusal("not_in_the_room", _("Anda tidak tercatat hadir dalam rapat ini."))
LEFT_THE_ROOM = Refusal("left_the_room", _("Anda terkait dengan usulan ini, jadi tidak ikut memutuskan."))
MEETING_ON_ANOTHER_DAY = Refusal(
    "meeting_on_another_day", _("Tanggal rapat harus sejak tahap ditutup dan tidak melewati hari ini.")
)
NOT_AN_EXCHANGE = Refusal(
    "not_an_exchange", _("Pilih satu usulan yang lanjut dan satu usulan yang tidak lanjut untuk ditukar.")
)


def has_quorum(present: int, members: int, *, percent: int) -> bool:
    """Whether enough of a panel is there: at least so many of a hundred of its members, and somebody."""
    return present > 0 and present * 100 >= members * percent


def meeting_refusal(*, is_held: bool, is_on_record: bool, is_quorate: bool, reason: str) -> Refusal | None:
    """Why a decision may not be settled as its meeting stands; with a `reason` of its own it may.

    `is_held` says whether the stage is decided in a meeting.
    """
    if not is_held or reason.strip():
        return None
    if not is_on_record:
        return NOT_ON_RECORD
    return None if is_quorate else NOT_QUORATE


def attending_refusal(
    decision: Decision | None,
    *,
    office: Membership,
    is_held: bool,
    present: Collection[int],
    chair: int | None,
    held_on: date,
    today: date,
    is_voting: bool = False,
) -> Refusal | None:
    """Why the attendance of a plenary may not be noted; `is_held` says whether the stage is decided in one.

    Ties are those of the day it is held on, so that day is one since the close. While members vote, nobody comes or
    goes.
    """
    if not is_held:
        return NO_MEETING_HERE
    if refusal := deliberation_refusal(decision, office=office):
        return refusal
    if is_voting:
        return VOTE_OPEN
    closed_at = decision.stage.closed_at if decision else None
    if held_on > today or (closed_at and held_on < timezone.localdate(closed_at)):
        return MEETING_ON_ANOTHER_DAY
    return None if chair in present else CHAIR_ABSENT


def leading_meanwhile(meeting: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of what the chair left the room for, by code, who leads meanwhile: the first member by code who is there and not
    tied to it, "" where nobody is left.
    """
    there = sorted((one for one in meeting["members"] if one["is_present"]), key=lambda one: one["code"])
    chair = next((one for one in there if one["code"] == meeting["chair"]), None)
    return [
        (
            tie["code"],
            next(
                (
                    f"{one['code']} {one['name']}"
                    for one in there
                    if one is not chair and tie["code"] not in {left["code"] for left in one["left"]}
                ),
                "",
            ),
        )
        for tie in (chair["left"] if chair else ())
    ]


def voting_refusal(
    decision: Decision | None, *, office: Membership, present: Collection[int], members: int, percent: int
) -> Refusal | None:
    """Why nothing may be put to the vote now; `present` are the members there, None of them before it began."""
    if refusal := deliberation_refusal(decision, office=office):
        return refusal
    if not present:
        return NO_PLENARY
    return None if has_quorum(len(present), members, percent=percent) else NO_QUORUM


def ballots_refusal(ballots: Mapping[int, str], *, present: Collection[int], left: Collection[int]) -> Refusal | None:
    """Why these ballots, by member, do not count: somebody is not there or has left the room for a tie."""
    if not ballots:
        return NOBODY_VOTED
    return None if all(one in present and one not in left for one in ballots) else BALLOTS_UNFIT


def casting_refusal(
    *, is_open: bool, member: int | None, present: Collection[int], left: Collection[int]
) -> Refusal | None:
    """Why somebody may not give a ballot now; `member` is their seat on the panel, None without one."""
    if not is_open:
        return VOTE_CLOSED
    if member is None or member not in present:
        return NOT_IN_THE_ROOM
    return LEFT_THE_ROOM if member in left else None


def exchanging_refusal(*, out_goes_on: bool, in_goes_on: bool) -> Refusal | None:
    """Why two choices cannot be exchanged: one goes on and the other does not."""
    return None if out_goes_on and not in_goes_on else NOT_AN_EXCHANGE
