"""Whose office is to be confirmed when, who may confirm it, and which office stays without an answer."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.moments import months_after
from accounts.rules.joining import ALREADY_ENDED, place_refusal
from accounts.rules.refusals import Refusal

OWN_OFFICE = Refusal("own_office", _("Peran Anda sendiri dikonfirmasi orang lain."))
ANSWERED_ALREADY = Refusal("office_answered_already", _("Peran ini sudah dijawab."))
HAS_WORK = Refusal("office_has_work", _("Pemegangnya masih punya pekerjaan pada tahap yang berjalan"))
LAST_ONE = Refusal("office_is_last_admin", _("Tidak ada admin kementerian lain yang masih masuk"))
NOBODY_ABOVE = Refusal("office_has_nobody_above", _("Tidak ada orang lain yang dapat mengonfirmasinya"))

# A writer's office lives with the dossiers of its unit, and its agency sees it every year.
CONFIRMED_ROLES = tuple(role for role in Role if role != Role.UNIT)
# So many days before the last one whoever has to confirm is reminded.
REMINDERS = (14, 3)


def is_due(last: date, *, months: int, today: date) -> bool:
    """Whether an office that was given or confirmed on the day `last` is asked about today; `months` 0: never."""
    return bool(months) and today >= months_after(last, months)


def is_reminder_due(asked_on: date, reminded_on: date | None, due_on: date, *, today: date) -> bool:
    """Whether somebody is to be reminded today: once for each day of `REMINDERS` that has come since the question.

    Days that went by while nothing ran are made up for by one reminder. After the last day there is none.
    """
    come = [day for day in (due_on - timedelta(days=days) for days in REMINDERS) if day <= today <= due_on]
    return bool(come) and max(come) > (reminded_on or asked_on)


def is_notice_given(told_on: date | None, due_on: date) -> bool:
    """Whether somebody was told early enough before the last day: at least as early as the last reminder comes."""
    return told_on is not None and told_on <= due_on - timedelta(days=REMINDERS[-1])


def confirming_refusal(
    membership: Membership, *, office: Membership, is_answered: bool = False, on: date
) -> Refusal | None:
    """Why this office may not confirm another on the date `on`."""
    if refusal := place_refusal(membership.role, office=office, agency_id=membership.agency_id):
        return refusal
    if membership.user_id == office.user_id:
        return OWN_OFFICE
    if membership.state(on) == Membership.State.ENDED:
        return ALREADY_ENDED
    return ANSWERED_ALREADY if is_answered else None


def comes_still(has_password: bool, last_came: date | None, *, months: int, today: date) -> bool:
    """Whether somebody can sign in and did so last, on the day `last_came`, within so many months; 0: ever."""
    return has_password and last_came is not None and not is_due(last_came, months=months, today=today)


def staying_reason(role: str, *, other_admins: int, has_work: bool, above: Sequence[int]) -> Refusal | None:
    """Why an office that nobody confirmed does not end.

    `other_admins` counts the others who still come, so that the clock leaves one who does; `above` are those who could
    have confirmed it.
    """
    if role == Role.MINISTRY_ADMIN and not other_admins:
        return LAST_ONE
    if not above:
        return NOBODY_ABOVE
    return HAS_WORK if has_work else None
