"""One agency copies an innovation of another: asked, agreed, reported as running, certified by the ministry."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.domain.queue import enqueue
from accounts.files import keeping
from accounts.rules import REASON_MISSING, refuse
from proposals import rules
from proposals.domain.follow_up import telling
from proposals.models import CatalogueEntry, Replication, ReplicationEvidence

FOLDER = "replikasi"


@transaction.atomic
def ask(entry, purpose, *, by, at):
    """An agency says that it wants to copy an innovation, and for which problem; returns the replication.

    Where nobody speaks for the owner here, the secretariat is asked to pass it on.
    """
    entry = CatalogueEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    stands = Replication.objects.standing().filter(entry=entry, agency=by.agency_id).exists()
    refuse(rules.interest_refusal(entry, office=by, stands=stands))
    replication = Replication.objects.create(
        entry=entry, agency_id=by.agency_id, purpose=purpose.strip(), asked_at=at, asked_by=by
    )
    if telling.admins_of(entry.agency_id, at=at).exists():
        tell(replication, "replication.asked", entry.agency_id, at=at)
    else:
        telling.replicated("replication.unowned", replication, telling.secretariat(at=at), at=at)
        enqueue("accounts.send_due_letters")
    events.record("replication.asked", on=replication, by=by, at=at, entry=entry.slug)
    return replication


@transaction.atomic
def agree(replication, terms, *, by, at):
    """The owner agrees, with what was agreed; the ministry may note it from a letter."""
    replication = Replication.objects.locked(replication.pk)
    refuse(rules.agreement_refusal(replication, office=by))
    replication.terms, replication.agreed_at, replication.agreed_by = terms.strip(), at, by
    replication.save(update_fields=["terms", "agreed_at", "agreed_by"])
    tell(replication, "replication.agreed", replication.agency_id, at=at)
    events.record("replication.agreed", on=replication, by=by, at=at)
    return replication


@transaction.atomic
def decline(replication, reason, *, by, at):
    """The owner says no, with the reason."""
    replication = Replication.objects.locked(replication.pk)
    refuse(rules.agreement_refusal(replication, office=by))
    refuse(None if reason.strip() else REASON_MISSING)
    replication.reason, replication.declined_at, replication.declined_by = reason.strip(), at, by
    replication.save(update_fields=["reason", "declined_at", "declined_by"])
    tell(replication, "replication.declined", replication.agency_id, at=at)
    events.record("replication.declined", on=replication, by=by, at=at, reason=replication.reason)
    return replication


@transaction.atomic
def report(replication, *, name, since, result, evidence, by, at):
    """The replicator reports that the innovation runs at its new place since a day, with proof."""
    replication = Replication.objects.locked(replication.pk)
    today = timezone.localdate(at)
    refuse(rules.implementation_refusal(replication, office=by, since=since, today=today))
    replication.name, replication.running_since, replication.result = name.strip(), since, result.strip()
    replication.implemented_at, replication.implemented_by = at, by
    replication.save()
    proof = ReplicationEvidence.objects.create(
        replication=replication, came_at=at, **keeping.both(evidence, folder=FOLDER)
    )
    tell(replication, "replication.running", replication.entry.agency_id, at=at)
    events.record("replication.implemented", on=replication, by=by, at=at, since=since.isoformat(), sha256=proof.sha256)
    return replication


@transaction.atomic
def certify(replication, *, by, at):
    """The ministry confirms a reported implementation; the certificate gets its number."""
    replication = Replication.objects.locked(replication.pk)
    refuse(rules.certification_refusal(replication, office=by))
    year = timezone.localdate(at).year
    replication.number = f"R{replication.pk:05d}/REPLIKASI/{year}"
    replication.certified_at, replication.certified_by = at, by
    replication.save(update_fields=["number", "certified_at", "certified_by"])
    tell(replication, "replication.certified", replication.agency_id, replication.entry.agency_id, at=at)
    events.record("replication.certified", on=replication, by=by, at=at, number=replication.number)
    return replication


@transaction.atomic
def drop(replication, reason, *, by, at):
    """The replicator gives it up, with the reason."""
    replication = Replication.objects.locked(replication.pk)
    refuse(rules.dropping_refusal(replication, office=by))
    refuse(None if reason.strip() else REASON_MISSING)
    replication.reason, replication.dropped_at, replication.dropped_by = reason.strip(), at, by
    replication.save(update_fields=["reason", "dropped_at", "dropped_by"])
    tell(replication, "replication.dropped", replication.entry.agency_id, at=at)
    events.record("replication.dropped", on=replication, by=by, at=at, reason=replication.reason)
    return replication


def tell(replication, name, *agencies, at):
    """Write to the admins of the agencies concerned."""
    telling.replicated(name, replication, telling.admins_of(*agencies, at=at), at=at)
    enqueue("accounts.send_due_letters")


def expected():
    """What the store must hold of every report."""
    for row in ReplicationEvidence.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
