"""What acts on many in judging share: the stage, its entrants, and what rows are called."""

from competitions.models import Stage
from judging.models import Entrant


def stage_of(inputs):
    """The stage that an act on many is about."""
    return Stage.objects.select_related("edition", "rubric").get(pk=inputs["stage"])


def entrants(ids, inputs):
    """Entrants of the stage by their ids, in the order of their numbers; who left the contest is among them."""
    found = Entrant.objects.filter(stage=inputs["stage"], pk__in=ids)
    return list(
        found.select_related("proposal__agency__region", "proposal__category").order_by("proposal__number", "pk")
    )


def proposal_called(thing):
    """What a row about a proposal is called."""
    return f"{thing.proposal.code} {thing.proposal.title}"
