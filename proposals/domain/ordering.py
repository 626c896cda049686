"""An agency's admin puts the candidates of an edition in order, so that the first are sent where there is a cap."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from accounts.domain import events, stamps
from accounts.models import Agency
from accounts.rules import Refused, refuse
from proposals import rules
from proposals.models import UNSENT, AgencyOrder, Proposal, Status


@transaction.atomic
def put_in_order(edition, order: Sequence[int], *, seen=None, by, at):
    """Keep the order of an agency's candidates, by their keys; returns the AgencyOrder. Raises Refused and Stale."""
    # Two admins of an agency queue here.
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    refuse(rules.ordering_refusal(edition, office=by, at=at))
    own = dict(candidates([edition.pk], by.agency_id).values_list("pk", "code"))
    if set(order) - set(own) or len(set(order)) != len(order):
        raise Refused(rules.FOREIGN_CANDIDATE)
    stamps.unchanged(seen, stamp(edition.pk, by.agency_id), None)
    kept, _is_new = AgencyOrder.objects.update_or_create(
        edition=edition,
        agency_id=by.agency_id,
        defaults={"proposals": list(order), "ordered_at": at, "ordered_by": by},
    )
    events.record("edition.candidates_ordered", on=edition, by=by, at=at, order=[own[pk] for pk in order])
    return kept


def candidates(editions, agency_id):
    """What an agency could send or has sent in some editions, the first begun first."""
    found = Proposal.objects.filter(
        edition__in=editions, agency=agency_id, status__in=[*UNSENT, Status.SUBMITTED], deleted_at=None
    )
    return found.order_by("number", "pk")


def standing(editions, agency_id):
    """The candidates of an agency in order, each with whether it has a place, by edition; two queries."""
    kept = AgencyOrder.objects.filter(edition__in=editions, agency=agency_id)
    orders = dict(kept.values_list("edition", "proposals"))
    found, caps = defaultdict(list), {}
    for one in candidates(editions, agency_id).with_places():
        found[one.edition_id].append(one)
        if one.group and one.group.agency_cap is not None:
            caps[one.group_id] = one.group.agency_cap
    return {
        one.pk: rules.placed(rules.in_order(found[one.pk], orders.get(one.pk, ())), one.agency_cap, caps)
        for one in editions
    }


def stamp(edition_id, agency_id):
    """The stamp of the order as it stands, and of who is in it."""
    order = AgencyOrder.objects.filter(edition=edition_id, agency=agency_id).values_list("proposals", flat=True).first()
    there = list(candidates([edition_id], agency_id).values_list("pk", "status"))
    return stamps.fingerprint([order or [], [list(one) for one in there]])


def join(source, target):
    """Two agencies become one: what the one that goes had in order comes after what the other had."""
    for order in AgencyOrder.objects.filter(agency=source):
        kept = AgencyOrder.objects.filter(edition=order.edition_id, agency=target).first()
        if kept is None:
            AgencyOrder.objects.filter(pk=order.pk).update(agency=target)
            continue
        AgencyOrder.objects.filter(pk=kept.pk).update(proposals=[*kept.proposals, *order.proposals])
        order.delete()
