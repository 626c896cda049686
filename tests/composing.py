"""What rules of composition did to a published list, counted anew from the plan; and marks that put proposals in order.

The arithmetic of the portal is not asked: its answer is what is looked at.
"""

from collections import Counter, defaultdict
from itertools import chain, combinations, product

from competitions.domain import composition
from judging.models import Standing
from proposals.models import Announcement


def listed(stage):
    """The titles that a stage's list had when it was decided, those among them that an objection took off later."""
    announcement = Announcement.objects.get(stage=stage)
    return {line["title"] for line in (*announcement.entries, *announcement.changes)}


def standings(stage):
    """How the entrants of a stage stand, those of each group together, the best first."""
    rows = Standing.objects.filter(stage=stage).order_by("proposal__group__position", "rank")
    found = defaultdict(list)
    for one in rows.select_related("proposal__group", "proposal__category", "proposal__agency__region"):
        found[one.proposal.group.key].append(one)
    return found


def by_score(stage):
    """The titles that would be on the list by score and the places of each group alone."""
    places = composition.places(stage)
    return {one.proposal.title for group, own in standings(stage).items() for one in own[: places[group]]}


def exchanged(stage):
    """Who gave way to the rules, and who is on the list instead; by title."""
    alone, there = by_score(stage), listed(stage)
    return sorted(alone - there), sorted(there - alone)


def best(stage):
    """The titles of the best list by the total of scores that fills the places and keeps the rules, of all there are.

    There is one: where two were as good, the test would say nothing.
    """
    places, keeps = composition.places(stage), kept(stage)
    of_each = [combinations(own, min(places[group], len(own))) for group, own in standings(stage).items()]
    lists = [list(chain(*one)) for one in product(*of_each)]
    totals = {
        frozenset(one.proposal.title for one in chosen): sum(one.score for one in chosen)
        for chosen in lists
        if keeps([one.proposal.traits for one in chosen])
    }
    highest = max(totals.values())
    (found,) = [titles for titles, total in totals.items() if total == highest]
    return found


def kept(stage):
    """A function that says whether proposals, by their traits, keep every rule of a stage."""
    rules = list(stage.composition.order_by("position"))
    assert rules, f"{stage} has no rules"
    entered = [one.proposal.traits for own in standings(stage).values() for one in own]
    asked = [
        (rule, {traits[rule.dimension] for traits in entered} | set(composition.every_value(rule, stage.edition)))
        if rule.value == composition.EACH
        else (rule, {rule.value})
        for rule in rules
    ]

    def keeps(chosen):
        for rule, values in asked:
            counts = Counter(traits[rule.dimension] for traits in chosen)
            if any(counts[value] < (rule.minimum or 0) for value in values):
                return False
            if rule.maximum is not None and any(counts[value] > rule.maximum for value in values):
                return False
        return True

    return keeps


def ranked(*numbers):
    """Marks for `playing.carry`: the proposals with these numbers in their code, best first, one step after the other.

    A step is one criterion, beginning with the last, a level lower; a 0 leaves a step out.
    """

    def given(form, _dossier):
        # Whoever goes on to the next dossier has it in the address of the form alone.
        rank = numbers.index(int(form.action.rstrip("/").rpartition("-")[2]))
        names = [name for name, kind in form.kinds.items() if kind == "radio"]
        return {
            name: sorted(form.choices[name], key=int)[-1 - (rank + place) // len(names)]
            for place, name in enumerate(names)
        }

    return given
