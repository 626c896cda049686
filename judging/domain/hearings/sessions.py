"""Laying interview sessions out in the stage's window."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.domain import events, stamps
from accounts.models import MINISTRY
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import letters, rules
from judging.arithmetic.layout import timetable
from judging.arithmetic.unfit import Unfit
from judging.domain.desk import assigning
from judging.domain.hearings import materials, panels
from judging.domain.hearings.session_clashes import clashes
from judging.domain.judges import pacts
from judging.domain.work import Column
from judging.models import Assignment, Entrant, PanelMember, PublicTimetable, Session
from judging.rules import sums


def starts_at(stage):
    """When an entrant has its session."""
    own = Session.objects.filter(stage=stage, proposal=OuterRef("proposal"))
    return {"starts_at": Subquery(own.values("starts_at")[:1])}


COLUMN = Column(
    gettext_lazy("Sesi"),
    template="judging/columns/session.html",
    plain=lambda row: row.starts_at,
    figures=starts_at,
    order="starts_at",
)


def seat_panels(stage: Stage) -> None:
    """Divide the judges over the rooms, where there are judges for several; who has a room keeps it."""
    members = assigning.seated(stage)
    used = {member.room for member in members if member.room}
    if not used:
        seats = timetable.panels(
            [one.code for one in members], stage.arranged.hearing_rooms, least=stage.readers_each or 1
        )
        if len(set(seats.values())) < 2:
            return
        for member in members:
            member.room = seats[member.code]
    sizes = Counter(member.room for member in members if member.room)
    for member in members:
        if not member.room:
            member.room = min(sorted(sizes), key=lambda room: sizes[room])
            sizes[member.room] += 1
    PanelMember.objects.bulk_update(members, ["room"])


@transaction.atomic
def lay_out(stage: Stage, *, at: datetime) -> list[Session]:
    """Give every entrant without a session one, as the stage's settings arrange the days; returns the new ones.

    No session begins before the stage opened, before `at` or outside its window, none on a day whose materials are
    due today or earlier, none meets a tie or another session of the same agency. Refused, with how many find no place,
    when the window is too short.
    """
    held = list(Session.objects.standing().filter(stage=stage).select_related("proposal"))
    entrants = list(Entrant.objects.standing(stage))
    there = set(Session.objects.filter(stage=stage).values_list("proposal_id", flat=True))
    waiting = [one.proposal for one in entrants if one.proposal_id not in there]
    if not waiting:
        return []
    busy = defaultdict(list)
    for session in held:
        busy[session.proposal.agency_id].append((session.starts_at, session.ends_at))
    hearings = hearings_of(stage, waiting, entrants, at=at)
    try:
        found = timetable.laid_out(hearings, free_slots(stage, held, at=at), busy=busy)
    except Unfit as lack:
        said = [sums.sentence(lack.as_json()), *rules.time_for_materials(stage, at=at)]
        raise Refused(rules.WINDOW_TOO_SHORT, said) from lack
    return Session.objects.bulk_create(
        Session(
            stage=stage,
            proposal=proposal,
            room=found[proposal.pk].room,
            starts_at=found[proposal.pk].starts_at,
            ends_at=found[proposal.pk].ends_at,
        )
        for proposal in waiting
    )


def hearings_of(stage, waiting, entrants, *, at):
    """The proposals as the timetable knows them: whose they are, how far their clock is ahead, which rooms they avoid.

    A room is barred where too few of its panel would be left without those who have a tie, unless all rooms are.
    """
    panel = assigning.seated(stage)
    barred = assigning.conflicts(panel, entrants, at=at)
    members = defaultdict(list)
    for member in panel:
        if member.room:
            members[member.room].append(member.judge_id)
    for proposal in waiting:
        tied = {room: sum((proposal.pk, judge) in barred for judge in own) for room, own in members.items()}
        small = {room for room, count in tied.items() if len(members[room]) - count < (stage.readers_each or 1)}
        yield timetable.Hearing(
            proposal.pk,
            proposal.agency_id,
            ahead=timedelta(hours=proposal.agency.hours_ahead),
            barred=frozenset(small if small < set(members) else ()),
            tied=frozenset(room for room, count in tied.items() if count),
        )


def free_slots(stage, held, *, at):
    """The slots of the rooms that have a panel, without those in which the room or one of its panel is taken."""
    seats = panels.seats_by_proposal(stage)
    taken = [({one.room, *seats[one.proposal_id]}, one.starts_at, one.ends_at) for one in held]
    seated = set(PanelMember.objects.filter(stage=stage).exclude(room="").values_list("room", flat=True))
    rooms = seated or set(stage.arranged.hearing_rooms[:1])
    zone = timezone.get_default_timezone()
    for slot in stage.arranged.slots(max(stage.opens_at, stage.arranged.heard_from(at)), stage.closes_at):
        is_taken = any(
            slot.room in of_session and slot.starts_at < ends and starts < slot.ends_at
            for of_session, starts, ends in taken
        )
        if slot.room in rooms and not is_taken:
            yield timetable.RoomSpan(slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone), slot.room)


def told_of(session: Session, *, at: datetime) -> list:
    """Who must be told when a session is moved: its writers, its agency's admins, its judges, each once."""
    return [person for person, *_rest in letters.concerned_by_session(session.stage, session=session, at=at)]


