"""Publishing what was decided."""

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused
from competitions.models import AwardName, Stage
from judging import rules
from judging.circle import announcement
from judging.models import Decision


@transaction.atomic
def publish(stage, *, by, at):
    """Publish an approved decision: the announcement, the figures, and the awards of the stage."""
    stage = Stage.objects.locked(stage.pk)
    decision = Decision.objects.filter(stage=stage).first()
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    if refusal := rules.publishing_refusal(stage, decision, office=by, gives_awards=gives_awards):
        raise Refused(refusal)
    stage.published_at, stage.published_by = at, by
    stage.save(update_fields=["published_at", "published_by"])
    announced = announcement.announce(stage, decision, at=at)
    events.record("stage.published", on=stage, by=by, at=at, announced=announced, decree=decision.decree_number)
    return stage
