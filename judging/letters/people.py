"""Who is written to about judging: by office, and by what each is concerned with."""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Role, User


def secretaries(*, at):
    """The active secretaries of the day."""
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.SECRETARY)
    return User.objects.filter(pk__in=offices.values("user"), is_active=True).order_by("pk")


def by_person(told, *, at):
    """Who is concerned by what: (user, [what]) of today's writers and agency admins, everybody once.

    `told` holds (proposal, what) pairs; each person gets theirs in this order, nothing twice.
    """
    by_unit, by_agency = defaultdict(set), defaultdict(set)
    for place, (proposal, _what) in enumerate(told):
        by_unit[proposal.unit_id].add(place)
        by_agency[proposal.agency_id].add(place)
    offices = (
        Membership.objects.current(timezone.localdate(at))
        .filter(
            Q(role=Role.UNIT, unit__in=by_unit.keys()) | Q(role=Role.AGENCY_ADMIN, agency__in=by_agency.keys()),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("user_id")
    )
    people = defaultdict(set)
    for office in offices:
        people[office.user] |= by_unit[office.unit_id] if office.role == Role.UNIT else by_agency[office.agency_id]
    return [(person, [told[place][1] for place in sorted(places)]) for person, places in people.items()]
