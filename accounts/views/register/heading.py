"""Who heads an agency, written down by those who keep the registers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain.register import heading
from accounts.forms.register import AgencyHeadForm
from accounts.models import MINISTRY, Agency
from accounts.pages.doors import ALL, for_role
from accounts.rules import refuse
from accounts.rules import register as rules
from accounts.views.register.acts import METHODS, asked


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="the head of an agency", of=ALL, when="not merged")
def agency_head(request, pk):
    """Write down who heads an agency from a day on, or that nobody does."""
    agency = get_object_or_404(Agency, pk=pk)
    refuse(rules.MERGED if agency.merged_into_id else None)
    form = AgencyHeadForm(request.POST if request.method == "POST" else None, initial={"since": timezone.localdate()})

    def act(values, given):
        heading.head(agency, values["name"], since=values["since"], **given)
        messages.success(request, _("Pimpinan dicatat"))

    return asked(request, agency, form, act, "accounts/register/heading.html")
