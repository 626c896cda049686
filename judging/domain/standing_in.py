"""Who stands in a stage, and what a composition rule would see of them."""

from judging.models import Choice, Entrant
from proposals.models import Proposal


def proposals_entering(stage):
    """The proposals that enter a stage: those the last published stage before it sent on.

    Before the first stage that is every submitted proposal of the edition. A proposal withdrawn or
    disqualified since then does not enter.
    """
    in_contest = Proposal.objects.filter(edition=stage.edition_id).in_contest()
    source = (
        stage.edition.stages.filter(position__lt=stage.position, published_at__isnull=False)
        .order_by("-position")
        .first()
    )
    if source is None:
        return in_contest
    sent_on = Choice.objects.filter(decision__stage=source, goes_on=True)
    return in_contest.filter(pk__in=sent_on.values("proposal"))


def entrants(stage):
    """The stage's entrants with everything that places them, in a fixed order.

    Who was disqualified or withdrew since entering does not count any more: no place, no work, no result.
    """
    return (
        Entrant.objects.filter(stage=stage, proposal__in=Proposal.objects.in_contest())
        .select_related("proposal__agency__region", "proposal__group", "proposal__category")
        .order_by("proposal_id")
    )


def traits(proposal):
    """A proposal's value on each dimension of composition."""
    agency = proposal.agency
    return {
        "category": proposal.category.key,
        "group": proposal.group.key,
        "agency_kind": agency.kind,
        "agency": str(agency.pk),
        "province": agency.province_code or "",
        "region_class": str(agency.region_class),
    }


def groups(stage):
    """The keys of the edition's groups."""
    return list(stage.edition.groups.order_by("position").values_list("key", flat=True))


def quotas(stage):
    """Places by group key; a group that is absent has no limit of its own."""
    return {quota.group.key: quota.places for quota in stage.quotas.select_related("group").order_by("group__position")}


def composition(stage):
    """The stage's composition rules as JSON values, in their order."""
    return [
        {"dimension": rule.dimension, "value": rule.value, "minimum": rule.minimum, "maximum": rule.maximum}
        for rule in stage.composition.order_by("position")
    ]
