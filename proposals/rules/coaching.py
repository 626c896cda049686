"""Who may write a note to a finalist, better its text, hand it in and show it; and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import Refusal
from accounts.templatetags.moments import deadline, to_the_second
from proposals.models import Coaching, Proposal, Status
from proposals.rules.refusals import ENDED
from proposals.rules.writing import COACHING_OVER, NOT_COACHED, again_refusal, holder_refusal

NOTE_MISSING = Refusal("coaching_note_missing", _("Tulis catatannya."))
NOT_A_COACH = Refusal("not_a_coach", _("Catatan pembinaan ditulis panelis tahap ini dan sekretariat."))
TIED = Refusal("coach_is_tied", _("Anda terikat dengan usulan ini, jadi catatannya ditulis orang lain."))
FOREIGN_SECTION = Refusal("coaching_foreign_section", _("Pilih bagian dari usulan ini."))
NOT_HANDED_IN = Refusal("coached_not_handed_in", _("Naskah hasil pembinaan belum diserahkan."))
STAYS_PRIVATE = Refusal("coached_stays_private", _("Dalam edisi ini, naskah hasil pembinaan tidak tampil untuk umum."))


def noting_refusal(
    coaching: Coaching, *, office: Membership, text: str, is_seated: bool, is_tied: bool, at: datetime
) -> Refusal | None:
    """Why `office` may not write a note to a finalist; reads its proposal.

    `is_seated`: a judge of the stage; `is_tied`: to the proposal.
    """
    is_judge = office.role == Role.PANELIST and is_seated
    if not is_judge and office.role != Role.SECRETARY:
        return NOT_A_COACH
    if is_tied:
        return TIED
    if coaching.proposal.status != Status.SUBMITTED:
        return ENDED.get(coaching.proposal.status, NOT_COACHED)
    if at >= coaching.until:
        return COACHING_OVER
    return None if text.strip() else NOTE_MISSING


def coached_refusal(proposal: Proposal, *, office: Membership, gap: str | None, at: datetime) -> Refusal | None:
    """Why `office` may not hand in the bettered text; `gap` says what it lacks first."""
    until = proposal.coached_until
    if refusal := again_refusal(proposal, office=office, until=until, absent=NOT_COACHED):
        return refusal
    if until and at >= until:
        return over(until, at)
    return Refusal("coached_incomplete", gap) if gap else None


def over(until: datetime, at: datetime) -> Refusal:
    """That the time is over, with both moments: of its end, and of what came after it."""
    return Refusal(
        COACHING_OVER.key,
        _now("Masa pembinaan berakhir %(until)s. Permintaan Anda sampai di server %(at)s.")
        % {"until": deadline(until), "at": to_the_second(at)},
    )


def coached_showing_refusal(
    proposal: Proposal, *, office: Membership, may_be_shown: bool, is_handed_in: bool
) -> Refusal | None:
    """Why `office` may not say whether the public reads the bettered text; whose it is may, at any time.

    `may_be_shown`: by the rules of the edition.
    """
    if refusal := holder_refusal(proposal, office):
        return refusal
    if not may_be_shown:
        return STAYS_PRIVATE
    return None if is_handed_in else NOT_HANDED_IN
