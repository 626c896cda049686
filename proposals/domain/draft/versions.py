"""Keeping what is saved in a part of a dossier as versions: what the identity and the sections share."""

import hashlib

from accounts.domain import events


def keep(version, stands, *, sitting, at):
    """Write a version after the one that stands, None where nothing was yet; returns it.

    A save that is part of a `sitting` takes the place of the same writer's version of a moment ago; every other
    closes what stood. At most two statements.
    """
    is_continued = (
        sitting and stands is not None and stands.is_of_one_sitting_with(version.saved_by, at, words=version.length)
    )
    if is_continued:
        version.pk, version.number = stands.pk, stands.number
    else:
        if stands:
            close(stands, at)
        version.number = stands.number + 1 if stands else 1
    version.saved_at, version.closed_at = at, None if sitting else at
    version.save(force_update=is_continued, force_insert=not is_continued)
    return version


def close(version, at):
    """End the sitting in which a version was written: nothing takes its place any more. Returns the version."""
    if version.closed_at is None:
        version.closed_at = at
        version.save(update_fields=["closed_at"])
    return version


def fingerprint(values):
    """The SHA-256 of what a part says."""
    return hashlib.sha256(events.canonical(values).encode()).hexdigest()
