"""When feedback may be drafted, mended and approved, and why not."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions.models import Stage
from judging.models import Feedback
from judging.rules.desk.reading import SEALED

NOTHING_MARKED = Refusal("nothing_marked", _("Di tahap ini tidak ada nilai, jadi tidak ada umpan balik."))
FEEDBACK_DRAFTED = Refusal("feedback_drafted", _("Umpan balik tahap ini sudah disusun."))
FEEDBACK_APPROVED = Refusal("feedback_approved", _("Umpan balik ini sudah disetujui, jadi tidak diubah lagi."))
NOT_CHECKED = Refusal("feedback_not_checked", _("Periksa dan simpan umpan balik ini dahulu."))
FEEDBACK_NOT_APPROVED = Refusal("feedback_not_approved", _("Umpan balik ini belum disetujui."))
FEEDBACK_SENT = Refusal("feedback_sent", _("Pengusul sudah dapat membaca umpan balik ini."))
MENDED_MEANWHILE = Refusal(
    "feedback_mended", _("Umpan balik ini diubah setelah Anda memilihnya. Baca lagi, lalu setujui.")
)
CHECKED_BY_YOU = Refusal(
    "feedback_checked_by_you", _("Anda sendiri yang memeriksa umpan balik ini. Orang lain yang menyetujuinya.")
)


def gives_feedback(stage: Stage) -> bool:
    """Whether judges mark in a stage, so that its applicants can be told why."""
    return bool(stage.needs.is_scored and stage.needs.judged_by and stage.rubric_id)


def drafting_feedback_refusal(
    stage: Stage, *, office: Membership, is_computed: bool, is_drafted: bool
) -> Refusal | None:
    """Why feedback of a stage may not be drafted: marks are sealed until the result is computed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not gives_feedback(stage):
        return NOTHING_MARKED
    if not (stage.closed_at and is_computed):
        return SEALED
    return FEEDBACK_DRAFTED if is_drafted else None


def mending_feedback_refusal(found: Feedback, *, office: Membership) -> Refusal | None:
    """Why the reasons of a feedback may not be changed."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    return FEEDBACK_APPROVED if found.approved_at else None


def approving_feedback_refusal(found: Feedback, *, office: Membership) -> Refusal | None:
    """Why somebody may not approve a feedback: another person than who checked it last has to."""
    if refusal := mending_feedback_refusal(found, office=office):
        return refusal
    if found.checked_at is None:
        return NOT_CHECKED
    return CHECKED_BY_YOU if found.checked_by_id == office.user_id else None


def unapproving_feedback_refusal(found: Feedback, *, office: Membership) -> Refusal | None:
    """Why an approval may not be taken back: applicants read it, or there is none."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if found.approved_at is None:
        return FEEDBACK_NOT_APPROVED
    return FEEDBACK_SENT if found.stage.published_at else None
