"""The second person of a grave act."""

from accounts.domain import motions
from accounts.models import Motion, Role
from tests.factories import accounts


def settle(motion, *, by=None, at):
    """A second person agrees to what a motion shows, and it is carried out: at once, or when its wait is over.

    What waits is carried out as if it had waited: everything falls on the one moment, or on that
    which was set.
    """
    by = by or accounts.membership(Role.MINISTRY_ADMIN)
    agreed = motions.second(motion, seen=motion.sha256, by=by, at=at)
    Motion.objects.filter(pk=agreed.pk, due_at=at + motions.KINDS[motion.kind].wait).update(due_at=at)
    motions.carry_out(agreed.pk, at=at)
    agreed.refresh_from_db()
    return agreed


def settle_all(*, at):
    """A second person agrees to whatever is on its way."""
    for motion in Motion.objects.on_its_way().order_by("pk"):
        settle(motion, at=at)
