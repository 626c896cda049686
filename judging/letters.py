"""Letters about judging: which event writes which letter to whom."""

from accounts.domain import letters
from accounts.models import User
from judging.models import Assignment, Choice


def post_work(stage, *, at):
    """Tell each judge of a stage that work waits, and until when."""
    judges = User.objects.filter(pk__in=Assignment.objects.filter(stage=stage).standing().values("judge"))
    letters.write("stage.work_given_out", to=judges.order_by("pk"), at=at, stage=stage)


def post_outcome(stage, decision, *, at):
    """Tell the unit and the agency of every entrant what a published stage decided, without a score."""
    going_on = Choice.objects.filter(decision=decision, goes_on=True).values("proposal__unit")
    staying = Choice.objects.filter(decision=decision, goes_on=False).values("proposal__unit")
    for name, units in (("stage.goes_on", going_on), ("stage.stays", staying)):
        people = User.objects.filter(memberships__unit__in=units, is_active=True).distinct().order_by("pk")
        letters.write(name, to=people, at=at, stage=stage)
