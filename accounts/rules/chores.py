"""Who may have the portal try again what it gave up."""

from accounts.models import MINISTRY, Membership
from accounts.rules.refusals import MINISTRY_ONLY, Refusal


def retrying_refusal(*, office: Membership) -> Refusal | None:
    """Why an office may not have something tried again."""
    return None if office.role in MINISTRY else MINISTRY_ONLY
