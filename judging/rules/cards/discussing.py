"""Who may discuss a proposal with its other readers, and propose a joint mark, and why not."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, Refusal
from competitions.models import Stage
from judging.rules.judges.seating import STILL_READING
from judging.rules.refusals import NOT_OPEN, OUTSIDE_WINDOW, STAGE_NOT_OPEN

NO_DISCUSSION = Refusal("no_discussion", _("Di tahap ini usulan tidak dibahas bersama."))
NOT_ALL_SIGNED = Refusal("not_all_signed", _("Pembahasan terbuka setelah semua penilai usulan ini mengunci nilainya."))
NOBODY_ELSE = Refusal("nobody_else", _("Usulan ini hanya Anda yang menilai, jadi tidak ada yang dibahas."))
NOTHING_SAID = Refusal("nothing_said", _("Tulis tanggapan Anda dahulu."))
NO_JOINT_MARK = Refusal("no_joint_mark", _("Tidak ada nilai bersama yang sedang diusulkan."))
JOINT_MARK_AGREED = Refusal(
    "joint_mark_agreed", _("Semua penilai sudah menyetujui nilai bersama ini, jadi tidak diubah lagi.")
)
ASSENTED_ALREADY = Refusal("assented_already", _("Anda sudah menyetujui nilai bersama ini."))


def discussion_refusal(stage: Stage, *, readers: int, unsigned: int) -> Refusal | None:
    """Why the readers of a proposal may not see each other's marks; `unsigned` of them have not signed yet."""
    if not stage.arranged.is_discussed:
        return NO_DISCUSSION
    if unsigned:
        return NOT_ALL_SIGNED
    return NOBODY_ELSE if readers < 2 else None


def speaking_refusal(stage: Stage, *, readers: int, unsigned: int, at: datetime) -> Refusal | None:
    """Why nobody may add to the discussion of a proposal now."""
    if refusal := discussion_refusal(stage, readers=readers, unsigned=unsigned):
        return refusal
    if not stage.is_open:
        return NOT_OPEN
    return None if stage.takes_marks(at) else OUTSIDE_WINDOW


def disagreements_refusal(stage: Stage, *, office: Membership, owes: bool) -> Refusal | None:
    """Why an office may not see which proposals the readers of a stage differ on; `owes` says a card is still open."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    if not stage.arranged.is_discussed:
        return NO_DISCUSSION
    if not stage.opened_at:
        return STAGE_NOT_OPEN
    return STILL_READING if owes else None
