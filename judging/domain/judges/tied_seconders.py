"""Whom a motion about one proposal ties: they do not count as its second person, and nobody asks them to be it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Case, Exists, OuterRef, Subquery, When
from django.utils import timezone

from accounts.models import MINISTRY, Membership, Motion
from judging.domain.judges.held_apart import BY_NAME, OF_PROPOSAL
from judging.models import tied_to
from proposals.models import Proposal


def tied_among_ministry(moved, *, at):
    """The people of the ministry whom each of these motions ties on the day of `at`: user ids by the motion's id.

    One query, and none where no motion is about a proposal or something of one.
    """
    held = [motion.pk for motion in moved if motion.subject_type in BY_NAME]
    if not held:
        return {}
    day = timezone.localdate(at)
    # Motion → office → proposal: each is the query around the next.
    own = Proposal.objects.filter(pk=OuterRef(OuterRef("about")))
    offices = Membership.objects.current(day).filter(role__in=MINISTRY)
    tied = offices.filter(Exists(tied_to(OuterRef(OuterRef("user")), own, day))).order_by().values("user")
    found = Motion.objects.filter(pk__in=held).annotate(about=proposal_of()).annotate(tied=ArraySubquery(tied))
    return dict(found.values_list("pk", "tied"))


def proposal_of():
    """The proposal that a motion's subject leads to, as an expression."""
    ways = (When(subject_type=name, then=Subquery(behind(model))) for name, model in BY_NAME.items())
    return Case(*ways, output_field=BigIntegerField())


def behind(model):
    """The id of the proposal of the motion's subject, which is of this model."""
    return model.objects.filter(pk=OuterRef("subject_id")).order_by().values(OF_PROPOSAL[model])[:1]
