"""Why an announced edition is altered."""

from django.utils.translation import gettext_lazy as _

from competitions.forms.planning.rows import PlanForm, text
from competitions.motions import ALTER


class ReasonForm(PlanForm):
    """The reason stands on the public page of the edition."""

    reason = text(
        _("Alasan perubahan"),
        _("Tulis alasan perubahan"),
        hint=ALTER.why,
        is_long=True,
    )
