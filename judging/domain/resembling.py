"""Dossiers that resemble others: looked for among all of a stage, and answered by people with a reason."""

from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from accounts.arithmetic.likeness import among, cosine, terms, weights
from accounts.domain import events, stamps
from accounts.domain.queue import enqueue
from accounts.rules import refuse
from competitions.models import Stage
from judging.arithmetic.closeness import Close
from judging.domain.judges import held_apart
from judging.models import Entrant, Resemblance
from judging.rules.entrants import resembling as rules
from proposals.domain import likeness
from proposals.models import CatalogueEntry, Proposal, Sketch


def ask(stage, *, by):
    """Ask for the search, which a worker makes."""
    refuse(rules.searching_refusal(stage, office=by))
    enqueue("judging.find_resemblances", stage_id=stage.pk)


def search(stage_id, *, at):
    """Look for what resembles each dossier of a stage; safe to run twice.

    What was answered stays answered; what is found no more and waits for nobody's answer goes. Returns the number.
    """
    while likeness.sketch_missing(at=at):
        pass
    stage = Stage.objects.get(pk=stage_id)
    entrants = Entrant.objects.standing(stage).values("proposal")
    runs = dict(Sketch.objects.filter(proposal__in=entrants).values_list("proposal", "runs"))
    pairs = {}
    for proposal in Proposal.objects.filter(pk__in=entrants).with_places().order_by("pk"):
        for one in likeness.found(proposal, runs.get(proposal.pk, [])):
            put(pairs, proposal, one)
    for proposal, one in close(stage, runs):
        put(pairs, proposal, one)
    return write(stage, pairs, at=at)


def put(pairs, proposal, one):
    """Note a pair once: of two ways to find it the one that shares more."""
    pair = ordered(proposal, one)
    if pair not in pairs or pairs[pair].shared < one.shared:
        pairs[pair] = one


def close(stage, runs):
    """(proposal, Alike) of the pairs whose words are close, whether or not they share runs or titles.

    Every dossier of the stage with every other, with its agency's of other years, and with the catalogue: words may be
    changed all over a text, and no run of three is left.
    """
    entrants = {
        one.pk: one
        for one in Proposal.objects.filter(pk__in=Entrant.objects.standing(stage).values("proposal"))
        .with_places()
        .order_by("pk")
    }
    earlier = Proposal.objects.in_contest().filter(agency__in={one.agency_id for one in entrants.values()})
    others = list(entrants) + list(earlier.exclude(pk__in=entrants).order_by("pk").values_list("pk", flat=True))
    texts = likeness.texts_of(others)
    own = Close(terms(texts.get(pk, "")) for pk in entrants)
    near_of = defaultdict(lambda: ([], []))
    for at, other, _cosine in own.near((terms(texts.get(pk, "")) for pk in others), least=likeness.CLOSE):
        if at != other:
            near_of[others[at]][0].append(others[other])
    entries = CatalogueEntry.objects.standing().order_by("pk")
    keys = list(entries.values_list("pk", flat=True))
    known = entries.filter(pk__in=keys).iterator(chunk_size=500)
    for at, other, _cosine in own.near((terms(likeness.text_of(entry)) for entry in known), least=likeness.CLOSE):
        near_of[others[at]][1].append(keys[other])
    for pk, (proposals, known) in sorted(near_of.items()):
        proposal = entrants[pk]
        for one in likeness.measured(proposal, runs.get(pk, []), proposals=proposals, entries_=known):
            yield proposal, one


def ordered(proposal, one):
    """A pair as (proposal, other, entry): of two proposals the later one is held against the earlier."""
    if one.proposal is None:
        return proposal.pk, None, one.entry.pk
    first, last = sorted((proposal.pk, one.proposal.pk))
    return last, first, None


@transaction.atomic
def write(stage, pairs, *, at):
    """Write what was found, each pair with the likeness of its texts among all texts of the stage."""
    entered = set(Entrant.objects.standing(stage).values_list("proposal", flat=True))
    # An earlier dossier of the agency is no entrant: the one that is stands first.
    pairs = {turned(pair, entered): one for pair, one in pairs.items()}
    closeness = cosines(entered, pairs)
    known = {(row.proposal_id, row.other_id, row.entry_id): row for row in Resemblance.objects.filter(stage=stage)}
    gone = [row.pk for pair, row in known.items() if pair not in pairs and row.answered_at is None]
    Resemblance.objects.filter(pk__in=gone).delete()
    Resemblance.objects.bulk_create(
        Resemblance(
            stage=stage,
            proposal_id=pair[0],
            other_id=pair[1],
            entry_id=pair[2],
            title=thousandths(one.title),
            shared=thousandths(one.shared),
            cosine=thousandths(closeness[pair]),
            found_at=at,
        )
        for pair, one in pairs.items()
        if pair not in known
    )
    return len(pairs)


def turned(pair, entered):
    """A pair with a dossier of the stage in front."""
    proposal, other, entry = pair
    return pair if proposal in entered or other is None else (other, proposal, entry)


def cosines(entered, pairs):
    """The likeness of the texts of each pair, terms weighed by how rare they are among the dossiers of the stage."""
    texts = likeness.texts_of({pk for pair in pairs for pk in pair[:2] if pk} | entered) if pairs else {}
    found, n = among(texts.get(pk, "") for pk in entered) if pairs else ({}, 0)
    vectors = {pk: weights(texts.get(pk, ""), found, n) for pk in {pk for pair in pairs for pk in pair[:2] if pk}}
    closeness = {}
    for pair, one in pairs.items():
        own = vectors[pair[0]]
        other = vectors[pair[1]] if pair[1] else weights(likeness.text_of(one.entry), found, n)
        closeness[pair] = cosine(own, other)
    return closeness


def thousandths(share):
    """A share as it is kept."""
    return Decimal(str(round(share, 3)))


@transaction.atomic
def answer(resemblance, said, reason, *, seen=None, by, at):
    """Say what a resemblance is, and why. Nothing follows by itself: verdicts are given on the checklist."""
    stage = Stage.objects.locked(resemblance.stage_id)
    resemblance = Resemblance.objects.select_for_update(of=("self",)).get(pk=resemblance.pk)
    held_apart.refuse_tied(by, *filter(None, (resemblance.proposal_id, resemblance.other_id)), at=at)
    reason = reason.strip()
    refuse(rules.answering_resemblance_refusal(stage, office=by, answer=said, reason=reason))
    stamps.unchanged(seen, stamp(resemblance), resemblance)
    was = resemblance.answer
    resemblance.answer, resemblance.reason = said, reason
    resemblance.answered_at, resemblance.answered_by = at, by
    resemblance.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    told = {"pair": resemblance.pk, "answer": said, "was": was, "reason": reason}
    events.record("resemblance.answered", on=resemblance.proposal, by=by, at=at, **told)
    return resemblance


def stamp(resemblance):
    """The stamp of what was answered."""
    return stamps.fingerprint([resemblance.answer, resemblance.reason])
