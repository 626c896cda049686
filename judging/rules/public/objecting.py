"""When the public may object, who answers, and why not."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership, Role
from accounts.rules import ADMIN_ONLY, MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Objection
from judging.rules.public.rating import NOT_CONFIRMED
from judging.rules.refusals import ALREADY_PUBLISHED

NO_OBJECTIONS_NOW = Refusal("no_objections_now", _("Masa sanggah untuk daftar ini tidak sedang berjalan."))
NOT_ON_THE_LIST = Refusal("not_on_the_list", _("Usulan ini tidak ada dalam daftar sementara."))
SAID_ALREADY = Refusal(
    "said_already", _("Anda sudah mengirim tanggapan seperti ini tentang usulan itu. Yang pertama sudah tersimpan.")
)
NO_WINDOW = Refusal("no_window", _("Tahap ini tidak mempunyai masa sanggah. Umumkan hasilnya langsung."))
ALREADY_PROVISIONAL = Refusal("already_provisional", _("Daftar sementara tahap ini sudah diumumkan."))
NOT_PROVISIONAL = Refusal("not_provisional", _("Umumkan daftar sementara dahulu: tahap ini mempunyai masa sanggah."))
OBJECTIONS_RUN = Refusal("objections_run", _("Masa sanggah masih berjalan. Umumkan hasil setelah berakhir."))
OBJECTIONS_LEFT = Refusal(
    "objections_left", _("Masih ada sanggahan yang belum diputuskan. Jawab semuanya sebelum hasil diumumkan.")
)
NOT_AN_OBJECTION = Refusal("not_an_objection", _("Dukungan dan pendapat dibaca, tidak diputuskan."))
ANSWERED_ALREADY = Refusal("answered_already", _("Sanggahan ini sudah dijawab."))
NOT_ASSIGNED_YET = Refusal("not_assigned_yet", _("Tugaskan dahulu siapa yang menjawab sanggahan ini."))
SUMMARY_MISSING = Refusal("summary_missing", _("Tulis jawaban dan ringkasan untuk publik."))
SECRETARIAT_ONLY = Refusal("secretariat_only", _("Identitas pengirim hanya terlihat oleh sekretariat."))
NOT_APPROVED_YET = Refusal("not_approved_yet", _("Daftar sementara menunggu keputusan tahap disetujui orang kedua."))
ANSWERER_TIED = Refusal(
    "answerer_tied", _("Petugas itu punya hubungan dengan usulan ini. Tugaskan orang lain untuk menjawabnya.")
)
ASSIGNED_OTHERWISE = Refusal("assigned_otherwise", _("Sanggahan ini tidak lagi ditugaskan kepada petugas itu."))
ANSWER_MOVED = Refusal("answer_moved", _("Putusan atas sanggahan ini sudah diajukan."))
DEADLINE_PASSED = Refusal("deadline_passed", _("Pilih tanggal jawaban yang belum lewat."))


def stating_refusal(stage: Stage, *, is_confirmed: bool, is_listed: bool, at: datetime) -> Refusal | None:
    """Why a visitor may say nothing about a proposal of this stage's list now."""
    if not stage.takes_objections(at):
        return NO_OBJECTIONS_NOW
    if not is_listed:
        return NOT_ON_THE_LIST
    return None if is_confirmed else NOT_CONFIRMED


def identity_refusal(office: Membership) -> Refusal | None:
    """Why this office may not know who said something: nobody but the secretariat does."""
    return None if office.role == Role.SECRETARY else SECRETARIAT_ONLY


def assigning_objection_refusal(
    objection: Objection, *, office: Membership, answer_by: date | None = None, today: date | None = None
) -> Refusal | None:
    """Why nobody may be made to answer this until this day."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if objection.sort != Objection.Sort.OBJECTION:
        return NOT_AN_OBJECTION
    if objection.answered_at:
        return ANSWERED_ALREADY
    return DEADLINE_PASSED if answer_by and today and answer_by < today else None


def unassigning_refusal(objection: Objection, *, office: Membership, to: int, is_moved: bool) -> Refusal | None:
    """Why the assignment of an objection to somebody, named by the id of the office, may not be taken back."""
    if refusal := assigning_objection_refusal(objection, office=office):
        return refusal
    if objection.assigned_to_id != to:
        return ASSIGNED_OTHERWISE
    return ANSWER_MOVED if is_moved else None


def answering_objection_refusal(objection: Objection, *, office: Membership) -> Refusal | None:
    """Why a decision about this objection may not be put forward."""
    if refusal := assigning_objection_refusal(objection, office=office):
        return refusal
    if objection.stage.published_at:
        return ALREADY_PUBLISHED
    return None if objection.assigned_at else NOT_ASSIGNED_YET


def answer_refusal(answer: str, summary: str, reason: str) -> Refusal | None:
    """Why an answer is not whole."""
    if not answer.strip() or not summary.strip():
        return SUMMARY_MISSING
    return None if reason.strip() else REASON_MISSING


def provisional_refusal(stage: Stage, *, office: Membership, is_approved: bool) -> Refusal | None:
    """Why a provisional list may not be announced."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not stage.objection_days:
        return NO_WINDOW
    if stage.published_at:
        return ALREADY_PUBLISHED
    if stage.provisional_at:
        return ALREADY_PROVISIONAL
    return None if is_approved else NOT_APPROVED_YET


def objections_refusal(stage: Stage, *, left: int, at: datetime) -> Refusal | None:
    """Why a result may not be final yet: its list, its window, its objections."""
    if not stage.objection_days:
        return None
    if not stage.objections_until:
        return NOT_PROVISIONAL
    if at < stage.objections_until:
        return OBJECTIONS_RUN
    return OBJECTIONS_LEFT if left else None
