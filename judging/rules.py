"""Who may judge, decide and advance, and why not. Pure: no query, no clock."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role, User
from accounts.rules import Refusal
from competitions.kinds import NEEDS, StageKind
from competitions.models import Stage
from judging.models import Assignment, Decision, Verdict, Visit

NOT_ASSIGNED = Refusal("not_assigned", _("Usulan ini tidak ditugaskan kepada Anda."))
OWN_AGENCY = Refusal("own_agency", _("Anda tidak menilai usulan dari instansi Anda sendiri."))
OWN_PROVINCE = Refusal("own_province", _("Anda tidak menilai usulan dari provinsi Anda sendiri."))
DECLARED = Refusal("declared", _("Anda menyatakan benturan kepentingan dengan usulan ini, jadi berkasnya tertutup."))
RECUSED = Refusal("recused", _("Penugasan ini sudah dikembalikan."))
NOT_OPEN = Refusal("not_open", _("Tahap ini tidak sedang berjalan, jadi nilai tidak dapat dicatat."))
OUTSIDE_WINDOW = Refusal("outside_window", _("Waktu tahap ini belum mulai atau sudah lewat. Hubungi sekretariat."))
LOCKED = Refusal("locked", _("Lembar nilai ini sudah dikunci. Buka kuncinya dahulu bila perlu diubah."))
NOT_LOCKED = Refusal("not_locked", _("Lembar nilai ini belum dikunci."))
ADMIN_ONLY = Refusal("admin_only", _("Hanya admin kementerian yang dapat melakukan ini."))
MINISTRY_ONLY = Refusal("ministry_only", _("Hanya sekretariat dan admin kementerian yang dapat melakukan ini."))
EARLIER_STAGE = Refusal("earlier_stage", _("Tahap sebelumnya belum diumumkan atau dilewati."))
REGISTRATION_OPEN = Refusal("registration_open", _("Pendaftaran masih dibuka. Tahap ini mulai setelah ditutup."))
ALREADY_OPENED = Refusal("already_opened", _("Tahap ini sudah pernah dibuka."))
WINDOW_PASSED = Refusal("window_passed", _("Jadwal tahap ini sudah lewat. Perpanjang dahulu dengan alasan."))
STAGE_NOT_OPEN = Refusal("stage_not_open", _("Tahap ini tidak sedang berjalan."))
NO_PANEL = Refusal("no_panel", _("Tahap ini belum punya penilai. Tetapkan penilai dahulu."))
NOT_A_JUDGE = Refusal("not_a_judge", _("Orang ini tidak memegang peran penilai yang diperlukan tahap ini."))
WORK_GIVEN_OUT = Refusal("work_given_out", _("Daftar penilai terkunci karena tugas sudah dibagikan."))
NOT_CLOSED = Refusal("not_closed", _("Tutup tahap ini dahulu."))
ALREADY_COMPUTED = Refusal("already_computed", _("Hasil tahap ini sudah dihitung dan tidak dihitung ulang."))
STILL_COMPUTING = Refusal("still_computing", _("Perhitungan sedang berjalan."))
NOT_COMPUTED = Refusal("not_computed", _("Hasil tahap ini belum selesai dihitung."))
ALREADY_PROPOSED = Refusal(
    "already_proposed", _("Keputusan ini sudah diajukan. Tunggu persetujuan atau minta dikembalikan.")
)
NOT_PROPOSED = Refusal("not_proposed", _("Keputusan ini belum diajukan."))
SAME_PERSON = Refusal(
    "same_person", _("Anda yang mengajukan keputusan ini. Persetujuan harus dari admin kementerian lain.")
)
ALREADY_APPROVED = Refusal("already_approved", _("Keputusan ini sudah disetujui."))
NOT_APPROVED = Refusal("not_approved", _("Keputusan ini belum disetujui orang kedua."))
ALREADY_PUBLISHED = Refusal("already_published", _("Hasil tahap ini sudah diumumkan."))
NO_DECREE = Refusal("no_decree", _("Isi nomor dan tanggal keputusan dahulu: tahap ini memberi penghargaan."))
NEEDS_REASON = Refusal("needs_reason", _("Tulis alasannya."))
TOO_MANY_PLACES = Refusal("too_many_places", _("Jumlah yang lanjut melebihi tempat yang tersedia."))
CANNOT_BE_SKIPPED = Refusal("cannot_be_skipped", _("Tahap ini tidak dapat dilewati."))
ALREADY_OVER = Refusal("already_over", _("Tahap ini sudah selesai."))
ALREADY_DECIDED = Refusal("already_decided", _("Usulan ini sudah diputuskan. Gunakan koreksi bila putusannya keliru."))
NOT_AN_ENTRANT = Refusal("not_an_entrant", _("Usulan ini tidak ada di tahap ini."))
WORK_NOT_GIVEN_OUT = Refusal("work_not_given_out", _("Bagikan tugas tahap ini dahulu."))
NOT_DECIDED = Refusal("not_decided", _("Usulan ini belum diputuskan."))
TOO_LATE_TO_CORRECT = Refusal(
    "too_late_to_correct", _("Putusan tidak dapat dikoreksi lagi: keputusan tahap ini sudah disetujui.")
)
FINDINGS_OPEN = Refusal("findings_open", _("Isi hasil untuk setiap syarat."))
NOT_A_VERIFIER = Refusal("not_a_verifier", _("Kunjungan ini tidak ditugaskan kepada Anda."))
NO_VISIT_DATE = Refusal("no_visit_date", _("Isi tanggal kunjungan."))
ALREADY_REPORTED = Refusal("already_reported", _("Laporan kunjungan ini sudah dikirim."))
NOT_PUBLISHED = Refusal("not_published", _("Umumkan hasil tahap ini dahulu."))
NO_PDF = Refusal("no_pdf", _("Pencetakan PDF tidak aktif di server ini. Pasang Pango, lalu jalankan lagi."))
INFEASIBLE = Refusal(
    "infeasible", _("Komposisi tahap ini tidak dapat dipenuhi oleh pesertanya. Ubah dahulu aturannya.")
)
NO_AWARDS = Refusal("no_awards", _("Tahap ini tidak memberi penghargaan."))
WORK_MISSING = Refusal("work_missing", _("Tahap ini belum dapat ditutup karena ada pekerjaan yang belum selesai."))
PANEL_TOO_SMALL = Refusal("panel_too_small", _("Susunan penilai belum cukup untuk membagi semua usulan."))
SEALED = Refusal("sealed", _("Hasil tersegel sampai tahap ini ditutup dan selesai dihitung."))


def conflict(
    *,
    judge_agency: int | None,
    judge_province: str | None,
    proposal_agency: int | None,
    proposal_province: str | None,
    declared: bool = False,
) -> Refusal | None:
    """Why a judge may not read a proposal, or None.

    Agencies are ids, provinces codes; None means none. A tie by province concerns regional agencies only,
    which are the ones with a province.
    """
    if judge_agency is not None and judge_agency == proposal_agency:
        return OWN_AGENCY
    if judge_province is not None and judge_province == proposal_province:
        return OWN_PROVINCE
    return DECLARED if declared else None


def reading_refusal(assignment: Assignment, *, judge: User, declared: bool) -> Refusal | None:
    """Why this judge may not open the dossier of an assignment."""
    if assignment.judge_id != judge.pk:
        return NOT_ASSIGNED
    if assignment.recused_at is not None:
        return RECUSED
    if assignment.judge_agency_id is not None and assignment.judge_agency_id == assignment.proposal_agency_id:
        return OWN_AGENCY
    return DECLARED if declared else None


def scoring_refusal(
    assignment: Assignment, *, judge: User, at: datetime, declared: bool = False, locked: bool = False
) -> Refusal | None:
    """Why this judge may not record marks now."""
    if refusal := reading_refusal(assignment, judge=judge, declared=declared):
        return refusal
    if not assignment.stage.is_open:
        return NOT_OPEN
    if not assignment.stage.takes_marks(at):
        return OUTSIDE_WINDOW
    return LOCKED if locked else None


def reporting_refusal(visit: Visit, *, at: datetime) -> Refusal | None:
    """Why a visit's own verifier may not write its report now."""
    if visit.reported_at:
        return ALREADY_REPORTED
    if not visit.stage.is_open:
        return NOT_OPEN
    return None if visit.stage.takes_marks(at) else OUTSIDE_WINDOW


