"""What the page of an act on a stage showed: two pages with one stamp say the same of the stage."""

from accounts.domain import stamps
from judging.circle import settling
from judging.models import Decision, PanelMember


def of(stage):
    """The stamp of a stage as it stands: its window, what happened to it, who sits on it, what is decided."""
    decision = Decision.objects.filter(stage=stage).select_related("stage__edition").first()
    panel = PanelMember.objects.filter(stage=stage).order_by("pk")
    return stamps.fingerprint(
        [
            stage.opens_at,
            stage.closes_at,
            stage.opened_at,
            stage.skipped_at,
            stage.closed_at,
            stage.published_at,
            list(panel.values_list("pk", "at_most")),
            decision
            and {
                "decides": settling.described(decision, {}),
                "decree": [decision.decree_number, decision.decree_date],
                "motion": decision.motion_id,
            },
        ]
    )
