"""Letters about sessions of interviews: when each is, and that it was moved."""

from collections import defaultdict

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
    return concerned_by_sessions(stage, sessions=[session], reason=reason, at=at, method=method)


def concerned_by_sessions(stage, *, sessions, reason="", at, method=calendars.REQUEST):
    """The same of several: everybody once, told of all that are theirs, in the order of the day."""
    sessions, told = sorted(sessions, key=lambda one: (one.starts_at, one.room, one.pk)), set()
    for person, own in by_person([(one.proposal, one) for one in sessions], at=at):
        told.add(person.pk)
        page = reverse("judging:hearing", args=[own[0].pk]) if len(own) == 1 else reverse("judging:hearings")
        yield (
            person,
            lambda own=own, page=page: moved_words(stage, own, reason, page),
            lambda own=own, person=person: calendars.attached(stage, own, to=person, at=at, method=method),
        )
    titles = calendars.neutral_titles(sessions) if stage.is_blind else {}
    desk_page = reverse("judging:schedule", args=[stage.edition.slug, stage.position])
    for judge, heard in by_judge(stage, sessions):
        if judge.pk in told:
            continue
        yield (
            judge,
            lambda heard=heard: moved_words(stage, heard, reason, desk_page, titles=titles),
            lambda heard=heard, judge=judge: calendars.attached(
                stage, heard, to=judge, at=at, method=method, is_blind=stage.is_blind
            ),
        )


def session_called_off(stage, *, session, at):
    """The same people, whose calendars lose a session that will not be."""
    return concerned_by_session(stage, session=session, at=at, method=calendars.CANCEL)


def judges_of(stage, proposal):
    """Who holds work on a proposal in a stage, whatever became of the proposal."""
    held = Assignment.objects.filter(stage=stage, proposal=proposal, recused_at=None)
    return User.objects.filter(pk__in=held.values("judge"), is_active=True).order_by("pk")


def by_judge(stage, sessions):
    """(judge, sessions) of who holds work on their proposals in a stage, whatever became of the proposals."""
    of_proposal = {one.proposal_id: one for one in sessions}
    held = Assignment.objects.filter(
        stage=stage, proposal__in=of_proposal.keys(), recused_at=None, judge__is_active=True
    ).select_related("judge")
    found = defaultdict(set)
    for one in held.order_by("judge", "pk"):
        found[one.judge].add(one.proposal_id)
    return [(judge, [one for one in sessions if one.proposal_id in own]) for judge, own in found.items()]


def moved_words(stage, sessions, reason, page, *, titles=None):
    """What somebody is told of sessions that were moved, or called off: one in a line, several each in its own.

    `titles`, by the ids of proposals, stand for their own where these are hidden.
    """
    lines = [
        f"{(titles or {}).get(one.proposal_id) or one.proposal.title} ({one.proposal.code}): "
        f"{deadline(one.starts_at)}, {one.room}"
        for one in sessions
    ]
    return {
        "tahap": str(stage),
        "sesi": "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else "".join(lines),
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
