"""Why an edition is announced."""

from django import forms

from accounts.forms.motions import why_field
from competitions.motions import ANNOUNCE


class AnnouncementForm(forms.Form):
    """On what ground a plan goes before the public; a second person reads it."""

    use_required_attribute = False

    reason = why_field(ANNOUNCE)
