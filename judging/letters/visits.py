"""Letters about field visits: on which day each is, and that it was moved."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.templatetags.moments import day
from judging.letters import calendars
from judging.letters.people import by_person
from judging.models import Assignment


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


def concerned_by_visit(stage, *, visit, reason="", at):
    """The verifiers of a visit and, where it is announced, its writers and agency admins; everybody once."""
    told = set()
    if visit.is_announced:
        for person, _own in by_person([(visit.proposal, visit.proposal)], at=at):
            told.add(person.pk)
            yield (
                person,
                lambda: visit_moved_words(stage, visit, reason, reverse("judging:visits-mine")),
                lambda person=person: calendars.attached_visits(stage, [visit], to=person, at=at),
            )
    held = Assignment.objects.standing().filter(stage=stage, proposal=visit.proposal)
    for judge in User.objects.filter(pk__in=held.values("judge"), is_active=True).exclude(pk__in=told).order_by("pk"):
        yield (
            judge,
            lambda: visit_moved_words(stage, visit, reason, reverse("judging:desk")),
            lambda judge=judge: calendars.attached_visits(stage, [visit], to=judge, at=at),
        )


def visit_moved_words(stage, visit, reason, page):
    """What somebody is told of a visit that was moved."""
    return {
        "tahap": str(stage),
        "kunjungan": said(visit),
        "alasan": reason,
        "tautan": settings.BASE_URL + page,
    }
