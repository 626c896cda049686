"""Citizens rate innovations; what comes together is held, and two people let it in or leave it out."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from accounts.domain import events
from accounts.models import Visitor
from accounts.models.entrance.visitor import domain_of
from accounts.rules import refuse
from competitions.models import Level, Stage
from judging import rules
from judging.arithmetic.holding import Batch, Cast, Limits, Ruling, batches, held, stretch
from judging.arithmetic.marking import mean, weighted_total
from judging.arithmetic.points import hundredths
from judging.models import BatchDecision, Entrant, Rating


@transaction.atomic
def rate(stage, proposal, points, *, visitor, network, at):
    """Keep what a confirmed visitor thinks of an innovation, in place of what they thought before.

    `points` are those of one of the rubric's levels by the key of each criterion; ValueError for anything else. The
    event says that a rating was given, not which.
    """
    # Shared: ratings do not wait for each other, only a close waits for them.
    stage = (
        Stage.objects.select_related("edition", "rubric").select_for_update(of=("self",), no_key=True).get(pk=stage.pk)
    )
    visitor = Visitor.objects.known_as(visitor and visitor.pk)
    stands = Entrant.objects.standing(stage).filter(proposal=proposal).exists()
    refuse(rules.rating_refusal(stage, is_confirmed=visitor is not None, stands=stands, at=at))
    weights = dict(stage.rubric.criteria.values_list("key", "weight"))
    levels = set(Level.objects.filter(rubric=stage.rubric).values_list("points", flat=True))
    if not set(points.values()) <= levels:
        raise ValueError("Nilai bukan salah satu tingkat.")
    given = {
        "points": points,
        "total": weighted_total(points, weights),
        "rated_at": at,
        "network": network,
        "domain": domain_of(visitor.address),
    }
    rating, is_new = Rating.objects.update_or_create(stage=stage, proposal=proposal, visitor=visitor, defaults=given)
    events.record("rating.given" if is_new else "rating.changed", on=rating, by=None, at=at, proposal=proposal.code)
    return rating


def limits(stage):
    """From which number on ratings of one source are held, as the stage's settings have it."""
    own = stage.arranged
    return Limits(
        span=own.span_minutes * 60,
        network=own.network_at_most,
        domain=own.domain_at_most,
        provider=own.provider_at_most,
        providers=frozenset(own.providers),
    )


@dataclass(frozen=True)
class Held:
    """The ratings of a stage as the rule sees them: every batch, what was decided, which ratings do not count."""

    batches: tuple[Batch, ...]
    decided: dict[tuple, BatchDecision]
    out: frozenset[str]
    # Of each innovation, by id: how many ratings came and how many of them are held.
    came: Counter
    kept_out: Counter

    @property
    def undecided(self):
        """The batches that nobody decided on as they stand."""
        return [batch for batch in self.batches if batch.key not in self.decided]


def held_in(stage):
    """What the rule finds among a stage's ratings; two queries."""
    rows = list(Rating.objects.standing(stage).values_list("pk", "rated_at", "network", "domain", "proposal"))
    found = batches(
        (Cast(str(pk), seconds(at), network, domain) for pk, at, network, domain, _of in rows), limits(stage)
    )
    decided = decisions(stage)
    out = held(found, {key: ruling_of(one) for key, one in decided.items()})
    came, kept_out = Counter(), Counter()
    for pk, _at, _network, _domain, proposal in rows:
        came[proposal] += 1
        kept_out[proposal] += str(pk) in out
    return Held(tuple(found), decided, out, came, kept_out)


def ruling_of(decision):
    """What a decision says, as the rule takes it."""
    if decision.besides_since is None:
        return Ruling(decision.is_let_in)
    return Ruling(decision.is_let_in, (seconds(decision.besides_since), seconds(decision.besides_until)))


def decisions(stage):
    """The latest decision about each batch, by the batch's key."""
    rows = BatchDecision.objects.filter(stage=stage).order_by("decided_at", "pk")
    return {(row.sort, row.name, seconds(row.since), seconds(row.until)): row for row in rows}


