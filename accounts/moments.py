"""Moments as people say them, with the zone: "21 November 2026 pukul 16.00 WIB"."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy, pgettext

ZONES = tuple(ZoneInfo(name) for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"))
# Days beyond which "ago" and "ahead" say less than the date.
LONGEST = 60
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


def end_of(day):
    """The moment at which a day ends in the portal's own zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min), timezone.get_default_timezone())


def epoch(at):
    """A moment as browsers count them, in milliseconds; for scripts."""
    return str(int(at.timestamp() * 1000))


def moment(at: date | None) -> str:
    """A date and time in full, in the reader's zone (WIB, WITA, WIT); a date alone without the time; None empty."""
    if not isinstance(at, datetime):
        return day(at)
    local = timezone.localtime(at)
    return _("%(date)s pukul %(time)s %(zone)s") % {
        "date": day(local),
        "time": f"{local:%H.%M}",
        "zone": local.tzname(),
    }


def to_the_second(at: datetime) -> str:
    """A moment with its seconds, for what is proved by it: "21 November 2026 pukul 16.00.07 WIB"; None empty."""
    if not at:
        return ""
    local = timezone.localtime(at)
    return _("%(date)s pukul %(time)s %(zone)s") % {
        "date": day(local),
        "time": f"{local:%H.%M.%S}",
        "zone": local.tzname(),
    }


def months_after(start: date, months: int) -> date:
    """The day so many months later; where that month is too short for it, the last of the month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def in_all_zones(at):
    """The time of day in the three zones of the country: "16.00 WIB, 17.00 WITA, 18.00 WIT"."""
    return ", ".join(f"{local:%H.%M} {local.tzname()}" for local in (at.astimezone(zone) for zone in ZONES))


def written_moment(text):
    """A moment that JSON holds as text, as people write it."""
    return moment(parse_datetime(text))


def written_deadline(text):
    """A deadline that JSON holds as text, as people write it."""
    return deadline(parse_datetime(text))


def day(at: date | None) -> str:
    """A date in full: "21 November 2026"; a moment is taken in the reader's zone; None empty."""
    if not at:
        return ""
    if isinstance(at, datetime):
        at = timezone.localtime(at)
    return date_format(at, "j F Y")


def deadline(at: datetime, now: datetime | None = None) -> str:
    """A deadline on the day people know, in all three zones: "Kamis, 17 Desember 2026, 23.59 WIB (00.59 WITA, …)".

    A deadline is exclusive, so that midnight is said as the last minute of the day before. With `now` and less
    than 61 days to go, how long is left follows: "…, 21 hari lagi".
    """
    if not at:
        return ""
    here = timezone.localtime(last_minute(at))
    said = _("%(weekday)s, %(date)s, %(time)s %(zone)s") % {
        "weekday": date_format(here, "l"),
        "date": day(here),
        "time": f"{here:%H.%M}",
        "zone": here.tzname(),
    }
    if elsewhere := in_the_other_zones(here):
        said = f"{said} ({elsewhere})"
    away = left(at, now) if now and now < at else ""
    return f"{said}, {away}" if away else said


def in_the_other_zones(here):
    """The same minute in the zones of the country that the reader is not in, with the day where it is another."""
    there = [local for local in (here.astimezone(zone) for zone in ZONES) if local.tzname() != here.tzname()]
    said = []
    for local, following in zip_longest(there, there[1:]):
        words = f"{local:%H.%M} {local.tzname()}"
        if local.date() != here.date() and (following is None or following.date() != local.date()):
            words = _("%(time)s tanggal %(day)s") % {
                "time": words,
                "day": date_format(local, pgettext("the day of the month of a deadline", "j")),
            }
        said.append(words)
    return ", ".join(said)


def last_minute(at):
    """The last minute before an exclusive deadline when that is midnight, otherwise the deadline itself."""
    local = timezone.localtime(at)
    return at - timedelta(minutes=1) if (local.hour, local.minute) == (0, 0) else at


def last_day(at):
    """The day people know of an exclusive deadline: "16 Desember 2026" for midnight of the 17th."""
    return day(last_minute(at)) if at else ""


def left(at, now):
    """How long a deadline is still away, in days counted to the day that `deadline` names; empty beyond 60."""
    days = (timezone.localtime(last_minute(at)).date() - timezone.localtime(now).date()).days
    return away(days, (at - now).total_seconds())


def since(at, now):
    """Since when something has been waiting: "hari ini", "24 November 2026, 3 hari yang lalu", "3 Mei 2018"."""
    if not at:
        return ""
    if timezone.localtime(at).date() == timezone.localtime(now).date():
        return _("hari ini")
    ago = distance(at, now)
    return f"{day(at)}, {ago}" if ago else day(at)


def distance(at, now=None):
    """How far `at` is from `now` (the clock, if not given): "3 hari lagi", "2 jam yang lalu", "sekarang".

    From a day on, days are counted by the calendar of the reader's zone; beyond 60 only the date says
    something, and this is empty.
    """
    if not at:
        return ""
    now = now or timezone.now()
    days = (timezone.localtime(at).date() - timezone.localtime(now).date()).days
    return away(days, (at - now).total_seconds())


def away(days, seconds):
    """Calendar days or, under a day, hours (minutes under two hours), as they are said; empty beyond 60 days."""
    words = AHEAD if seconds > 0 else BEHIND
    minutes = int(abs(seconds) // 60)
    if days and minutes >= 24 * 60:
        return words["days"] % abs(days) if abs(days) <= LONGEST else ""
    if minutes >= 120:
        return words["hours"] % round(minutes / 60)
    return words["minutes"] % minutes if minutes else _("sekarang")
