"""Interview sessions moved by the same time, many at once: those of a day, of a room, or whatever a search finds."""

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.domain.bulk_kinds import BulkKind
from judging import rules
from judging.bulk_acts.things import proposal_called
from judging.domain.hearings import session_clashes, sessions
from judging.models import Session


def span_of(inputs):
    """By how much they are moved; by nothing as long as nobody has said it."""
    return timedelta(days=inputs.get("days", 0), minutes=inputs.get("minutes", 0))


def in_turn(ids, inputs):
    """Sessions of the stage by their ids, so that each moves to where the one before it has just left."""
    first = "-starts_at" if span_of(inputs) > timedelta(0) else "starts_at"
    found = Session.objects.filter(stage=inputs["stage"], pk__in=ids)
    return list(found.select_related("stage__edition", "proposal__agency").order_by(first, "room", "pk"))


def refusals(things, inputs, *, office, at):
    """Why some cannot be moved: never into the past, out of the window, or onto one that stays where it is."""
    shift, moved = span_of(inputs), {one.pk for one in things}
    around = session_clashes.surroundings(things) if things else None
    found = {}
    for one in things:
        span = one.starts_at + shift, one.ends_at + shift
        found[one.pk] = rules.moving_refusal(one, one.room, *span, office=office, at=at)
        if found[one.pk] is None and (there := around.clashes(one, one.room, span[0], leaving=moved)):
            found[one.pk] = replace(rules.SESSION_CLASHES, sentence=" ".join(there))
    return found


def move(pk, inputs, *, key, by, at):
    """Move one session; nothing is made that could be taken back but by moving it again."""
    session = Session.objects.select_related("stage__edition", "proposal").get(pk=pk, stage=inputs["stage"])
    sessions.move(session, session.room, session.starts_at + span_of(inputs), inputs["reason"], by=by, at=at)


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
    yield _("Peserta dan panel setiap sesi menerima surat dengan kalender yang baru.")


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
    ),
)
