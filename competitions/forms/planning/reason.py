"""Why an announced edition is altered."""

from django.utils.translation import gettext_lazy as _

from accounts.forms.motions import SetMoment
from competitions.forms.planning.rows import PlanForm, text
from competitions.motions import ALTER


class ReasonForm(SetMoment, PlanForm):
    """The reason stands on the public page of the edition; the moment is when the change holds."""

    reason = text(
        _("Alasan perubahan"),
        _("Tulis alasan perubahan"),
        hint=ALTER.why,
        is_long=True,
    )
