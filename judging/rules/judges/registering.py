"""Who may write in the register of judges, and why not."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import JUDGES, MINISTRY, Membership
from accounts.rules import ENDS_BEFORE_IT_BEGINS, Refusal

NOT_YOUR_ENTRY = Refusal("not_your_entry", _("Data ini milik orang lain. Hanya sekretariat yang dapat memperbaikinya."))
LEFT_IN_FUTURE = Refusal(
    "left_in_future",
    _("Tempat kerja yang sudah ditinggalkan tidak dapat berakhir di masa depan. Kosongkan tanggalnya."),
)
ONE_JUDGE_ALONE = Refusal("one_judge_alone", _("Pilih dua juri yang berbeda."))


def describing_refusal(judge_id: int, *, office: Membership) -> Refusal | None:
    """Why somebody may not write an entry of the register: it is the judge's own, and the ministry's to mend."""
    if office.role in MINISTRY:
        return None
    return None if office.role in JUDGES and office.user_id == judge_id else NOT_YOUR_ENTRY


def employer_refusal(since: date | None, until: date | None, *, on: date) -> Refusal | None:
    """Why a place of work may not stand in the register with these dates."""
    if until is not None and until > on:
        return LEFT_IN_FUTURE
    return ENDS_BEFORE_IT_BEGINS if since is not None and until is not None and until <= since else None
