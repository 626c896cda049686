"""A dossier as its page is opened: found under its code by whoever may read it, and what its edition asks."""

from accounts.models import Membership, Role
from accounts.models.asked_often import asked_often
from accounts.models.printing import number_beside
from accounts.reading.printing import while_it_stands
from proposals.domain import questionnaire
from proposals.models import Proposal


def under(office, code):
    """The proposal of a code if the holder of `office` may read it, with its places; None if not. One query."""
    return next(iter(shown_to(Role(office.role), office.unit_id, office.agency_id, code.upper())), None)


@asked_often
def shown_to(role, unit, agency, code):
    """The same for an office by its role and its place; at most one. Adds `printing`, for `asked_of`."""
    office = Membership(role=role, unit_id=unit, agency_id=agency)
    found = Proposal.objects.visible_to(office).with_places().filter(code=code)
    return found.annotate(printing=number_beside()).order_by("pk")


def asked_of(edition_id, printing):
    """What an edition asks of its proposals, kept by the process: its tables count up when they change.

    Under the same number the same stands; `printing` is the one that came with the proposal, None where none did. Two
    queries where it is not kept.
    """
    return while_it_stands(("asked", edition_id), printing, lambda: questionnaire.of(edition_id))
