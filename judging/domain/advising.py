"""Who may advise a finalist: whoever sits on the panel of its stage, and is tied to it by nothing."""

from django.utils import timezone

from judging.models import PanelMember, tied_to
from proposals.models import Proposal


def is_seated(stage, office):
    """Whether the holder of `office` sits on the panel of a stage; one query."""
    return PanelMember.objects.filter(stage=stage, judge=office.user_id).exists()


def facts(coaching, office, *, at):
    """What the rule of notes asks of `office`; two queries."""
    own = Proposal.objects.filter(pk=coaching.proposal_id)
    return {
        "is_seated": is_seated(coaching.stage_id, office),
        "is_tied": tied_to(office.user_id, own, timezone.localdate(at)).exists(),
    }
