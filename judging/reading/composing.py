"""How a decision, as it stands, compares with the places and the rules of composition of its stage."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from competitions.models import CompositionRule
from judging.domain import standing_in
from judging.models import Choice

Dimension = CompositionRule.Dimension


@dataclass(frozen=True)
class Balance:
    """One rule against the decision: how many there are now, and how many there must or may be.

    For a rule about each single value of a dimension, `now` is the most frequent value's number.
    """

    dimension: str
    label: str
    now: int
    minimum: int | None
    maximum: int | None

    @property
    def is_kept(self):
        """Whether the rule holds now."""
        return (self.minimum is None or self.now >= self.minimum) and (self.maximum is None or self.now <= self.maximum)


def balances(stage, decision):
    """Places of each group, then each composition rule, against those who go on; three queries."""
    counts = counted(decision)
    return [
        *(
            Balance(
                dimension=Dimension.GROUP.label,
                label=_("Tempat untuk %(group)s") % {"group": quota.group.name},
                now=counts[Dimension.GROUP][quota.group.key],
                minimum=None,
                maximum=quota.places,
            )
            for quota in stage.quotas.select_related("group").order_by("group__position")
        ),
        *(balance_of(rule, counts[rule.dimension]) for rule in stage.composition.order_by("position")),
    ]


def counted(decision):
    """How many of those who go on have each value, by dimension."""
    going_on = Choice.objects.filter(decision=decision, goes_on=True).select_related(
        "proposal__agency__region", "proposal__group", "proposal__category"
    )
    counts = {dimension: Counter() for dimension in Dimension.values}
    for choice in going_on:
        for dimension, value in standing_in.traits(choice.proposal).items():
            if value:
                counts[dimension][value] += 1
    return counts


def balance_of(rule, counts):
    """One composition rule against the counts of its dimension."""
    now = max(counts.values(), default=0) if rule.value == "*" else counts[rule.value]
    return Balance(
        dimension=rule.get_dimension_display(),
        label=rule.label,
        now=now,
        minimum=rule.minimum,
        maximum=rule.maximum,
    )


def departures(decision):
    """The choices where people decided other than the machine proposed, by code."""
    return (
        Choice.objects.filter(decision=decision)
        .exclude(goes_on=F("proposed_by_machine"))
        .select_related("proposal__agency")
        .order_by("proposal__code")
    )


@dataclass(frozen=True)
class Honour:
    """A special award: how many of its places are given."""

    name: str
    given: int
    places: int


def honours(decision, awards):
    """The special awards of a stage against their places; no query without one."""
    if not awards:
        return []
    lists = Choice.objects.filter(decision=decision, goes_on=True).values_list("honours", flat=True)
    given = Counter(key for keys in lists for key in keys)
    return [Honour(award.name, given[award.key], award.places) for award in awards]
