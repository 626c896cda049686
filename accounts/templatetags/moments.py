"""Moments as people say them, with the zone: "21 November 2026 pukul 16.00 WIB"."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

register = template.Library()

AHEAD = {
    "days": ngettext_lazy("%d hari lagi", "%d hari lagi"),
    "hours": ngettext_lazy("%d jam lagi", "%d jam lagi"),
    "minutes": ngettext_lazy("%d menit lagi", "%d menit lagi"),
}
BEHIND = {
    "days": ngettext_lazy("%d hari yang lalu", "%d hari yang lalu"),
    "hours": ngettext_lazy("%d jam yang lalu", "%d jam yang lalu"),
    "minutes": ngettext_lazy("%d menit yang lalu", "%d menit yang lalu"),
}


@register.filter
def moment(at):
    """A date and time in full, in the reader's zone (WIB, WITA, WIT); a date alone without the time; None empty."""
    if not isinstance(at, datetime):
        return day(at)
    local = timezone.localtime(at)
    return _("%(date)s pukul %(time)s %(zone)s") % {
        "date": day(local),
        "time": f"{local:%H.%M}",
        "zone": local.tzname(),
    }


@register.filter
def day(at):
    """A date in full: "21 November 2026"; a moment is taken in the reader's zone; None empty."""
    if not at:
        return ""
    if isinstance(at, datetime):
        at = timezone.localtime(at)
    return date_format(at, "j F Y")


@register.filter
def distance(at, now=None):
    """How far `at` is from `now` (the clock, if not given): "3 hari lagi", "2 jam yang lalu", "sekarang".

    Whole days are counted by the calendar of the reader's zone, so that tomorrow morning is one day away.
    """
    if not at:
        return ""
    now = now or timezone.now()
    days = (timezone.localtime(at).date() - timezone.localtime(now).date()).days
    seconds = (at - now).total_seconds()
    words = AHEAD if seconds > 0 else BEHIND
    if days and abs(seconds) >= 12 * 3600:
        return words["days"] % abs(days)
    minutes = int(abs(seconds) // 60)
    if minutes >= 60:
        return words["hours"] % (minutes // 60)
    return words["minutes"] % minutes if minutes else _("sekarang")
