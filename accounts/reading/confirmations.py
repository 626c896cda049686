"""The offices that somebody has to confirm."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import rules
from accounts.models import OfficeConfirmation
from accounts.reading.waiting import Counted

# What happens to offices once a year, in words, by the name of the event.
ACTS = {
    "membership.confirmation_asked": gettext_lazy("Konfirmasi tahunan peran diminta"),
    "membership.confirmation_reminded": gettext_lazy("Konfirmasi tahunan peran diingatkan"),
    "membership.confirmed": gettext_lazy("Peran dikonfirmasi"),
    "membership.kept": gettext_lazy("Peran tidak dikonfirmasi dan tetap berlaku"),
}


def to_confirm(office, *, at):
    """The questions that the holder of an office answers, the nearest last day first."""
    found = OfficeConfirmation.objects.waiting(timezone.localdate(at))
    mine = found.confirmable(office.user_id, rules.appointable(office))
    return mine.select_related("membership__user", "membership__agency", "membership__unit")


def for_ministry(office, at):
    """One line of the home page when offices are to be confirmed."""
    sentence = _("Konfirmasi tahunan peran")
    return [Counted(sentence, to_confirm(office, at=at), "asked_at", reverse("confirmations"))]