def described(stage, inputs):
    """What is decided about which batches, and what each of them would do to the means, as two people see it."""
    found = {batch.key: batch for batch in held_in(stage).batches}
    chosen = [found[tuple(key)] for key in inputs["batches"] if tuple(key) in found]
    totals = ratings_of(stage, {name for batch in chosen for name in batch.ids})
    own = limits(stage)
    return {
        "stage": stage.name,
        "is_let_in": inputs["is_let_in"],
        "is_in_part": inputs.get("is_in_part", False),
        "batches": [described_batch(batch, inputs, totals, own) for batch in chosen],
    }


def described_batch(batch, inputs, totals, own):
    """One batch as two people see it: from where, from when to when, and the means of what would count of it, or of
    all where none would; `besides` is the stretch that would not.
    """
    besides = stretch(batch, own) if inputs.get("is_in_part") else None
    ruling = Ruling(inputs["is_let_in"], besides)
    counted = [name for name, at in zip(batch.ids, batch.moments, strict=True) if not ruling.keeps_out(at)]
    return {
        "sort": batch.source.sort,
        "name": batch.source.name,
        "since": moment(batch.since).isoformat(),
        "until": moment(batch.until).isoformat(),
        "number": len(batch.ids),
        "counted": len(counted),
        "besides": besides and [moment(end).isoformat() for end in besides],
        "means": means_of(counted if inputs["is_let_in"] else batch.ids, totals),
    }


def ratings_of(stage, names):
    """Code and total of each named rating."""
    rows = Rating.objects.standing(stage).values_list("pk", "proposal__code", "total")
    return {str(pk): (code, total) for pk, code, total in rows if str(pk) in names}


def means_of(names, totals):
    """How many of these ratings an innovation has, and their mean, by code; the most first."""
    by_code = defaultdict(list)
    for name in names:
        code, total = totals[name]
        by_code[code].append(total)
    rows = sorted(by_code.items(), key=lambda one: (-len(one[1]), one[0]))
    return [[code, len(given), float(hundredths(mean(given)))] for code, given in rows]


def batches_refusal(stage, inputs, *, office, at):
    """Why a decision about these batches may not be put forward."""
    if refusal := rules.batch_refusal(stage, office=office):
        return refusal
    if not inputs["batches"]:
        return rules.NO_BATCH
    standing = {batch.key: batch for batch in held_in(stage).batches}
    chosen = [standing.get(tuple(key)) for key in inputs["batches"]]
    if None in chosen:
        return rules.BATCH_GONE
    stands_out = [stretch(batch, limits(stage)) for batch in chosen] if inputs.get("is_in_part") else []
    return rules.NOTHING_STANDS_OUT if None in stands_out else None


def settle(stage, motion, *, by, at):
    """Write what two people decided about each batch. Part of the motion's transaction; records the event."""
    for sort, name, since, until in motion.inputs["batches"]:
        told = next(
            one for one in described(stage, {**motion.inputs, "batches": [[sort, name, since, until]]})["batches"]
        )
        BatchDecision.objects.create(
            stage=stage,
            sort=sort,
            name=name,
            since=moment(since),
            until=moment(until),
            number=told["number"],
            is_let_in=motion.inputs["is_let_in"],
            besides_since=told["besides"] and told["besides"][0],
            besides_until=told["besides"] and told["besides"][1],
            reason=motion.reason,
            decided_at=at,
            decided_by=by,
        )
    number = len(motion.inputs["batches"])
    events.record("ratings.decided", on=stage, by=by, at=at, batches=number, is_let_in=motion.inputs["is_let_in"])


def forget_sources(stage):
    """Empty from where the ratings of a published stage came: what was computed of them stands in the snapshot."""
    Rating.objects.filter(stage=stage).update(network="", domain="")


def seconds(at):
    """A moment in whole seconds."""
    return int(at.timestamp())


def moment(number):
    """The moment of a number of seconds."""
    return datetime.fromtimestamp(number, UTC)
