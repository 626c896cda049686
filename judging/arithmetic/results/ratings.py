"""The result of ratings by the public: held batches left out, means with spread, few ratings pulled to the mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal, localcontext

from judging.arithmetic.holding import UNDECIDED, Batch, Cast, Limits, Ruling, batches, held
from judging.arithmetic.marking import mean
from judging.arithmetic.nomination import Nominee, rank_in_groups
from judging.arithmetic.points import EXACT, hundredths
from judging.arithmetic.results.frozen import FrozenPart, Gap, entrants
from judging.arithmetic.results.result import Result, Results, Step, silent

# 97.5 % of a normal distribution lie below this: the interval about a mean of many ratings.
NORMAL = Decimal("1.96")
# The middle of the scale, where nobody has rated anything.
MIDDLE = Decimal(50)


def compute(frozen: Mapping[str, object], *, step: Step = silent) -> Results:
    """From `ratings` with where and when they came from, `limits` and what was `decided` about batches; all go on.

    A score is the mean of the ratings that count, together with `pull` more that are as good as the mean of all: two
    friends do not put an innovation first. The plain mean stands beside it.
    """
    step("holding", 0, 2)
    whole = FrozenPart(frozen)
    standing = entrants(whole)
    came = whole.parts("ratings")
    found = batches([cast(one) for one in came], limits(whole.part("limits")))
    decided = decisions(whole.parts("decided"))
    out = held(found, decided)
    totals, kept_out = told_apart(came, out, among={one.proposal for one in standing})
    step("ranking", 1, 2)
    pull = whole.whole("pull")
    everything = [total for own in totals.values() for total in own]
    overall = mean(everything) if everything else MIDDLE
    nominees = [
        Nominee(
            id=one.proposal,
            score=hundredths(pulled(totals[one.proposal], overall, pull)),
            tie_breakers=(Decimal(len(totals[one.proposal])),),
            traits=one.traits,
        )
        for one in standing
    ]
    places = rank_in_groups(nominees, seed=whole.text("seed"))
    each = tuple(
        Result(
            proposal=str(one.id),
            goes_on=True,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=hundredths(mean(totals[str(one.id)])) if totals[str(one.id)] else None,
            decided_by=places[one.id].decided_by,
            particulars={"n": len(totals[str(one.id)]), "held": kept_out[str(one.id)], **spread(totals[str(one.id)])},
        )
        for one in nominees
    )
    step("ranking", 2, 2)
    return Results(each, notes(found, decided, counted=len(came) - len(out), kept_out=len(out), overall=overall))


def told_apart(
    came: Sequence[FrozenPart], out: AbstractSet[str], *, among: AbstractSet[str]
) -> tuple[dict[str, list[Decimal]], dict[str, int]]:
    """The ratings of each entrant that count, and how many were held."""
    totals: dict[str, list[Decimal]] = {proposal: [] for proposal in sorted(among)}
    kept_out = dict.fromkeys(totals, 0)
    for one in came:
        proposal = one.text("proposal")
        if proposal not in totals:
            raise Gap("not_an_entrant", proposal=proposal)
        if one.text("id") in out:
            kept_out[proposal] += 1
        else:
            totals[proposal].append(one.figure("total"))
    return totals, kept_out


def notes(
    found: Sequence[Batch],
    decided: Mapping[tuple[str, str, int, int], Ruling],
    *,
    counted: int,
    kept_out: int,
    overall: Decimal,
) -> dict[str, object]:
    """How many ratings counted, how many were held, and in which batches."""
    return {
        "counted": counted,
        "held": kept_out,
        "overall": str(hundredths(overall)),
        "batches": [
            {
                "source": batch.source.sort,
                "name": batch.source.name,
                "since": batch.since,
                "until": batch.until,
                "ratings": len(batch.ids),
                **told(decided.get(batch.key, UNDECIDED)),
            }
            for batch in found
        ],
    }


def told(ruling: Ruling) -> dict[str, object]:
    """What was decided about a batch, as plain values."""
    since, until = ruling.besides or (None, None)
    return {"let_in": ruling.is_let_in, "besides_since": since, "besides_until": until}


def cast(part: FrozenPart) -> Cast:
    """When and from where a rating came."""
    network, domain = part.take("network"), part.take("domain")
    if not isinstance(network, str) or not isinstance(domain, str):
        raise part.wrong("network", network)
    return Cast(part.text("id"), part.whole("at"), network, domain)


def limits(part: FrozenPart) -> Limits:
    """From which number on ratings are held."""
    return Limits(
        span=part.whole("span", least=1),
        network=part.whole("network", least=1),
        domain=part.whole("domain", least=1),
        provider=part.whole("provider", least=1),
        providers=frozenset(part.texts("providers")),
    )


def decisions(parts: Sequence[FrozenPart]) -> dict[tuple[str, str, int, int], Ruling]:
    """What people decided about batches, by their keys."""
    return {
        (one.text("source"), one.text("name"), one.whole("since"), one.whole("until")): ruling_of(one) for one in parts
    }


def ruling_of(part: FrozenPart) -> Ruling:
    """Whether a batch counts, and besides which stretch of time."""
    since, until = part.whole_or_none("besides_since"), part.whole_or_none("besides_until")
    besides = None if since is None or until is None else (since, until)
    return Ruling(part.flag("let_in"), besides)


def pulled(values: Sequence[Decimal], overall: Decimal, pull: int) -> Decimal:
    """The mean of the values and of `pull` more that are the mean of all; that of all where there is none."""
    if not values:
        return overall
    with localcontext(EXACT):
        return (sum(values, Decimal(0)) + pull * overall) / (len(values) + pull)


def spread(values: Sequence[Decimal]) -> dict[str, str]:
    """The mean, the standard deviation of the sample, and between what the mean lies with 95 %; "" where unknown."""
    if not values:
        return {"mean": "", "sd": "", "low": "", "high": ""}
    middle = mean(values)
    if len(values) == 1:
        return {"mean": str(hundredths(middle)), "sd": "", "low": "", "high": ""}
    with localcontext(EXACT):
        deviation = (sum(((one - middle) ** 2 for one in values), Decimal(0)) / (len(values) - 1)).sqrt()
        half = NORMAL * deviation / Decimal(len(values)).sqrt()
        low, high = max(Decimal(0), middle - half), min(Decimal(100), middle + half)
    figures = {"mean": middle, "sd": deviation, "low": low, "high": high}
    return {name: str(hundredths(one)) for name, one in figures.items()}
