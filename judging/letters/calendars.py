"""Interview sessions and field visits as files for calendars (RFC 5545): read again, a file replaces what was there."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from judging import rules
from judging.models import Assignment, MeetingRoom, Session, Visit
from proposals.models import Proposal, neutral_title

LINE = 75
CONTENT_TYPE = "text/calendar; charset=utf-8"


REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True)
class CalendarEntry:
    """One entry of a calendar. What was moved has a higher `sequence`; what is off is said to be cancelled."""

    uid: str
    sequence: int
    is_off: bool
    times: tuple[str, str]
    title: str
    place: str
    about: tuple[str, ...]
    link: str = ""


# What tells programs what the calendar is called and how soon to read it again (RFC 7986, and what came before it).
FED = ("NAME:Sinovik", "X-WR-CALNAME:Sinovik", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H")


def calendar(entries, *, at, method="PUBLISH", to=None, is_feed=False):
    """The file with these entries; a feed says besides when to read it again.

    In a letter `to` somebody it asks them in or calls them off, by its `method`, in the name of the portal's address.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sinovik//Sinovik//ID", f"METHOD:{method}"]
    lines += FED if is_feed else ()
    for entry in entries:
        lines += event(entry, at=at, is_off=entry.is_off or method == CANCEL, to=to)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def of_sessions(sessions, *, is_blind=False):
    """Sessions, each with its stage, proposal and `link`. Whoever may not know whose a dossier is reads it nowhere."""
    sessions = list(sessions)
    titles = neutral_titles(sessions) if is_blind else {}
    for session in sessions:
        proposal, stage = session.proposal, session.stage
        title = titles.get(proposal.pk, proposal.title)
        about = [f"{title} ({proposal.code})"]
        if not is_blind:
            about.append(proposal.agency_name)
        yield CalendarEntry(
            uid=f"sesi-{session.pk}",
            sequence=session.sequence,
            is_off=has_gone(proposal, stage),
            times=(f"DTSTART:{stamp(session.starts_at)}", f"DTEND:{stamp(session.ends_at)}"),
            title=f"{stage.name}: {title}",
            place=session.room,
            about=tuple(about),
            link=session.link or "",
        )


def neutral_titles(sessions):
    """What the proposals of sessions are called where nobody may know whose they are; one query."""
    proposals = Proposal.objects.filter(pk__in=[one.proposal_id for one in sessions])
    return dict(proposals.values_list("pk", neutral_title()))


def of_visits(visits):
    """Visits, each with its stage and proposal; a visit takes its day."""
    for visit in visits:
        proposal, stage, day = visit.proposal, visit.stage, visit.visited_on or visit.planned_on
        about = [f"{proposal.title} ({proposal.code})", proposal.agency_name]
        if visit.party:
            about.append(_("Bersama %(party)s") % {"party": visit.party})
        yield CalendarEntry(
            uid=f"kunjungan-{visit.pk}",
            sequence=visit.sequence + (visit.visited_on is not None),
            is_off=has_gone(proposal, stage),
            times=(f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"),
            title=f"{stage.name}: {proposal.title}",
            place=", ".join(filter(None, [proposal.unit_name, proposal.agency_name])),
            about=tuple(about),
        )


def has_gone(proposal, stage):
    """Whether nothing comes of it any more: the proposal left, or its stage was left out."""
    return proposal.status in rules.LEFT_THE_CONTEST or stage.skipped_at is not None


def event(entry, *, at, is_off, to=None):
    """The lines of one entry; one that is off counts one more than it was moved, and leads nowhere."""
    link = "" if is_off else entry.link
    about = [*entry.about, _("Rapat: %(link)s") % {"link": link}] if link else entry.about
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}@{urlsplit(settings.BASE_URL).hostname}"
    yield f"SEQUENCE:{entry.sequence + is_off}"
    yield f"DTSTAMP:{stamp(at)}"
    yield from entry.times
    yield f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}"
    yield f"SUMMARY:{escaped(entry.title)}"
    yield f"LOCATION:{escaped(entry.place)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(about))}"
    if link:
        yield f"URL:{link}"
    if to is not None:
        yield f"ORGANIZER;CN=Sinovik:mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
        yield f"ATTENDEE;CN={quoted(to.full_name)};PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{to.email}"
    yield "END:VEVENT"


def attached(stage, sessions, *, to, at, method=REQUEST, is_blind=False):
    """The calendar that goes with a letter about these sessions; "" without one."""
    links = dict(MeetingRoom.objects.filter(stage=stage).values_list("room", "link"))
    for session in sessions:
        session.stage, session.link = stage, links.get(session.room)
    return calendar(of_sessions(sessions, is_blind=is_blind), at=at, method=method, to=to) if sessions else ""


def attached_visits(stage, visits, *, to, at, method=REQUEST):
    """The calendar that goes with a letter about these visits; "" without one."""
    for visit in visits:
        visit.stage = stage
    return calendar(of_visits(visits), at=at, method=method, to=to) if visits else ""


def of_judge(stage, judge):
    """The sessions that a judge hears in a stage, in the order of the day."""
    held = Assignment.objects.standing().filter(judge=judge, stage=stage).without_conflict().values("proposal")
    return in_order(Session.objects.filter(stage=stage, proposal__in=held))


def of_proposals(stage, proposals):
    """The sessions of proposals in a stage, in the order of the day."""
    return in_order(Session.objects.filter(stage=stage, proposal__in=proposals))


def visits_of_judge(stage, judge):
    """The visits that a judge was to make in a stage, in the order of their days."""
    held = Assignment.objects.standing().filter(judge=judge, stage=stage).without_conflict().values("proposal")
    return by_day(Visit.objects.filter(stage=stage, proposal__in=held))


def visits_of_proposals(stage, proposals):
    """The visits of proposals in a stage of which the visited know, in the order of their days."""
    return by_day(Visit.objects.filter(stage=stage, proposal__in=proposals, is_announced=True))


def by_day(visits):
    """Those that were not made, with what a calendar says of them."""
    found = visits.filter(reported_at=None).select_related("proposal__agency", "proposal__unit")
    return list(found.order_by("planned_on", "pk"))


def in_order(sessions):
    """With what a calendar says of them."""
    return list(sessions.select_related("proposal__agency").order_by("starts_at", "room", "pk"))


def quoted(text):
    """A name as the value of a parameter."""
    return '"' + "".join(letter for letter in text if letter not in '"\r\n') + '"'


def stamp(moment):
    """A moment as calendars write it, in universal time."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text):
    """A text as the value of a property."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def fold(line):
    """A line in pieces of at most 75 bytes, the later ones begun with a blank; no letter is cut."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
