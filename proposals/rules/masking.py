"""What may be masked in a dossier, by whom, and what a neutral title may not say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Membership
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from proposals.models import MaskedPassage, Proposal, Status
from proposals.rules.ending import NOT_SUBMITTED
from proposals.rules.refusals import ENDED
from proposals.rules.writing import TITLE_MAX_LENGTH, writing_refusal

# A single letter masks half of a text.
FEWEST_LETTERS = 2
MOST_PASSAGES = 50

NOT_BLIND = Refusal("not_blind", _("Edisi ini tidak punya tahap tanpa nama. Tidak ada yang perlu disamarkan."))
UNCONFIRMED = Refusal("masking_unconfirmed", _("Konfirmasi judul netral dan bagian yang disamarkan"))
CHANGED_SINCE = Refusal(
    "masking_changed_since",
    _("Konfirmasi lagi judul netral dan bagian yang disamarkan: isi usulan berubah setelah dikonfirmasi"),
)
NEUTRAL_TITLE_MISSING = Refusal("neutral_title_missing", _("Isi judul netral"))
NEUTRAL_TITLE_TOO_LONG = Refusal("neutral_title_too_long", _("Judul netral paling banyak 200 huruf"))
PASSAGE_TOO_SHORT = Refusal("passage_too_short", _("Bagian yang disamarkan paling sedikit dua huruf"))
TOO_MANY_PASSAGES = Refusal("too_many_passages", _("Bagian yang disamarkan paling banyak 50"))
NOT_MASKED = Refusal("not_masked", _("Bagian itu tidak disamarkan lagi."))
MASKED_BY_UNIT = Refusal("masked_by_unit", _("Bagian itu ditandai pengusulnya sendiri, jadi tetap disamarkan."))
ALREADY_MASKED = Refusal("already_masked", _("Bagian itu sudah disamarkan."))


def confirming_refusal(
    proposal: Proposal, *, is_blind: bool, title: str, named: Sequence[str], office: Membership, at: datetime
) -> Refusal | None:
    """Why `office` may not confirm this neutral title; `named` are the names that were found in it."""
    if refusal := writing_refusal(proposal, office=office, at=at, part="masking"):
        return refusal
    return neutral_title_refusal(title, named) if is_blind else NOT_BLIND


def neutral_title_refusal(title: str, named: Sequence[str]) -> Refusal | None:
    """Why a tidied title is none that judges may read; `named` are the names that were found in it."""
    if not title:
        return NEUTRAL_TITLE_MISSING
    if len(title) > TITLE_MAX_LENGTH:
        return NEUTRAL_TITLE_TOO_LONG
    if named:
        return Refusal(
            "neutral_title_names",
            _now("Judul netral masih menyebut “%(name)s”. Tulis tanpa nama itu.") % {"name": named[0]},
        )
    return None


def passages_refusal(passages: Sequence[str], *, absent: Sequence[str]) -> Refusal | None:
    """Why these passages cannot be marked; `absent` are those that stand nowhere in the dossier."""
    if any(len(one) < FEWEST_LETTERS for one in passages):
        return PASSAGE_TOO_SHORT
    if len(passages) > MOST_PASSAGES:
        return TOO_MANY_PASSAGES
    return absent_refusal(absent[0]) if absent else None


def absent_refusal(passage: str) -> Refusal:
    """What to do about a passage that stands nowhere."""
    sentence = _now("“%(passage)s” tidak ada dalam usulan. Salin persis dari jawaban Anda.") % {"passage": passage}
    return Refusal("passage_absent", sentence)


def masking_gap(*, was_confirmed: bool) -> Refusal:
    """What a dossier lacks whose masked copy is not the one that was confirmed."""
    return CHANGED_SINCE if was_confirmed else UNCONFIRMED


def masking_refusal(proposal: Proposal, *, is_blind: bool, office: Membership) -> Refusal | None:
    """Why `office` may not mask a passage of a sent dossier; the ministry may, while it is in the contest."""
    if office.role not in MINISTRY:
        return MINISTRY_ONLY
    if proposal.status != Status.SUBMITTED:
        return ENDED.get(proposal.status, NOT_SUBMITTED)
    return None if is_blind else NOT_BLIND


def passage_refusal(passage: str, reason: str, *, is_there: bool, is_masked: bool) -> Refusal | None:
    """Why the ministry cannot mask these words for this reason."""
    if not reason:
        return REASON_MISSING
    if len(passage) < FEWEST_LETTERS:
        return PASSAGE_TOO_SHORT
    if is_masked:
        return ALREADY_MASKED
    return None if is_there else absent_refusal(passage)


def unmasking_refusal(passage: MaskedPassage | None, reason: str) -> Refusal | None:
    """Why the ministry cannot take back that a passage is masked, for this reason."""
    if passage is None:
        return NOT_MASKED
    if not passage.reason:
        return MASKED_BY_UNIT
    return None if reason else REASON_MISSING