@transaction.atomic
def move(
    session: Session, room: str, starts_at: datetime, reason: str, *, seen=None, is_told=True, by, at: datetime
) -> Session:
    """Hear an entrant at another time or in another room, and tell everybody concerned. It keeps its length.

    Whoever moves many tells each person once, of all: `is_told` is False then.
    What was noted of a session that nobody came to, or that broke off, goes with the old time; the trail keeps it.
    Refused into the past, outside the window, onto something else, so early that materials still owed were due already,
    and without a reason.
    """
    stage = Stage.objects.locked(session.stage_id)
    session = Session.objects.locked(session.pk)
    ends_at = starts_at + (session.ends_at - session.starts_at)
    owes = bool(materials.owing([session]))
    refuse(rules.moving_refusal(session, room, starts_at, ends_at, owes=owes, office=by, at=at))
    refuse(None if reason.strip() else rules.REASON_MISSING)
    if (session.room, session.starts_at) == (room, starts_at):
        return session
    stamps.unchanged(seen, stamp(session), session)
    if found := clashes(session, room, starts_at):
        raise Refused(rules.SESSION_CLASHES, found)
    before = {"room": session.room, "starts_at": session.starts_at.isoformat(), "outcome": session.outcome}
    session.room, session.starts_at, session.ends_at = room, starts_at, ends_at
    session.sequence += 1
    session.outcome, session.note, session.head_was_present = "", "", None
    session.noted_at = session.noted_by = None
    session.save()
    if is_told:
        letters.tell("session.moved", stage, about=session, session=session, reason=reason, at=at)
    events.record(
        "session.moved",
        on=session,
        by=by,
        at=at,
        proposal=session.proposal_id,
        before=before,
        room=room,
        starts_at=starts_at.isoformat(),
        reason=reason,
    )
    return session


def timetable_stamp(public: PublicTimetable | None) -> str:
    """The stamp of how a timetable is open to the public; None while it is not."""
    return stamps.fingerprint([public.broadcast]) if public else stamps.NOTHING


@transaction.atomic
def publish_timetable(stage: Stage, broadcast: str, *, seen=None, by, at: datetime) -> PublicTimetable:
    """Let everybody read when who is heard, and where it is broadcast; said again, the link is replaced.

    `seen` is the stamp of what was shown.
    """
    stage = Stage.objects.locked(stage.pk)
    refuse(rules.timetable_refusal(stage, office=by, has_sessions=Session.objects.filter(stage=stage).exists()))
    refuse(rules.meeting_link_refusal(broadcast) if broadcast else None)
    public = PublicTimetable.objects.filter(stage=stage).first()
    if public and public.broadcast == broadcast:
        return public
    stamps.unchanged(seen, timetable_stamp(public), public)
    public = public or PublicTimetable(stage=stage, published_at=at, published_by=by)
    public.broadcast = broadcast
    public.save()
    events.record("stage.timetable_published", on=stage, by=by, at=at, broadcast=broadcast)
    return public


def stamp(session: Session) -> str:
    """The stamp of a session as it stands: when and where, and what was noted of it."""
    return stamps.fingerprint([session.starts_at.isoformat(), session.room, session.noted_at, session.presenter])


@transaction.atomic
def note(
    session: Session,
    outcome: str,
    *,
    presenter: str = "",
    head_was_present: bool | None = None,
    text: str = "",
    seen=None,
    by,
    at: datetime,
) -> Session:
    """Note how a session went: who presented and whether the agency's head was there, or why it was not held.

    The ministry notes any session, a panelist one to whose entrant the panelist is assigned. Noted again, what was
    noted before is replaced; the trail keeps both.
    """
    session = Session.objects.locked(session.pk)
    refuse(hearing_refusal(session, by=by) or rules.noting_refusal(session, at=at))
    refuse(rules.noted_refusal(outcome, head_was_present=head_was_present, note=text))
    stamps.unchanged(seen, stamp(session), session)
    is_held = outcome == Session.Outcome.HELD
    session.outcome, session.note = outcome, text
    session.presenter = presenter or session.presenter
    session.head_was_present = head_was_present if is_held else None
    session.noted_at, session.noted_by = at, by
    session.save()
    events.record(
        "session.noted",
        on=session,
        by=by,
        at=at,
        proposal=session.proposal_id,
        outcome=outcome,
        head_was_present=session.head_was_present,
    )
    return session


def hearing_refusal(session, *, by):
    """Why an office is not one of those who hear a session or keep its minutes; one query for a judge."""
    if by.role in MINISTRY:
        return None
    pacts.refuse_unsigned(session.stage.edition, by.user)
    held = Assignment.objects.held_by(by.user).filter(stage=session.stage_id, proposal=session.proposal_id)
    return None if held.exists() else rules.NOT_ASSIGNED
