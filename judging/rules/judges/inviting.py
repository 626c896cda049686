"""Who may be invited to judge a stage, who may answer, and whose answer makes seatable; and why not."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import CONTROL, Membership
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Invitation
from judging.rules.judges.seating import NOT_A_JUDGE
from judging.rules.refusals import ALREADY_OVER

ALREADY_INVITED = Refusal("already_invited", _("Orang ini sudah diundang ke tahap ini."))
REPLY_IN_THE_PAST = Refusal("reply_in_the_past", _("Tanggal jawaban sudah lewat. Pilih hari ini atau sesudahnya."))
INVITES_TOO_EARLY = Refusal("invites_too_early", _("Edisi ini belum diumumkan. Undang penilai setelah diumumkan."))
NOT_YOUR_INVITATION = Refusal("not_your_invitation", _("Undangan ini untuk orang lain."))
TAKEN_BACK = Refusal("invitation_taken_back", _("Undangan ini sudah ditarik sekretariat."))
SEATED_ALREADY = Refusal(
    "seated_already", _("Anda sudah ditetapkan sebagai penilai tahap ini. Hubungi sekretariat bila berhalangan.")
)
NOT_INVITED = Refusal(
    "not_invited", _("Orang ini belum menyatakan bersedia. Undang dahulu, atau catat kesediaannya menurut surat.")
)
NOT_ANSWERED = Refusal("not_answered", _("Orang ini belum menjawab undangannya."))
SAID_NO = Refusal("said_no", _("Orang ini tidak bersedia bertugas di tahap ini."))


def inviting_refusal(
    stage: Stage,
    *,
    office: Membership,
    is_judge: bool = True,
    is_invited: bool = False,
    reply_by: date | None = None,
    on: date,
) -> Refusal | None:
    """Why somebody may not be invited to a stage on a date, with an answer until the day `reply_by`."""
    if office.role not in CONTROL:
        return MINISTRY_ONLY
    if stage.edition.announced_at is None:
        return INVITES_TOO_EARLY
    if stage.closed_at or stage.is_over:
        return ALREADY_OVER
    if not is_judge:
        return NOT_A_JUDGE
    if is_invited:
        return ALREADY_INVITED
    return REPLY_IN_THE_PAST if reply_by is not None and reply_by < on else None


def answering_refusal(invitation: Invitation, *, office: Membership, is_seated: bool) -> Refusal | None:
    """Why somebody may not answer an invitation; another answer may be given until one is seated."""
    if office.user_id != invitation.judge_id:
        return NOT_YOUR_INVITATION
    if invitation.withdrawn_at:
        return TAKEN_BACK
    if is_seated:
        return SEATED_ALREADY
    return ALREADY_OVER if invitation.stage.closed_at or invitation.stage.is_over else None


def paper_refusal(stage: Stage, *, office: Membership, reason: str, is_judge: bool, on: date) -> Refusal | None:
    """Why the ministry may not note that somebody agreed by a letter; the reason says which."""
    if refusal := inviting_refusal(stage, office=office, is_judge=is_judge, on=on):
        return refusal
    return None if reason.strip() else REASON_MISSING


def withdrawing_refusal(invitation: Invitation, *, office: Membership, is_seated: bool) -> Refusal | None:
    """Why an invitation may not be taken back."""
    if office.role not in CONTROL:
        return MINISTRY_ONLY
    if invitation.withdrawn_at:
        return TAKEN_BACK
    return SEATED_ALREADY if is_seated else None


def consent_refusal(invitation: Invitation | None) -> Refusal | None:
    """Why somebody may not be seated: only who agreed may, and `invitation` is the last one to the stage."""
    if invitation is None or invitation.withdrawn_at:
        return NOT_INVITED
    if invitation.answer == Invitation.Answer.DECLINED:
        return SAID_NO
    return None if invitation.answer == Invitation.Answer.ACCEPTED else NOT_ANSWERED
