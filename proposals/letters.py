"""Who is written to when something happens to a dossier: event → template → recipients."""

from django.utils import timezone

from accounts.domain import letters
from accounts.models import Membership, Role, User


def tell(event, proposal, *, at, by, **context):
    """Write the letters of `event` about `proposal` (with edition, unit and agency loaded).

    The template is `letters/<event>.txt`. Whoever did it gets no letter, except the receipt of a submission.
    """
    people = holders(RECIPIENTS[event](proposal), on=timezone.localdate(at))
    if event != RECEIPT:
        people = people.exclude(pk=by.user_id)
    letters.write(event, to=people, about=proposal, at=at, proposal=proposal, by=by, **context)


def holders(memberships, *, on):
    """The active people behind the memberships in force on the date `on`, each once."""
    offices = memberships.current(on).values("user")
    return User.objects.filter(pk__in=offices, is_active=True).order_by("pk")


def unit_writers(proposal):
    """Everyone who ever wrote for the proposal's unit."""
    return Membership.objects.filter(role=Role.UNIT, unit=proposal.unit_id)


def agency_admins(proposal):
    """Everyone who was ever admin of the proposal's agency."""
    return Membership.objects.filter(role=Role.AGENCY_ADMIN, agency=proposal.agency_id)


def both(proposal):
    """Writers and admins."""
    return unit_writers(proposal) | agency_admins(proposal)


RECEIPT = "proposal.submitted"
RECIPIENTS = {
    "proposal.handed_over": agency_admins,
    "proposal.returned": unit_writers,
    RECEIPT: both,
    "proposal.withdrawn": both,
    "proposal.disqualified": both,
}
