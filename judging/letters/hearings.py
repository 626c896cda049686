"""Letters about sessions of interviews: when each is, and that it was moved."""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from accounts.templatetags.moments import deadline, left
from judging.letters import calendars
from judging.letters.people import by_person
from judging.models import Assignment


def told_when(stage, *, sessions, at):
    """Writers and agency admins of those whose sessions are new, when each is."""
    place = {session.proposal_id: session for session in sessions}
    ordered = sorted(sessions, key=lambda session: (session.starts_at, session.room))
    for person, own in by_person([(one.proposal, one.proposal) for one in ordered], at=at):
        heard = [place[proposal.pk] for proposal in own]
        yield (
            person,
            lambda heard=heard: set_words(stage, heard),
            lambda heard=heard, person=person: calendars.attached(stage, heard, to=person, at=at),
        )


def set_words(stage, sessions):
    """What somebody is told whose proposals are to be heard."""
    lines = (f"- {one.proposal.title} ({one.proposal.code}): {deadline(one.starts_at)}, {one.room}" for one in sessions)
    return {
        "tahap": str(stage),
        "sesi": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:hearings"),
    }


def concerned_by_session(stage, *, session, reason="", at, method=calendars.REQUEST):
    """Writers, agency admins and judges of a session, everybody once; also where its proposal has left the contest."""
    proposal, told = session.proposal, set()
    page = reverse("judging:hearing", args=[session.pk])
    for person, _own in by_person([(proposal, proposal)], at=at):
        told.add(person.pk)
        yield (
            person,
            lambda: moved_words(stage, session, reason, page),
            lambda person=person: calendars.attached(stage, [session], to=person, at=at, method=method),
        )
    title = calendars.neutral_titles([session])[proposal.pk] if stage.is_blind else proposal.title
    desk_page = reverse("judging:schedule", args=[stage.edition.slug, stage.position])
    for judge in judges_of(stage, proposal).exclude(pk__in=told):
        yield (
            judge,
            lambda: moved_words(stage, session, reason, desk_page, title=title),
            lambda judge=judge: calendars.attached(
                stage, [session], to=judge, at=at, method=method, is_blind=stage.is_blind
            ),
        )


def session_called_off(stage, *, session, at):
    """The same people, whose calendars lose a session that will not be."""
    return concerned_by_session(stage, session=session, at=at, method=calendars.CANCEL)


def judges_of(stage, proposal):
    """Who holds work on a proposal in a stage, whatever became of the proposal."""
    held = Assignment.objects.filter(stage=stage, proposal=proposal, recused_at=None)
    return User.objects.filter(pk__in=held.values("judge"), is_active=True).order_by("pk")


def moved_words(stage, session, reason, page, *, title=""):
    """What somebody is told of a session that was moved, or called off.

    `title` stands for the proposal's own where it is hidden.
    """
    proposal = session.proposal
    return {
        "tahap": str(stage),
        "sesi": f"{title or proposal.title} ({proposal.code}): {deadline(session.starts_at)}, {session.room}",
        "alasan": reason,
        "tautan": settings.BASE_URL + page,
    }


def lacking(stage, missing, end, *, at):
    """Writers and agency admins of proposals whose materials are missing, and the words for each.

    `missing` holds (proposal, the names of what is missing) pairs, due by `end`.
    """
    for person, own in by_person([(proposal, (proposal, names)) for proposal, names in missing], at=at):
        yield person, lambda own=own: lacking_words(stage, own, end, at=at)


def lacking_words(stage, missing, end, *, at):
    """What somebody is reminded of whose materials are missing."""
    lines = (f"- {proposal.title} ({proposal.code}): {', '.join(map(str, names))}" for proposal, names in missing)
    return {
        "tahap": str(stage),
        "tenggat": deadline(end),
        "sisa": left(end, at),
        "bahan": "\n".join(lines),
        "tautan": settings.BASE_URL + reverse("judging:hearings"),
    }