def opening_refusal(stage: Stage, *, office: Membership, at: datetime, earlier_are_over: bool) -> Refusal | None:
    """Why a stage may not be opened."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.state != Stage.State.PLANNED:
        return ALREADY_OPENED
    if at < stage.edition.closes_at:
        return REGISTRATION_OPEN
    if not earlier_are_over:
        return EARLIER_STAGE
    return WINDOW_PASSED if at >= stage.closes_at else None


def seating_refusal(stage: Stage, *, office: Membership, work_given_out: bool) -> Refusal | None:
    """Why the list of judges may not be changed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if stage.closed_at or stage.is_over:
        return ALREADY_OVER
    return WORK_GIVEN_OUT if work_given_out else None


def releasing_refusal(stage: Stage, *, office: Membership, reason: str) -> Refusal | None:
    """Why a judge's unfinished work may not be taken back."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    return None if reason.strip() else NEEDS_REASON


def assigning_refusal(stage: Stage, *, office: Membership, has_panel: bool) -> Refusal | None:
    """Why work may not be given out."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    return NO_PANEL if NEEDS[StageKind(stage.kind)].judged_by and not has_panel else None


def closing_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why a stage may not be closed; what is missing in it is the stage kind's own answer."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return None if stage.is_open else STAGE_NOT_OPEN


