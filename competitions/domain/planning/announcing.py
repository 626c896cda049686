"""Announcing an edition: from then on everybody sees it, and it takes proposals when it opens."""

from datetime import datetime

from django.db import transaction

from accounts.domain import events
from accounts.models import Event, Membership, Motion, User
from accounts.rules import Refused
from competitions import rules
from competitions.domain import checking, drawn, lot
from competitions.models import Edition

# The acts by which somebody has a hand in a draft.
PLANNING = ("edition.planned", "edition.copied", "edition.brought", "edition.altered", "edition.picture_added")


@transaction.atomic
def announce(
    edition: Edition, *, motion: Motion | None = None, lot_secret: str | None = None, by: Membership, at: datetime
) -> Edition:
    """Make the edition public, and promise its lot; from its opening on it takes proposals.

    Under a `motion` it is its mover who has to be allowed to plan. Only an example may bring a `lot_secret`.
    Refused when announced before, once registration would have closed, and with every reason when the plan could not
    run.
    """
    edition = Edition.objects.locked(edition.pk)
    # The secretariat may have agreed to it, where all admins planned.
    planner = motion.moved_by if motion else by
    if refusal := rules.announcement_refusal(edition, by=planner, at=at):
        raise Refused(refusal)
    if said := announcement_reasons(edition):
        raise Refused(rules.PLAN_CANNOT_RUN, said)
    edition.announced_at = at
    edition.save(update_fields=["announced_at"])
    lot.commit(edition, secret=lot_secret, by=planner, at=at)
    events.record("edition.announced", on=edition, by=by, at=at, slug=edition.slug)
    return edition


def announcement_reasons(edition: Edition) -> list[str]:
    """Every reason why the plan of the edition cannot run."""
    return [
        *checking.edition_reasons(edition, is_slug_taken=False),
        *checking.reasons(drawn.drawn_from(edition), closes_at=edition.closes_at),
    ]


def planners(edition: Edition) -> set[int]:
    """The ids of the users who had a hand in the plan of an edition."""
    acts = Event.objects.about(edition).filter(name__in=PLANNING).order_by()
    return set(User.objects.filter(pk__in=acts.values("actor_id")).values_list("pk", flat=True))
