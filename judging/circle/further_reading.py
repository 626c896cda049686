"""Further reads of the proposals near the line between those who go on and those who do not.

Marks of the running stage are looked at by the sum alone: people are shown numbers, never which proposals are near.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import Refused, refuse
from competitions.domain import composition
from competitions.models import Stage
from judging import letters, rules, stages
from judging.arithmetic.allocation.allocation import Infeasible
from judging.arithmetic.results.frozen import FrozenPart, entrants, links, reads
from judging.arithmetic.results.marks import totals_of
from judging.arithmetic.watching import extra_reads
from judging.domain.cards import scorecards
from judging.domain.desk import assigning
from judging.models import Assignment, Entrant
from judging.rules import sums

# How many further reads are offered, of a hundred proposals of the stage.
SHARES = (5, 10, 20)


@dataclass(frozen=True)
class Offer:
    """So many further reads: the most for one judge, and how many places are rightly given then."""

    number: int
    most: int
    rightly: float
    # Of those whose two readers differ more than noise explains, instead of where a read is worth most.
    is_of_discordant: bool = False


@dataclass(frozen=True)
class Offers:
    """What may be given out now: how many places there are, how many are rightly given as it is, and each offer."""

    places: int
    rightly: float
    each: tuple[Offer, ...]


def has_line(stage):
    """Whether readers are drawn in the stage, and only so many of some group go on."""
    return stages.of(stage).DRAW is not None and bool(composition.places(stage))


def refusal(stage, *, office, at):
    """Why nobody may give out further reads now."""
    owes = Assignment.objects.filter(stage=stage).standing().filter(scorecard__locked_at=None).exists()
    given = Assignment.objects.filter(stage=stage).standing().exists()
    return rules.further_reading_refusal(stage, office=office, has_line=has_line(stage), owes=owes or not given, at=at)


def offered(stage, *, at):
    """What further reads would cost and bring."""
    found, groups, places = believed(stage)
    seed = f"{stage.edition.lot_seed}|{stage.position}|further"
    numbers = sorted({max(len(groups) * share // 100, 1) for share in SHARES})

    def rightly(more):
        return extra_reads.rightly_chosen(found, more, groups=groups, places=places, seed=seed)

    each = []
    for number in numbers:
        more = found.ordered[:number]
        if len(more) == number and (most := most_for_one(stage, more, at=at)):
            each.append(Offer(number, most, rightly(more)))
    apart = found.discordant
    if apart and (most := most_for_one(stage, apart, at=at)):
        each.append(Offer(len(apart), most, rightly(apart), is_of_discordant=True))
    return Offers(sum(places.values()), rightly([]), tuple(each))


def most_for_one(stage, codes, *, at):
    """The most further reads that one judge would get; None where they cannot be given out."""
    try:
        _panel, _dossiers, pairs = assigning.draw_further(stage, codes, at=at)
    except Infeasible:
        return None
    judges = [judge for _proposal, judge, _position in pairs]
    return max((judges.count(judge) for judge in set(judges)), default=0)


def believed(stage):
    """What a further read of each proposal is worth, the groups of all, and the places of groups that have a line."""
    groups = {one.proposal.code: one.proposal.group.key for one in Entrant.objects.standing(stage)}
    sizes = list(groups.values())
    places = {group: number for group, number in composition.places(stage).items() if number < sizes.count(group)}
    found = extra_reads.worth(totals(stage), groups=groups, places=places, readers_each=stage.readers_each or 1)
    return found, groups, places


def totals(stage):
    """The signed cards as the computation would read them now: of who is still there, moved by joint marks."""
    frozen = scorecards.frozen(stage, readers_each=1, criteria=[])
    signed = defaultdict(list)
    for card in frozen["reads"]:
        signed[card["proposal"]].append(card["judge"])
    read = [one | {"readers": signed[one["proposal"]]} for one in frozen["entrants"] if one["proposal"] in signed]
    whole = FrozenPart(frozen | {"entrants": read})
    standing = entrants(whole)
    return totals_of([*reads(whole, standing), *links(whole, standing)])


def stamp(stage):
    """What the page of the offers was drawn from: every card, by the version that stands."""
    cards = Assignment.objects.filter(stage=stage).standing().order_by("pk")
    return stamps.fingerprint(list(cards.values_list("pk", "scorecard__number")))


@transaction.atomic
def give_further(stage, number, *, seen=None, by, at):
    """Give out so many further reads where they are worth most, to their readers as any other; returns how many.

    Without a number those proposals are read once more whose two readers differ too much.
    """
    stage = Stage.objects.locked(stage.pk)
    refuse(refusal(stage, office=by, at=at))
    stamps.unchanged(seen, stamp(stage), stage)
    found, _groups, _places = believed(stage)
    more = found.discordant if number is None else found.ordered[:number]
    try:
        panel, dossiers, pairs = assigning.draw_further(stage, more, at=at)
    except Infeasible as lack:
        raise Refused(rules.PANEL_TOO_SMALL, [sums.sentence(one.as_json()) for one in lack.lacks]) from lack
    assigning.write(stage, panel, dossiers, pairs, at=at)
    letters.tell("stage.work_given_out", stage, at=at)
    events.record("stage.further_reads_given", on=stage, by=by, at=at, assignments=len(pairs))
    return len(pairs)
