"""Moments as people say them, with the zone: "21 November 2026 pukul 16.00 WIB"."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


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
    ahead = seconds > 0
    if days and abs(seconds) >= 12 * 3600:
        return days_away(abs(days), ahead)
    minutes = int(abs(seconds) // 60)
    if minutes >= 60:
        return hours_away(minutes // 60, ahead)
    return minutes_away(minutes, ahead) if minutes else _("sekarang")


def days_away(count, ahead):
    if ahead:
        return ngettext("%(count)s hari lagi", "%(count)s hari lagi", count) % {"count": count}
    return ngettext("%(count)s hari yang lalu", "%(count)s hari yang lalu", count) % {"count": count}


def hours_away(count, ahead):
    if ahead:
        return ngettext("%(count)s jam lagi", "%(count)s jam lagi", count) % {"count": count}
    return ngettext("%(count)s jam yang lalu", "%(count)s jam yang lalu", count) % {"count": count}


def minutes_away(count, ahead):
    if ahead:
        return ngettext("%(count)s menit lagi", "%(count)s menit lagi", count) % {"count": count}
    return ngettext("%(count)s menit yang lalu", "%(count)s menit yang lalu", count) % {"count": count}
