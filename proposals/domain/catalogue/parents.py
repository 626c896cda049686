"""Naming the innovations of the catalogue that a proposal comes from."""

from collections import defaultdict

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from accounts.domain import events
from accounts.rules import refuse
from competitions.models import Parents
from competitions.models.award_name import PRIZES
from proposals import rules
from proposals.domain.draft import drafting
from proposals.models import CatalogueAward, CatalogueEntry, Parent, Proposal

# What the rule of a named innovation reads of it.
READ = ("title", "year", "ended_at", "agency_id", "agency_name")


@transaction.atomic
def name(proposal, entry, *, by, at):
    """Note that the proposal comes from an innovation of the catalogue; one that is named already stays as it is."""
    proposal = Proposal.objects.locked(proposal.pk)
    entry = CatalogueEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    refuse(
        rules.writing_refusal(proposal, office=by, at=at, part="parents")
        or rules.parent_refusal(proposal, proposal.group, entry, awards=awards_of([entry.pk])[entry.pk])
    )
    named = set(proposal.parents.standing().values_list("entry", flat=True))
    if entry.pk in named:
        return proposal
    refuse(rules.number_refusal(len(named)))
    Parent.objects.create(proposal=proposal, group=proposal.group, entry=entry, named_at=at, named_by=by)
    drafting.touch(proposal, at)
    events.record("proposal.parent_named", on=proposal, by=by, at=at, entry=entry.slug)
    return proposal


@transaction.atomic
def drop(proposal, entry, *, by, at):
    """Take an innovation back from those the proposal comes from; one that is not named is no hindrance."""
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.writing_refusal(proposal, office=by, at=at, part="parents"))
    gone, _tables = Parent.objects.standing().filter(proposal=proposal, entry=entry).delete()
    if gone:
        drafting.touch(proposal, at)
        events.record("proposal.parent_dropped", on=proposal, by=by, at=at, entry=entry.slug)
    return proposal


def offered(proposal, text=""):
    """The entries that the proposal may name in its group, the latest first: those that match a search."""
    group = proposal.group
    found = CatalogueEntry.objects.standing().filter(year__lt=proposal.edition.year, awards__isnull=False)
    if not proposal.edition.is_example:
        found = found.filter(is_example=False)
    if Parents(group.parents).is_own:
        found = found.filter(Q(agency=proposal.agency_id) | Q(agency=None, agency_name__iexact=proposal.agency.name))
    if group.parents == Parents.OWN_TOP:
        found = found.filter(pk__in=CatalogueAward.objects.filter(key__in=PRIZES).values("entry"))
    return (found.matching(text) if text else found).distinct().latest_first()


def of(proposal):
    """The entries that a proposal names, where its group asks for them, in the order they were named."""
    if proposal.group is None or proposal.group.parents == Parents.NONE:
        return []
    rows = Parent.objects.standing().filter(proposal=proposal)
    return [one.entry for one in rows.select_related("entry").order_by("pk")]


def of_all(proposal_ids):
    """The entries that each of the proposals names, by proposal; one query."""
    named = defaultdict(list)
    for one in Parent.objects.standing().filter(proposal__in=proposal_ids).select_related("entry").order_by("pk"):
        named[one.proposal_id].append(one.entry)
    return named


def with_awards(**of):
    """The innovations named, in their order, each as JSON with the keys of its awards; to be read by `from_values`."""
    awards = CatalogueAward.objects.filter(entry=OuterRef("entry")).values("key")
    fields = {name: f"entry__{name}" for name in READ}
    return (
        Parent.objects.standing()
        .filter(**of)
        .order_by("pk")
        .annotate(awards=ArraySubquery(awards))
        .values(one=JSONObject(**fields, awards="awards"))
    )


def from_values(one):
    """An entry with what its rule reads, and the keys of its awards."""
    return CatalogueEntry(**{name: one[name] for name in READ}), set(one["awards"])


def awards_of(entry_ids):
    """The keys of the awards of each entry; one query."""
    held = defaultdict(set)
    for entry_id, key in CatalogueAward.objects.filter(entry__in=entry_ids).values_list("entry", "key"):
        held[entry_id].add(key)
    return held
