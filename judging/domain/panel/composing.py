"""A decision held against the places and the rules of composition of its stage."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.numbers import number
from competitions.domain import composition
from competitions.models import CompositionRule
from judging.arithmetic.choice import balance
from judging.arithmetic.choice.selection import Rule
from judging.models import Choice, Entrant

Dimension = CompositionRule.Dimension


@dataclass(frozen=True)
class Balance:
    """One rule against the decision: the rule as a sentence, and how many there are now, fewest and most.

    They differ only for a rule about every value of a dimension: the number of the rarest and of the most frequent.
    """

    rule: str
    fewest: int
    most: int
    minimum: int | None
    maximum: int | None

    @property
    def now(self):
        """How many there are, as the rule counts them: what its limits are held against."""
        if self.fewest == self.most or self.maximum is None:
            return number(self.fewest)
        return number(self.most) if not self.minimum else f"{number(self.fewest)}–{number(self.most)}"

    @property
    def state(self):
        """Whether the rule holds now, in a word."""
        if self.maximum is not None and self.most > self.maximum:
            return _("terlampaui")
        return _("belum terpenuhi") if self.fewest < (self.minimum or 0) else _("terpenuhi")

    @property
    def is_kept(self):
        """Whether the rule holds now."""
        return (self.minimum or 0) <= self.fewest and (self.maximum is None or self.most <= self.maximum)


@dataclass(frozen=True)
class HeldRule:
    """A rule that a decision is held against, as a sentence; `asked` is what the arithmetic counts."""

    sentence: str
    asked: Rule
    minimum: int | None
    maximum: int | None


def balances(stage, decision, *, going=None, groups=None):
    """Places of each group, then each composition rule, against those who go on.

    `going` are their choices and `groups` those with places, where they are at hand. Three queries where they are not,
    and one for each dimension whose values have names of their own.
    """
    chosen = going_on(decision) if going is None else going
    return balanced(held_rules(stage, groups), [choice.proposal.traits for choice in chosen])


def balances_of(stage, decision, codes):
    """The same against those of a decision's proposals that have these codes."""
    return balanced(held_rules(stage), traits(Choice.objects.filter(decision=decision, proposal__code__in=codes)))


def balanced(rules, traits):
    """Each rule against those who would go on, given by their traits."""
    counts = balance.counted(traits)
    return [
        Balance(rule=one.sentence, **span(one.asked, counts), minimum=one.minimum, maximum=one.maximum) for one in rules
    ]


def held_rules(stage, groups=None):
    """The places of each group, then the composition rules, in their order; `groups` with places, where at hand."""
    rules = list(stage.composition.order_by("position"))
    said = composition.sentences(rules, stage.edition)
    return [
        *(
            HeldRule(
                ngettext(
                    "Paling banyak %(places)s usulan dari %(group)s",
                    "Paling banyak %(places)s usulan dari %(group)s",
                    group.places,
                )
                % {"places": composition.in_words(group.places), "group": group.name},
                Rule(Dimension.GROUP, group.key),
                minimum=None,
                maximum=group.places,
            )
            for group in (composition.groups_with_places(stage) if groups is None else groups)
            if group.places is not None
        ),
        *(
            HeldRule(
                said[rule.dimension, rule.value],
                Rule(rule.dimension, rule.value, values=asked_of(rule, stage)),
                minimum=rule.minimum,
                maximum=rule.maximum,
            )
            for rule in rules
        ),
    ]


def span(rule, counts):
    """How many a rule counts now, as a balance names it."""
    fewest, most = balance.now(rule, counts)
    return {"fewest": fewest, "most": most}


def asked_of(rule, stage):
    """The values that a minimum of every value asks for: those known beforehand, or those of the stage's entrants."""
    if rule.value != composition.EACH or not rule.minimum:
        return ()
    if known := composition.every_value(rule, stage.edition):
        return tuple(known)
    return tuple(sorted({one.proposal.traits[rule.dimension] for one in Entrant.objects.standing(stage)} - {""}))


def going_on(decision):
    """The choices of those who go on, with what places them; one query."""
    return list(with_places(Choice.objects.filter(decision=decision).going_on()))


def traits(choices):
    """The traits of the proposals of some choices; one query."""
    return [choice.proposal.traits for choice in with_places(choices)]


def with_places(choices):
    """Choices with everything that says where their proposals belong."""
    return choices.select_related("proposal__agency__region", "proposal__group", "proposal__category")


def broken(stage, decision):
    """The rules that a decision does not keep, each as a sentence with what it has now, in their order.

    In the portal's own language, whoever asks: two people agree to them and the public reads them.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return [
            _("%(rule)s: sekarang %(now)s") % {"rule": one.rule, "now": one.now}
            for one in balances(stage, decision)
            if not one.is_kept
        ]
