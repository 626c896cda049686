"""What the page of the room shows: everybody who stands, what is decided, how it keeps the rules, what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from accounts.models.asked_often import asked_often
from competitions.models import RecapSource
from judging.domain.panel import composing, passing, plenary
from judging.models import Choice, Standing
from judging.reading import progress
from judging.reporting import beliefs, standings
from proposals.domain import dossier

# So many of those who do not go on are listed; the others are found by a word.
LISTED = 150


@dataclass
class Seat:
    """One proposal in the room: its choice, its standing, and whether its reader may see it at all."""

    choice: Choice
    standing: Standing | None
    is_closed: bool = False
    # The keys of the sources that are shown beside the score.
    shown: tuple[str, ...] = ()

    @property
    def in_sources(self):
        """The score in each source that is shown, in their order."""
        scores = self.told.get("scores", {})
        return [standings.decimal(scores.get(key)) for key in self.shown]

    @property
    def proposal(self):
        return self.choice.proposal

    @property
    def code(self):
        return self.proposal.code

    @property
    def rank(self):
        return (self.standing.rank if self.standing else None) or 0

    @property
    def score(self):
        return self.standing.score if self.standing else None

    @property
    def told(self):
        return self.standing.particulars if self.standing else {}

    @property
    def is_barred(self):
        return self.told.get("barred", False)

    @property
    def times(self):
        """In how many of the draws it is in; None where nothing was drawn."""
        return self.told.get("chosen")


@dataclass(frozen=True)
class Deviation:
    """What the meeting decided otherwise: who gives way, who comes in, why, at which price and how surely."""

    out: Seat | None
    taken: Seat | None
    reason: str
    price: Decimal | None
    probability: str


@dataclass(frozen=True)
class Outlook:
    """What an exchange would do: how the rules would stand, what it would cost, how surely, who would have to leave."""

    out: Seat
    taken: Seat
    rows: tuple
    price: Decimal | None
    probability: str
    leaving: tuple[str, ...]
    breaks: int
    # The scores of the one taken that lie below a passing score.
    below: tuple = ()


@dataclass(frozen=True)
class Hall:
    """A decision as the room sees it."""

    version: str
    seats: tuple[Seat, ...]
    rules: tuple
    balances: tuple
    prices: tuple[tuple[str, Decimal], ...]
    deviations: tuple[Deviation, ...]
    total: Decimal
    machine_total: Decimal
    draws: int | None
    sources: tuple[tuple[str, str], ...]
    passings: tuple

    @property
    def going_on(self):
        return [one for one in self.seats if one.choice.goes_on]

    @property
    def others(self):
        return [one for one in self.seats if not one.choice.goes_on]

    @property
    def price(self):
        """What the meeting's exchanges cost in points; below 0 they brought some."""
        return self.machine_total - self.total

    def seat(self, code):
        """The seat of a code that may be read, or None."""
        return next((one for one in self.seats if one.code == code and not one.is_closed), None)


def room(stage, decision, *, version, closed=frozenset()):
    """The whole room; `version` is the stamp of the decision, asked before the room is read.

    `closed` are the ids of proposals whose numbers the reader does not see. Some ten queries.
    """
    counted = [row.source for row in counted_in(stage.pk)]
    sources = tuple((one.key, one.name) for one in counted) if len(counted) > 1 else ()
    keys = tuple(key for key, _name in sources)
    found = standing_of(stage)
    seats = tuple(
        sorted(
            (
                Seat(one, found.get(one.proposal_id), one.proposal_id in closed, keys)
                for one in standing_choices(decision.pk)
            ),
            key=lambda one: (one.proposal.group.position, one.rank),
        )
    )
    told = progress.computation(stage).notes
    rules = tuple(composing.held_rules(stage))
    return Hall(
        version=version,
        seats=seats,
        rules=rules,
        balances=tuple(composing.balanced(rules, going(seats))),
        prices=standings.rule_prices(told.get("rule_prices") or (), standings.said_of(stage, told)),
        deviations=tuple(deviations(stage, seats)),
        total=points(one for one in seats if one.choice.goes_on),
        machine_total=points(one for one in seats if one.choice.proposed_by_machine),
        draws=told.get("draws"),
        sources=sources,
        passings=tuple(standings.passings([*counted, stage])),
    )


