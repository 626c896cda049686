"""Writing the identity of a dossier: what the innovation is, whose, since when. Every save is a version."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from accounts.arithmetic import words
from accounts.domain import stamps
from accounts.rules import Refused, refuse
from proposals import rules
from proposals.domain import completeness
from proposals.domain.draft import versions
from proposals.models import Identity, IdentityVersion, Proposal
from proposals.models.identity import CHOSEN, SAID


@transaction.atomic
def describe(proposal, identity: Identity, *, seen=None, by, at):
    """Write down the identity. What is still missing is no hindrance, but then it does not count as done.

    Returns the problems (completeness.Problem) that stand in the way, an empty list where there are none. `seen` is
    the stamp of the identity that the writer was shown. No event: what was sent is recorded when it is sent. Raises
    Refused and Stale.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    write(proposal, identity, seen=seen, sitting=False, by=by, at=at)
    return completeness.identity_gaps(proposal)


@transaction.atomic
def restore(proposal, number, *, seen=None, by, at):
    """Put back an earlier version as a new one; returns the version that stands.

    A choice that is no longer offered stays as it is now. Raises Refused, Stale, and IdentityVersion.DoesNotExist.
    """
    proposal = Proposal.objects.locked(proposal.pk)
    old = IdentityVersion.objects.get(proposal=proposal, number=number)
    identity = as_it_was(proposal, old)
    return write(proposal, identity, seen=seen, sitting=False, restored_from=number, by=by, at=at)


def write(proposal, identity, *, seen, sitting, restored_from=None, by, at):
    """Write an identity into a locked proposal; returns the version that stands. At most five statements.

    One save of a `sitting` takes the place of the same writer's save of a moment ago.
    """
    identity = replace(identity, title=words.one_line(identity.title), sdgs=tuple(sorted(set(identity.sdgs))))
    refuse(
        rules.writing_refusal(proposal, office=by, at=at, part="identity") or rules.identity_refusal(proposal, identity)
    )
    before, was_done, last = shown(proposal), proposal.identity_done, standing(proposal)
    for field in SAID:
        setattr(proposal, field, getattr(identity, field))
    proposal.sdgs = list(identity.sdgs)
    said = shown(proposal)
    if proposal.is_mended and said["group"] != before["group"]:
        raise Refused(rules.GROUP_STAYS)
    proposal.identity_done = identity.is_done and not completeness.identity_gaps(proposal)
    if said != before:
        stamps.unchanged(seen, stamps.fingerprint(before), last)
    elif proposal.identity_done == was_done and last:
        return last if sitting else versions.close(last, at)
    proposal.changed_at = at
    proposal.save(update_fields=[*SAID, "identity_done", "changed_at"])
    return keep(proposal, last, sitting=sitting, restored_from=restored_from, by=by, at=at)


def keep(proposal, last, *, sitting=False, restored_from=None, by, at):
    """Keep the identity of a locked proposal as it stands as a version after the `last`; returns it."""
    said = shown(proposal)
    version = IdentityVersion(
        proposal=proposal,
        said=said,
        is_done=proposal.identity_done,
        sha256=versions.fingerprint(said),
        saved_by=by,
        restored_from=restored_from,
    )
    return versions.keep(version, last, sitting=sitting, at=at)


def shown(proposal):
    """The identity as it stands, field by field, as JSON values; no query."""
    return {field: plain(getattr(proposal, f"{field}_id" if field in CHOSEN else field)) for field in SAID}


def plain(value):
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def stamp(proposal):
    """The stamp of the identity as it stands."""
    return stamps.fingerprint(shown(proposal))


def standing(proposal):
    """The version that stands, with who wrote it, or None; one query."""
    rows = IdentityVersion.objects.filter(proposal=proposal)
    return rows.select_related("saved_by__user", "saved_by__unit", "saved_by__agency").order_by("-number").first()


def as_it_was(proposal, version):
    """What a version says, as an Identity; a choice that the edition no longer has is that of now."""
    said = version.said
    started_on = said["started_on"]
    chosen = {
        "group": proposal.edition.groups.filter(pk=said["group"]).first(),
        "category": proposal.edition.categories.filter(pk=said["category"]).first(),
    }
    gone = {field: getattr(proposal, field) for field, row in chosen.items() if row is None and said[field] is not None}
    rest = {field: value for field, value in said.items() if field not in (*CHOSEN, "started_on", "sdgs")}
    return Identity(
        **(chosen | gone | rest),
        started_on=date.fromisoformat(started_on) if started_on else None,
        sdgs=tuple(said["sdgs"]),
        is_done=version.is_done,
    )


def closed(proposal, at):
    """Close the identity of a locked proposal as it stands; returns number and hash of its version."""
    last = standing(proposal)
    if last is None:
        return {}
    versions.close(last, at)
    return {"number": last.number, "sha256": last.sha256}
