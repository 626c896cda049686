"""Interview sessions as a file for calendars (RFC 5545): read again, it replaces what a calendar had of them."""

from datetime import UTC
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from judging import rules
from judging.models import Assignment, MeetingRoom, Session

LINE = 75
CONTENT_TYPE = "text/calendar; charset=utf-8"


REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendar(sessions, *, at, is_blind=False, method="PUBLISH", to=None):
    """The file with these sessions, each with its stage, proposal and `link`.

    In a letter `to` somebody it asks them in or calls them off, by its `method`, in the name of the portal's address.

    A session that was moved has a higher SEQUENCE; one that is off, as its proposal left or its stage was left out,
    is said to be cancelled, with one more. Where the reader may not know whose a dossier is, nothing says so.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sinovik//Sinovik//ID", f"METHOD:{method}"]
    for session in sessions:
        lines += event(session, at=at, is_blind=is_blind, is_off=method == CANCEL, to=to)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def event(session, *, at, is_blind, is_off=False, to=None):
    """The lines of one session."""
    proposal, stage = session.proposal, session.stage
    is_off = is_off or proposal.status in rules.LEFT_THE_CONTEST or stage.skipped_at is not None
    about = [f"{proposal.title} ({proposal.code})"]
    if not is_blind:
        about.append(proposal.agency_name)
    if session.link and not is_off:
        about.append(_("Rapat: %(link)s") % {"link": session.link})
    yield "BEGIN:VEVENT"
    yield f"UID:sesi-{session.pk}@{urlsplit(settings.BASE_URL).hostname}"
    yield f"SEQUENCE:{session.sequence + is_off}"
    yield f"DTSTAMP:{stamp(at)}"
    yield f"DTSTART:{stamp(session.starts_at)}"
    yield f"DTEND:{stamp(session.ends_at)}"
    yield f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}"
    yield f"SUMMARY:{escaped(f'{stage.name}: {proposal.title}')}"
    yield f"LOCATION:{escaped(session.room)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(about))}"
    if session.link and not is_off:
        yield f"URL:{session.link}"
    if to is not None:
        yield f"ORGANIZER;CN=Sinovik:mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
        yield f"ATTENDEE;CN={quoted(to.full_name)};PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{to.email}"
    yield "END:VEVENT"


def attached(stage, sessions, *, to, at, method=REQUEST, is_blind=False):
    """The calendar that goes with a letter about these sessions; "" without one."""
    links = dict(MeetingRoom.objects.filter(stage=stage).values_list("room", "link"))
    for session in sessions:
        session.stage, session.link = stage, links.get(session.room)
    return calendar(sessions, at=at, is_blind=is_blind, method=method, to=to) if sessions else ""


def of_judge(stage, judge):
    """The sessions that a judge hears in a stage, in the order of the day."""
    held = Assignment.objects.standing().filter(judge=judge, stage=stage).without_conflict().values("proposal")
    return in_order(Session.objects.filter(stage=stage, proposal__in=held))


def of_proposals(stage, proposals):
    """The sessions of proposals in a stage, in the order of the day."""
    return in_order(Session.objects.filter(stage=stage, proposal__in=proposals))


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
