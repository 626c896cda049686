"""What acts on many in judging share: the stage, its entrants, and what rows are called."""

from dataclasses import replace

from competitions.models import Stage
from judging import rules
from judging.domain.judges import held_apart as ties
from judging.models import Entrant


def held_apart(kind):
    """A kind whose preview says, too, which of its things are of a proposal that ties whoever asks."""

    def refusals(things, inputs, *, office, at):
        found = dict(kind.refusals(things, inputs, office=office, at=at))
        own = {one.pk: one.proposal_id for one in things if hasattr(one, "proposal_id")}
        tied = ties.tied_among(office, set(own.values()), at=at) if own else frozenset()
        return found | {pk: rules.HELD_APART for pk, proposal in own.items() if proposal in tied and not found.get(pk)}

    return replace(kind, refusals=refusals)


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
