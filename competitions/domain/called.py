"""What rows of a plan are called that have no name of their own: reminders, and who may enter."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AgencyKind
from competitions.domain import composition
from competitions.domain.blueprint import AdmissionData, ReminderData
from competitions.models import Admission, Reminder


def admitted(rows: Iterable[AdmissionData]) -> Iterator[tuple[AdmissionData, str]]:
    """Who may enter, each in words; one query where provinces are named."""
    rows = list(rows)
    codes = {one.value for one in rows if one.dimension == Admission.Dimension.PROVINCE}
    provinces = composition.provinces(codes) if codes else {}
    for one in rows:
        if one.dimension == Admission.Dimension.KIND and one.value in AgencyKind.values:
            yield one, str(AgencyKind(one.value).label)
        elif one.dimension == Admission.Dimension.PROVINCE:
            yield one, _("provinsi %(name)s") % {"name": provinces.get(one.value, one.value)}
        else:
            yield one, one.value


def reminder_called(reminder: ReminderData) -> str:
    """What a reminder is about and when it goes: many are about one thing."""
    about = dict(Reminder.About.choices).get(reminder.about, reminder.about)
    return _("%(about)s (%(when)s)") % {"about": about, "when": when(reminder.days_before)}


def when(days: int | None) -> str:
    """How long before the end a reminder goes."""
    if days is None:
        return _("tengah waktu")
    if not isinstance(days, int):
        # What a file says may be no number; that it is none is said elsewhere.
        return str(days)
    if days == 0:
        return _("tepat saat berakhir")
    return ngettext("%(days)d hari sebelumnya", "%(days)d hari sebelumnya", days) % {"days": days}