def computing_refusal(stage: Stage, *, office: Membership, state: str | None) -> Refusal | None:
    """Why a computation may not be asked for; `state` is the last computation's, or None."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.state != Stage.State.CLOSED:
        return NOT_CLOSED
    if state == "done":
        return ALREADY_COMPUTED
    return STILL_COMPUTING if state == "running" else None


def results_refusal(stage: Stage, *, state: str | None) -> Refusal | None:
    """Why nobody may read the standings yet; `state` is the last computation's, or None."""
    return None if stage.closed_at and state == "done" else SEALED


def deliberation_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why a decision's choices may not be changed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if decision is None:
        return NOT_COMPUTED
    if decision.approved_at:
        return ALREADY_APPROVED
    return ALREADY_PROPOSED if decision.proposed_at else None


def proposing_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why a decision may not be put forward."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    return deliberation_refusal(decision, office=office)


def approving_refusal(decision: Decision | None, *, office: Membership) -> Refusal | None:
    """Why this person may not approve, or send back, a proposed decision."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if decision is None:
        return NOT_COMPUTED
    if decision.approved_at:
        return ALREADY_APPROVED
    if not decision.proposed_at:
        return NOT_PROPOSED
    return SAME_PERSON if decision.proposer_id == office.user_id else None


def decree_refusal(
    stage: Stage, decision: Decision | None, *, office: Membership, gives_awards: bool
) -> Refusal | None:
    """Why the decree's number and date may not be written down; they come after the approval, too."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not gives_awards:
        return NO_AWARDS
    if stage.published_at:
        return ALREADY_PUBLISHED
    return None if decision is not None else NOT_COMPUTED


def publishing_refusal(
    stage: Stage, decision: Decision | None, *, office: Membership, gives_awards: bool
) -> Refusal | None:
    """Why a stage's result may not be published."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if stage.published_at:
        return ALREADY_PUBLISHED
    if stage.state != Stage.State.CLOSED:
        return NOT_CLOSED
    if decision is None or not decision.approved_at:
        return NOT_APPROVED
    return NO_DECREE if gives_awards and not decision.decree_number else None


def skipping_refusal(stage: Stage, *, office: Membership, reason: str, earlier_are_over: bool) -> Refusal | None:
    """Why a stage may not be skipped."""
    if office.role != Role.MINISTRY_ADMIN:
        return ADMIN_ONLY
    if not NEEDS[StageKind(stage.kind)].can_be_skipped:
        return CANNOT_BE_SKIPPED
    if stage.is_over:
        return ALREADY_OVER
    if not earlier_are_over:
        return EARLIER_STAGE
    return None if reason.strip() else NEEDS_REASON


def verdict_refusal(stage: Stage, *, office: Membership, at: datetime, verdict: Verdict | None) -> Refusal | None:
    """Why a proposal may not be decided in the administrative selection."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.is_open:
        return STAGE_NOT_OPEN
    if not stage.takes_marks(at):
        return OUTSIDE_WINDOW
    return ALREADY_DECIDED if verdict else None


def correction_refusal(
    stage: Stage, *, office: Membership, verdict: Verdict | None, decision: Decision | None, reason: str
) -> Refusal | None:
    """Why a verdict may not be corrected: possible until the stage's decision has been put forward."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if verdict is None:
        return NOT_DECIDED
    if stage.is_over or (decision is not None and decision.proposed_at):
        return TOO_LATE_TO_CORRECT
    # Between the close and the result a correction would be in neither the snapshot nor the decision.
    if stage.closed_at and decision is None:
        return NOT_COMPUTED
    return None if reason.strip() else NEEDS_REASON


def certificates_refusal(stage: Stage, *, office: Membership, has_awards: bool, can_render: bool) -> Refusal | None:
    """Why the certificates of a stage may not be ordered."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.published_at:
        return NOT_PUBLISHED
    if not has_awards:
        return NO_AWARDS
    return None if can_render else NO_PDF
