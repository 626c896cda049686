"""Publishing what was decided."""

from accounts.domain import events
from accounts.rules import Refused
from competitions.models import AwardName
from judging import rules
from judging.circle import announcement
from judging.domain import rating
from judging.models import Choice, Decision


def refusal(stage, *, office):
    """Why a stage's result may not be published now."""
    decision = Decision.objects.filter(stage=stage).select_related("motion").first()
    gives_awards = AwardName.objects.filter(stage=stage).exists()
    return rules.publishing_refusal(stage, decision, office=office, gives_awards=gives_awards)


def described(stage, inputs):
    """What exactly a publication announces, as JSON values: who goes on, under which decision and decree."""
    decision = Decision.objects.select_related("motion").get(stage=stage)
    going_on = Choice.objects.filter(decision=decision).going_on()
    return {
        "edition": stage.edition.slug,
        "stage": stage.name,
        "decision": decision.motion.sha256,
        "decree_number": decision.decree_number,
        "decree_date": decision.decree_date.isoformat() if decision.decree_date else None,
        "announced": [
            {"code": code, "title": title}
            for code, title in going_on.order_by("proposal__code").values_list("proposal__code", "proposal__title")
        ],
        **inputs,
    }


def publish(stage, motion, *, by, at):
    """Publish an approved decision under a seconded motion: the announcement, the figures, the stage's awards.

    Part of carrying the motion out; the stage is locked.
    """
    if refused := refusal(stage, office=by):
        raise Refused(refused)
    decision = Decision.objects.get(stage=stage)
    stage.published_at, stage.published_by = at, by
    stage.save(update_fields=["published_at", "published_by"])
    if stage.needs.is_public:
        rating.forget_sources(stage)
    announced = announcement.announce(stage, decision, at=at)
    events.record(
        "stage.published",
        on=stage,
        by=by,
        at=at,
        announced=announced,
        decree=decision.decree_number,
        motion=motion.pk,
    )
    return stage
