"""Letters about field visits: on which day each is, and that it was moved."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.templatetags.moments import day
from judging.letters import calendars
from judging.letters.hearings import judges_of
from judging.letters.people import by_person


def told_which_day(stage, *, visits, at):
    """Writers and agency admins of those whose visits are announced, the day of each."""
    place = {visit.proposal_id: visit for visit in visits if visit.is_announced}
    ordered = sorted(place.values(), key=lambda visit: (visit.planned_on, visit.proposal.code))
    for person, own in by_person([(one.proposal, one.proposal) for one in ordered], at=at):
        told = [place[proposal.pk] for proposal in own]
        yield (
            person,
            lambda told=told: visits_words(stage, told),
            lambda told=told, person=person: calendars.attached_visits(stage, told, to=person, at=at),
        )


def visits_words(stage, visits):
    """What somebody is told whose proposals are to be visited."""
    return {
        "tahap": str(stage),
        "kunjungan": "\n".join(f"- {said(one)}" for one in visits),
        "tautan": settings.BASE_URL + reverse("judging:visits-mine"),
    }


def said(visit):
    """A visit in a line: what is visited, on which day, and who else comes."""
    line = f"{visit.proposal.title} ({visit.proposal.code}): {day(visit.planned_on)}"
    return line + (_(", bersama %(party)s") % {"party": visit.party} if visit.party else "")


def concerned_by_visit(stage, *, visit, reason="", at, method=calendars.REQUEST):
    """The verifiers of a visit and, where it is announced, its writers and agency admins; everybody once.

    Also where its proposal has left the contest.
    """
    told = set()
    if visit.is_announced:
        for person, _own in by_person([(visit.proposal, visit.proposal)], at=at):
            told.add(person.pk)
            yield (
                person,
                lambda: visit_moved_words(stage, visit, reason, reverse("judging:visits-mine")),
                lambda person=person: calendars.attached_visits(stage, [visit], to=person, at=at, method=method),
            )
    for judge in judges_of(stage, visit.proposal).exclude(pk__in=told):
        yield (
            judge,
            lambda: visit_moved_words(stage, visit, reason, reverse("judging:desk")),
            lambda judge=judge: calendars.attached_visits(stage, [visit], to=judge, at=at, method=method),
        )


def visit_called_off(stage, *, visit, at):
    """The same people, whose calendars lose a visit that will not be made."""
    return concerned_by_visit(stage, visit=visit, at=at, method=calendars.CANCEL)


def visit_moved_words(stage, visit, reason, page):
    """What somebody is told of a visit that was moved, or called off."""
    return {
        "tahap": str(stage),
        "kunjungan": said(visit),
        "alasan": reason,
        "tautan": settings.BASE_URL + page,
    }
