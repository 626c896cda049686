"""Who may read a dossier in judging, or a result, and why not."""

from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import Refusal
from competitions.models import Stage
from judging.models import Assignment
from judging.rules.judges.ties import Ties
from proposals.models import Status

NOT_ASSIGNED = Refusal("not_assigned", _("Usulan ini tidak ditugaskan kepada Anda."))
RECUSED = Refusal("recused", _("Tugas ini ditarik sekretariat, jadi bukan tugas Anda lagi."))
UNCLEARED = Refusal(
    "uncleared", _("Nyatakan dahulu di halaman sampul bahwa tidak ada yang mengikat Anda dengan usulan ini.")
)
UNOPENED_ANSWERED = Refusal("unopened_answered", _("Laporan ini sudah dijawab."))
WITHHELD = Refusal(
    "file_withheld",
    _(
        "Berkas ini tidak dapat ditampilkan atau diunduh di tahap buta ini. Pilih “Laporkan tidak terbuka” di bawah"
        " berkas ini di halaman usulannya."
    ),
)
OUT_OF_THE_CONTEST: dict[str, Refusal] = {
    Status.WITHDRAWN: Refusal(
        "proposal_withdrawn", _("Usulan ini ditarik pengusulnya, jadi tidak dinilai lagi. Nilai Anda tidak dihitung.")
    ),
    Status.DISQUALIFIED: Refusal(
        "proposal_disqualified",
        _("Usulan ini didiskualifikasi, jadi tidak dinilai lagi. Nilai Anda tidak dihitung."),
    ),
}
SEALED = Refusal("sealed", _("Hasil tersegel sampai tahap ini ditutup dan selesai dihitung."))


def reading_refusal(assignment: Assignment, *, judge: User, ties: Ties) -> Refusal | None:
    """Why this judge, who has these ties today, may not open the dossier of an assignment."""
    if assignment.judge_id != judge.pk:
        return NOT_ASSIGNED
    if assignment.recused_at is not None:
        # What a judge gave back, or lost for a tie, says so; the rest the secretariat took.
        return tie_refusal(assignment, ties) or RECUSED
    if refusal := OUT_OF_THE_CONTEST.get(assignment.proposal.status):
        return refusal
    return tie_refusal(assignment, ties)


def tie_refusal(assignment: Assignment, ties: Ties) -> Refusal | None:
    """What these ties say to an assignment; nobody asks where a proposal comes from who is tied to no province."""
    province = assignment.proposal_agency.province_code if ties.provinces else None
    return ties.refusal(assignment.proposal_id, agency=assignment.proposal_agency_id, province=province)


class Covered(Protocol):
    """What opens under its cover: an assignment, a rereading, or a visit as its verifier's assignment has it."""

    cleared_at: datetime | None


def cover_refusal(work: Covered) -> Refusal | None:
    """Why a judge who has this work is shown no more than the cover of its dossier."""
    return None if work.cleared_at else UNCLEARED


def results_refusal(stage: Stage, *, state: str | None) -> Refusal | None:
    """Why nobody may read the standings yet; `state` is the last computation's, or None."""
    return None if stage.closed_at and state == "done" else SEALED
