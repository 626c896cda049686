"""Why an edition is announced, and when."""

from accounts.forms.motions import SetMoment, why_field
from competitions.motions import ANNOUNCE


class AnnouncementForm(SetMoment):
    """On what ground a plan goes before the public; a second person reads it."""

    use_required_attribute = False

    reason = why_field(ANNOUNCE)