@asked_often
def counted_in(stage):
    """The sources of a stage's recap that count, by its id, in the order of their stages."""
    rows = RecapSource.objects.filter(stage=stage, source__skipped_at=None)
    return rows.select_related("source").order_by("source__position")


@asked_often
def standing_choices(decision):
    """The choices of a decision, by its id, on proposals in the contest, with what places them."""
    return (
        Choice.objects.filter(decision=decision)
        .standing()
        .select_related("proposal__agency__region", "proposal__group", "proposal__category")
        .order_by("proposal__title", "pk")
    )


def standing_of(stage):
    """The standings of a stage by proposal id."""
    return {one.proposal_id: one for one in unsealed(stage.pk)}


@asked_often
def unsealed(stage):
    """The standings of a stage, by its id, each with its proposal's code."""
    return Standing.objects.unsealed().filter(stage=stage).annotate(code=F("proposal__code"))


def going(seats, *, without=None, and_with=None):
    """The traits of those who go on, or would after an exchange."""
    return [one.proposal.traits for one in seats if (one.choice.goes_on and one is not without) or one is and_with]


def points(seats):
    """The sum of the scores."""
    return sum((one.score for one in seats if one.score is not None), Decimal(0))


def deviations(stage, seats):
    """Every exchange once, then the departures that stand alone."""
    by_pk = {one.proposal.pk: one for one in seats}
    changed = [one for one in seats if one.choice.departs]
    belief = beliefs.of(stage) if changed else None
    told = set()
    for one in changed:
        other = by_pk.get(one.choice.partner_id)
        if one.proposal.pk in told:
            continue
        told |= {one.proposal.pk, one.choice.partner_id}
        out, taken = (other, one) if one.choice.goes_on else (one, other)
        yield Deviation(out, taken, one.choice.reason, gap(out, taken), likely(belief, out, taken))


def gap(out, taken):
    """What an exchange costs in points, below 0 where it brings some; of one alone its own score."""
    if out is None or taken is None:
        (one,) = [one for one in (out, taken) if one is not None]
        return one.score if out is not None or one.score is None else -one.score
    return None if out.score is None or taken.score is None else out.score - taken.score


def likely(belief, out, taken):
    """In words, how likely it is that the one taken is the better of the two; "" where nothing tells."""
    if belief is None or out is None or taken is None or not {out.code, taken.code} <= belief.place.keys():
        return ""
    return beliefs.in_words(belief.above(taken.code, out.code))


def outlook(stage, shown, out, taken, *, meeting):
    """What exchanging these two would do; `meeting` is what the minutes say of it so far, or None."""
    after = composing.balanced(shown.rules, going(shown.seats, without=out, and_with=taken))
    rows = tuple(zip(shown.balances, after, strict=True))
    present = meeting["members"] if meeting else ()
    return Outlook(
        out=out,
        taken=taken,
        rows=rows,
        price=gap(out, taken),
        probability=likely(beliefs.of(stage), out, taken),
        leaving=tuple(
            f"{one['code']} {one['name']}"
            for one in present
            if {out.code, taken.code} & {tie["code"] for tie in one["left"]}
        ),
        breaks=sum(now.is_kept and not then.is_kept for now, then in rows),
        below=tuple(passing.below(stage, [taken.proposal.pk])),
    )


def evidence_of(seats):
    """The evidence of these finalists, each with its files as the judges read them; one query each."""
    return [(seat, [file for file in dossier.judged_files(seat.proposal.pk) if file.section_id]) for seat in seats]


def closed_to(stage, member, *, on):
    """The ids of the proposals whose numbers this member does not see: those the member is tied to."""
    return plenary.tied(stage, [member], on=on)[member.pk]


def listed(shown, word=""):
    """Those who do not go on that are listed: the best by score, or those that a word finds; and how many there are."""
    others = shown.others
    if word:
        asked = word.casefold()
        others = [
            one
            for one in others
            if asked in one.code.casefold()
            or asked in one.proposal.title.casefold()
            or asked in one.proposal.agency_name.casefold()
        ]
    best = sorted(others, key=lambda one: (one.score is None, -(one.score or 0), one.code))
    return best[:LISTED], len(others)
