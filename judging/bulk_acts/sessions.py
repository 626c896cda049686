"""Interview sessions moved by the same time, many at once: those of a day, of a room, or whatever a search finds.

All of them to another room, if one is named; and moved back.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.domain.bulk_kinds import BulkKind
from accounts.models import Event
from accounts.rules import refuse
from judging import letters, rules
from judging.bulk_acts.things import proposal_called
from judging.domain.hearings import materials, session_clashes, sessions
from judging.models import Session


def span_of(inputs):
    """By how much they are moved; by nothing as long as nobody has said it."""
    return timedelta(days=inputs.get("days", 0), minutes=inputs.get("minutes", 0))


def room_of(session, inputs):
    """Where a session is heard afterwards: its own room unless another is named."""
    return inputs.get("room") or session.room


def in_turn(ids, inputs):
    """Sessions of the stage by their ids, so that each moves to where the one before it has just left."""
    first = "-starts_at" if span_of(inputs) > timedelta(0) else "starts_at"
    found = Session.objects.filter(stage=inputs["stage"], pk__in=ids)
    return list(found.select_related("stage__edition", "proposal__agency").order_by(first, "room", "pk"))


def refusals(things, inputs, *, office, at):
    """Why some cannot be moved: never into the past, out of the window, or onto one that stays or came before."""
    around = session_clashes.surroundings(things) if things else None
    owing = materials.owing(things)
    found = {}
    for one in things:
        room, starts_at = place_after(one, inputs)
        found[one.pk] = refusal_of(one, room, starts_at, around, owes=one.proposal_id in owing, office=office, at=at)
        if found[one.pk] is None:
            around.placed(one, room, starts_at)
    return found


def place_after(session, inputs):
    """Room and moment of a session once it is moved."""
    return room_of(session, inputs), session.starts_at + span_of(inputs)


def refusal_of(session, room, starts_at, around, *, owes, office, at):
    """Why one cannot be moved there."""
    ends_at = starts_at + (session.ends_at - session.starts_at)
    if refusal := rules.moving_refusal(session, room, starts_at, ends_at, owes=owes, office=office, at=at):
        return refusal
    is_moved = (room, starts_at) != (session.room, session.starts_at)
    there = around.clashes(session, room, starts_at) if is_moved else []
    return replace(rules.SESSION_CLASHES, sentence=" ".join(there)) if there else None


def move(pk, inputs, *, key, by, at):
    """Move one session; returns it, or None where it stands there already. Nobody is told yet."""
    session = Session.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    moved = sessions.move(session, *place_after(session, inputs), inputs["reason"], is_told=False, by=by, at=at)
    return moved if moved.sequence > session.sequence else None


def told_of_moves(act, rows, *, by, at):
    """One letter to each person concerned, of all the sessions that were moved."""
    tell_of(act, rows, act.inputs["reason"], at=at)


def told_of_moves_back(act, rows, *, by, at):
    """The same of those that are back where they were."""
    tell_of(act, rows, _("Pemindahan dibatalkan."), at=at)


def tell_of(act, rows, reason, *, at):
    """Tell everybody when and where the sessions of these rows are now."""
    found = Session.objects.filter(pk__in=[row.made_id for row in rows if row.made_id])
    if moved := list(found.select_related("stage__edition", "proposal__agency")):
        letters.tell("sessions.moved", moved[0].stage, sessions=moved, reason=reason, at=at)


# --- moved back


def last_moves(things):
    """What was written down of the last move of each of these sessions, by id; one query."""
    found = Event.objects.filter(
        name="session.moved", subject_type=Session._meta.label_lower, subject_id__in=[one.pk for one in things]
    )
    return {one.subject_id: one.particulars for one in found.order_by("number")}


def before(session, inputs, moved):
    """Room and moment that a session had before this act moved it; None where it was moved again, or not by this."""
    if not moved or datetime.fromisoformat(moved["starts_at"]) != session.starts_at or moved["room"] != session.room:
        return None
    starts_at = datetime.fromisoformat(moved["before"]["starts_at"])
    is_this = session.starts_at - starts_at == span_of(inputs) and moved["reason"] == inputs["reason"]
    return (moved["before"]["room"], starts_at) if is_this else None


def in_turn_back(ids, inputs):
    """The same sessions the other way round."""
    return list(reversed(in_turn(ids, inputs)))


def back_refusals(things, inputs, *, office, at):
    """Why some cannot be moved back: moved again since, or their old place is taken, over or out of the window."""
    around, moves = session_clashes.surroundings(things) if things else None, last_moves(things)
    owing = materials.owing(things)
    found = {}
    for one in things:
        place = before(one, inputs, moves.get(one.pk))
        if not place:
            found[one.pk] = rules.MOVED_AGAIN
            continue
        found[one.pk] = refusal_of(one, *place, around, owes=one.proposal_id in owing, office=office, at=at)
        if found[one.pk] is None:
            around.placed(one, *place)
    return found


def move_back(pk, inputs, *, key, by, at):
    """Move one session back to where it was. Nobody is told yet."""
    session = Session.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    place = before(session, inputs, last_moves([session]).get(session.pk))
    refuse(None if place else rules.MOVED_AGAIN)
    return sessions.move(session, *place, _("Pemindahan dibatalkan."), is_told=False, by=by, at=at)


def back_said(inputs):
    """What taking back does."""
    return [
        _("Sesi kembali ke waktu dan ruang semula."),
        _("Setiap peserta dan panelis menerima satu surat dengan kalender semua sesinya yang pindah."),
    ]


def said(inputs):
    """By how much, and who is told."""
    spans = [
        (inputs["days"], ngettext("%(number)s hari", "%(number)s hari", abs(inputs["days"]))),
        (inputs["minutes"], ngettext("%(number)s menit", "%(number)s menit", abs(inputs["minutes"]))),
    ]
    for number, words in spans:
        if number:
            span = words % {"number": abs(number)}
            sentence = _("Sesi yang dipilih maju %(span)s.") if number < 0 else _("Sesi yang dipilih mundur %(span)s.")
            yield sentence % {"span": span}
    if inputs.get("room"):
        yield _("Semuanya pindah ke %(room)s.") % {"room": inputs["room"]}
    yield _("Setiap peserta dan panelis menerima satu surat dengan kalender semua sesinya yang pindah.")


KINDS = (
    BulkKind(
        "shift-sessions",
        gettext_lazy("Pindahkan banyak sesi"),
        gettext_lazy("Pindahkan sesi"),
        things=in_turn,
        refusals=refusals,
        act=move,
        called=proposal_called,
        said=lambda inputs: list(said(inputs)),
        told=told_of_moves,
        undo="shift-sessions-back",
    ),
    BulkKind(
        "shift-sessions-back",
        gettext_lazy("Pembatalan pemindahan sesi"),
        gettext_lazy("Kembalikan ke waktu semula"),
        things=in_turn_back,
        refusals=back_refusals,
        act=move_back,
        called=proposal_called,
        said=back_said,
        told=told_of_moves_back,
    ),
)
