"""When one piece of work may be given to a judge by hand, moved to another, and taken back, and why not."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Assignment
from judging.rules.circle.advancing import WORK_NOT_GIVEN_OUT
from judging.rules.refusals import LEFT_THE_CONTEST, STAGE_NOT_OPEN

NOBODY_HOLDS_PIECES = Refusal("nobody_holds_pieces", _("Di tahap ini tugas tidak dibagikan satu per satu."))
ENOUGH_JUDGES = Refusal("enough_judges", _("Usulan ini sudah cukup penilainya."))
HOLDS_ALREADY = Refusal("holds_already", _("Penilai ini sudah memegang usulan ini."))
TIED = Refusal("judge_is_tied", _("Penilai ini punya benturan kepentingan dengan usulan ini."))
OTHER_CATEGORY = Refusal("other_category", _("Penilai ini tidak menilai kategori usulan ini."))
FULL = Refusal("judge_is_full", _("Penilai ini sudah memegang sebanyak-banyaknya usulan baginya."))
INACTIVE_JUDGE = Refusal("inactive_judge", _("Akun penilai ini tidak aktif."))
ROLE_COVERED = Refusal("role_covered", _("Kunjungan ini sudah punya penilai dengan peran yang sama."))
HEARS_ANOTHER = Refusal("hears_another", _("Penilai ini mendengar sesi lain pada waktu yang sama."))
NOT_HELD = Refusal("not_held", _("Tugas ini sudah dikembalikan, ditarik, atau dipindahkan."))
SAME_JUDGE = Refusal("same_judge", _("Pilih penilai lain daripada pemegangnya."))
WORK_LOCKED = Refusal("work_locked", _("Pekerjaan ini sudah selesai dan dikunci, jadi tidak dipindahkan."))
WORK_BEGUN = Refusal(
    "work_begun", _("Penilai sudah mulai mengerjakannya, jadi tidak dapat dibatalkan. Pindahkan saja.")
)


@dataclass(frozen=True)
class Hand:
    """What is known of one judge and one entrant, for giving the one to the other."""

    status: str
    is_short: bool
    holds: bool
    is_tied: bool
    is_of_category: bool
    is_active: bool
    is_full: bool
    is_role_covered: bool
    hears_another: bool


def stage_refusal(stage: Stage, *, office: Membership, has_pieces: bool, has_work: bool) -> Refusal | None:
    """Why no work of a stage may be given or moved by hand at all."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not has_pieces:
        return NOBODY_HOLDS_PIECES
    if not stage.is_open:
        return STAGE_NOT_OPEN
    return None if has_work else WORK_NOT_GIVEN_OUT


def judge_refusal(hand: Hand) -> Refusal | None:
    """Why this judge may not get this entrant, whoever had it before."""
    if refusal := LEFT_THE_CONTEST.get(hand.status):
        return refusal
    for is_so, refusal in (
        (not hand.is_active, INACTIVE_JUDGE),
        (hand.holds, HOLDS_ALREADY),
        (hand.is_tied, TIED),
        (not hand.is_of_category, OTHER_CATEGORY),
        (hand.is_role_covered, ROLE_COVERED),
        (hand.hears_another, HEARS_ANOTHER),
        (hand.is_full, FULL),
    ):
        if is_so:
            return refusal
    return None


def giving_refusal(hand: Hand) -> Refusal | None:
    """Why this judge may not get this entrant besides those who have it: by hand only gaps are filled, the rest is a
    lot.
    """
    if refusal := LEFT_THE_CONTEST.get(hand.status):
        return refusal
    return judge_refusal(hand) if hand.is_short or hand.holds else ENOUGH_JUDGES


def moving_refusal(assignment: Assignment, hand: Hand, *, to: int, is_locked: bool, reason: str) -> Refusal | None:
    """Why a piece of work may not be moved to the judge with the id `to`."""
    if assignment.recused_at is not None:
        return NOT_HELD
    if assignment.judge_id == to:
        return SAME_JUDGE
    if is_locked:
        return WORK_LOCKED
    return judge_refusal(hand) or (None if reason.strip() else REASON_MISSING)


def taking_back_refusal(assignment: Assignment, *, status: str, is_begun: bool) -> Refusal | None:
    """Why work that was given or moved by hand may not be taken back: it can be until its judge begins."""
    if refusal := LEFT_THE_CONTEST.get(status):
        return refusal
    if assignment.recused_at is not None:
        return NOT_HELD
    return WORK_BEGUN if is_begun else None
