"""Who says what follows from a resemblance, and when."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules import MINISTRY_ONLY, REASON_MISSING, Refusal
from competitions.models import Stage
from judging.models import Resemblance
from judging.rules.refusals import STAGE_NOT_OPEN

ANSWER_MISSING = Refusal("resemblance_answer_missing", _("Pilih putusan atas kemiripan ini."))


def searching_refusal(stage: Stage, *, office: Membership) -> Refusal | None:
    """Why resemblances may not be looked for now."""
    if office.role not in (Role.SECRETARY, Role.MINISTRY_ADMIN):
        return MINISTRY_ONLY
    return None if stage.is_open else STAGE_NOT_OPEN


def answering_resemblance_refusal(stage: Stage, *, office: Membership, answer: str, reason: str) -> Refusal | None:
    """Why a resemblance may not be answered so; it may be answered anew as long as the stage is open."""
    if refusal := searching_refusal(stage, office=office):
        return refusal
    if answer not in Resemblance.Answer.values:
        return ANSWER_MISSING
    return None if reason.strip() else REASON_MISSING
