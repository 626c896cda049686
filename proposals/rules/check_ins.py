"""Who may ask how winners fare, and who may answer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.moments import months_after
from accounts.rules import MINISTRY_ONLY, Refusal
from proposals.models import CheckIn, Survey

DUE_TOO_EARLY = Refusal("check_in_due_too_early", _("Beri waktu sedikitnya 14 hari untuk menjawab."))
ASKED_ALREADY = Refusal("check_in_asked_already", _("Pertanyaan untuk tahun itu sudah dikirim."))
NOBODY_TO_ASK = Refusal("nobody_to_ask", _("Belum ada pemenang dari tahun-tahun sebelumnya yang dapat ditanyai."))
ALL_ANSWERED = Refusal("check_ins_all_answered", _("Semua inovasi pada putaran ini sudah dijawab."))
REMINDED_TODAY = Refusal("check_ins_reminded_today", _("Pengingat hari ini sudah dikirim. Coba lagi besok."))
ANSWERED_ALREADY = Refusal(
    "check_in_answered_already",
    _("Batas waktunya sudah lewat. Sampaikan perubahannya pada putaran berikutnya."),
)
ASKED_ANEW = Refusal("check_in_asked_anew", _("Putaran ini sudah diganti yang lebih baru. Jawab pertanyaan yang baru."))
NOT_OWN_INNOVATION = Refusal("not_own_innovation", _("Inovasi ini milik instansi lain."))
REASON_ENDED_MISSING = Refusal("check_in_reason_missing", _("Tulis mengapa inovasinya terhenti atau berhenti."))
REPLICATED_AT_HOME = Refusal(
    "replicated_at_home",
    _("Isi 0 tempat replikasi bila inovasinya hanya berjalan di tempat asalnya, atau pilih jangkauan yang lain."),
)
NOT_REPLICATED = Refusal("not_replicated", _("Isi sedikitnya 1 tempat replikasi."))
LEAST_DAYS = 14


def asking_refusal(*, office: Membership, due_on: date, today: date, is_asked: bool, number: int) -> Refusal | None:
    """Why a survey may not begin, or not go on to whoever was left out; `number` is how many it would ask about.

    `is_asked` says that somebody was asked in that year before, by the ministry or by the clock.
    """
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if not number:
        return ASKED_ALREADY if is_asked else NOBODY_TO_ASK
    return DUE_TOO_EARLY if (due_on - today).days < LEAST_DAYS else None


def is_due_again(last: date, *, months: int, today: date) -> bool:
    """Whether a winner that was asked, answered or won on the day `last` is asked today; `months` 0: never.

    Where the month is too short for the day, it is due on the month's last.
    """
    return bool(months) and today >= months_after(last, months)


def check_in_reminding_refusal(
    survey: Survey, *, office: Membership, waiting: int, is_reminded_today: bool
) -> Refusal | None:
    """Why those who have not answered may not be written to again."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if not waiting:
        return ALL_ANSWERED
    return REMINDED_TODAY if is_reminded_today else None


def sending_link_refusal(check_in: CheckIn, *, office: Membership, today: date, is_newest: bool) -> Refusal | None:
    """Why nobody may be sent a link to answer."""
    return MINISTRY_ONLY if office.role not in MINISTRY else open_refusal(check_in, today=today, is_newest=is_newest)


def answer_refusal(check_in: CheckIn, *, office: Membership | None, today: date, is_newest: bool) -> Refusal | None:
    """Why there may be no answer now; `office` is None for whoever holds the link."""
    if office and (office.role != Role.AGENCY_ADMIN or office.agency_id != check_in.entry.agency_id):
        return NOT_OWN_INNOVATION
    return open_refusal(check_in, today=today, is_newest=is_newest)


def open_refusal(check_in: CheckIn, *, today: date, is_newest: bool) -> Refusal | None:
    """Why a check-in takes no answer any more. A late first answer is better than none."""
    if not is_newest:
        return ASKED_ANEW
    return ANSWERED_ALREADY if check_in.answered_at and today > check_in.survey.due_on else None


def told_refusal(*, state: str, reach: str, replications: int, note: str) -> Refusal | None:
    """Why an answer contradicts itself."""
    if state in CheckIn.ENDED and not note:
        return REASON_ENDED_MISSING
    if reach == CheckIn.Reach.OWN:
        return REPLICATED_AT_HOME if replications else None
    return NOT_REPLICATED if reach == CheckIn.Reach.REPLICATED and not replications else None
