"""Giving people their offices."""

from django.db import transaction

from accounts.domain import events
from accounts.models import Membership


@transaction.atomic
def appoint(user, role, *, agency=None, unit=None, since, until=None, by, at):
    """Give `user` an office from the date `since` until before `until`; returns the membership."""
    membership = Membership.objects.create(user=user, role=role, agency=agency, unit=unit, since=since, until=until)
    events.record("membership.appointed", on=membership, by=by, at=at, user=user.pk, role=role)
    return membership


@transaction.atomic
def dismiss(membership, *, until, by, at):
    """End an office on the date `until` (exclusive)."""
    membership.until = until
    membership.save(update_fields=["until"])
    events.record("membership.dismissed", on=membership, by=by, at=at, until=until.isoformat())
