"""Joining the scores of earlier stages, for the stages in which a panel decides."""

from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext as _

from competitions.domain import composition
from competitions.models import RecapSource
from judging.arithmetic.choice.selection import Rule, Unsatisfiable
from judging.arithmetic.marking import Presentation, combined_components
from judging.arithmetic.nomination import Nominee, rank_in_groups, select_composed
from judging.arithmetic.results.result import Line, Results
from judging.domain import standing_in
from judging.models import Standing


def sources(stage):
    """The stages whose scores count here: weights of skipped ones fall to the others in proportion."""
    rows = [
        row
        for row in RecapSource.objects.filter(stage=stage).select_related("source").order_by("source__position")
        if not row.source.skipped_at
    ]
    total = sum((row.weight for row in rows), Decimal(0))
    return [(row.source, row.weight * 100 / total) for row in rows]


def missing(stage):
    """What stands in the way of a recap: no source, or composition rules that cannot be kept."""
    if not sources(stage):
        return [_("Belum ada tahap yang nilainya dihitung dalam rekap ini.")]
    try:
        compute_selection(
            {
                "seed": stage.edition.lot_seed,
                "quotas": standing_in.quotas(stage),
                "rules": standing_in.composition(stage),
                **freeze(stage),
            },
            barred=frozenset(unconfirmed(stage)),
            step=lambda *progress: None,
        )
    except Unsatisfiable as clash:
        return clashing(stage, clash)
    return []


def clashing(stage, clash):
    """Why no selection exists, with the rules as the edition's page says them."""
    if not clash.rules:
        return list(clash.reasons)
    names = composition.called(clash.rules, stage.edition)
    named = [composition.sentence(rule, names=names) for rule in clash.rules]
    if len(named) == 1:
        return [_("Aturan ini tidak dapat dipenuhi: %(rule)s.") % {"rule": named[0]}]
    return [_("Aturan ini tidak dapat dipenuhi bersama: %(rules)s.") % {"rules": "; ".join(named)}]


def freeze(stage):
    """Each entrant with its traits and its score in every source stage; weights sum to 100."""
    counted = sources(stage)
    scores = {
        (standing.stage_id, standing.proposal_id): standing
        for standing in Standing.objects.filter(stage__in=[source.pk for source, _weight in counted])
    }
    weights = rounded_to_hundred([weight for _source, weight in counted])
    return {
        "sources": [
            {"stage": source.key, "weight": str(weight)}
            for (source, _weight), weight in zip(counted, weights, strict=True)
        ],
        "entrants": [
            {
                "proposal": entrant.proposal_id,
                "traits": standing_in.traits(entrant.proposal),
                "scores": {
                    source.key: str(scores[source.pk, entrant.proposal_id].score) for source, _weight in counted
                },
                "raw": {
                    source.key: str(scores[source.pk, entrant.proposal_id].raw_score) for source, _weight in counted
                },
            }
            for entrant in standing_in.entrants(stage)
        ],
    }


def rounded_to_hundred(weights):
    """Weights to 0.01 that still sum to exactly 100: the last one takes the remainder."""
    rounded = [weight.quantize(Decimal("0.01")) for weight in weights[:-1]]
    return [*rounded, Decimal(100) - sum(rounded, Decimal(0))]


def unconfirmed(stage):
    """Entrants with a claim that a field visit of this edition found untrue."""
    found = Standing.objects.filter(
        stage__edition=stage.edition_id, stage__kind="field", stage__skipped_at=None, particulars__holds=False
    ).order_by("proposal_id")
    return list(found.values_list("proposal_id", flat=True))


def compute_selection(frozen, *, barred: Collection[int] = (), step):
    """Rank the entrants by their joined score and select under the composition rules.

    With one source its score stands as it is. With several, each is standardised over all entrants before
    weighting, so that the weights are what they say. `barred` entrants are ranked but not proposed.
    """
    step("menggabungkan nilai", 0, 3)
    weights = {source["stage"]: Decimal(source["weight"]) for source in frozen["sources"]}
    scores, effective = joined(frozen["entrants"], weights)
    latest_first = [source["stage"] for source in reversed(frozen["sources"])]
    nominees = [
        Nominee(
            id=entrant["proposal"],
            score=scores[entrant["proposal"]],
            tie_breakers=tuple(Decimal(entrant["scores"][kind]) for kind in latest_first),
            traits=entrant["traits"],
        )
        for entrant in frozen["entrants"]
    ]
    step("menyusun peringkat", 1, 3)
    places = rank_in_groups(nominees, seed=frozen["seed"])
    step("memilih menurut komposisi", 2, 3)
    selection = select_composed(
        [one for one in nominees if one.id not in barred],
        quotas=frozen["quotas"],
        rules=[Rule(**rule) for rule in frozen["rules"]],
        seed=frozen["seed"],
    )
    chosen = set(selection.chosen)
    by_id = {entrant["proposal"]: entrant for entrant in frozen["entrants"]}
    lines = tuple(
        Line(
            proposal=one.id,
            goes_on=one.id in chosen,
            rank=places[one.id].rank,
            score=one.score,
            raw_score=Decimal(by_id[one.id]["raw"][latest_first[0]]) if len(latest_first) == 1 else None,
            decided_by=places[one.id].decided_by,
            particulars={"scores": by_id[one.id]["scores"], "barred": one.id in barred},
        )
        for one in nominees
    )
    step("memilih menurut komposisi", 3, 3)
    return Results(
        lines,
        {
            "total": selection.total,
            "unconstrained_total": selection.unconstrained_total,
            "price": selection.price,
            "swaps": [
                {"out": swap.out, "in": swap.in_, "rules": [sentence(rule) for rule in swap.rules]}
                for swap in selection.swaps
            ],
            "effective_weights": effective,
        },
    )


def joined(entrants, weights):
    """The joined score of each entrant and what each source really counts for."""
    if len(weights) == 1:
        (kind,) = weights
        return {entrant["proposal"]: Decimal(entrant["scores"][kind]) for entrant in entrants}, {}
    combined = combined_components(
        [
            Presentation(entrant["proposal"], {kind: Decimal(entrant["scores"][kind]) for kind in weights})
            for entrant in entrants
        ],
        weights=weights,
    )
    return combined.scores, {kind: str(share) for kind, share in sorted(combined.effective.items())}


def sentence(rule):
    """A composition rule in figures: dimension, value, from, to."""
    return {
        "dimension": rule.dimension,
        "value": rule.value,
        "minimum": rule.minimum,
        "maximum": rule.maximum,
    }
