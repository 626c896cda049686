"""Keeping the register of regions: one is renamed, struck and registered again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain.register import closing
from accounts.forms.register import GroundForm, StrikeForm
from accounts.models import MINISTRY, Region
from accounts.pages.doors import ALL, for_role
from accounts.rules import refuse
from accounts.rules import register as rules
from accounts.views.register.acts import METHODS, asked, naming_page


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="a region, renamed", of=ALL)
def region_name(request, code):
    """Call a region otherwise from a day on."""
    return naming_page(request, get_object_or_404(Region, pk=code))


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="a region, struck", of=ALL, when="nothing stands there any more")
def region_closing(request, code):
    """Strike a region from a day on."""
    region = get_object_or_404(Region, pk=code)
    refuse(closing.region_refusal(region, on=timezone.localdate()))
    form = StrikeForm(request.POST if request.method == "POST" else None, initial={"closed_on": timezone.localdate()})

    def act(values, given):
        closing.close_region(region, values["reason"], on=values["closed_on"], **given)
        messages.success(request, _("Wilayah dihapus dari daftar"))

    return asked(request, region, form, act, "accounts/register/striking.html")


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="a region, registered again", of=ALL, when="struck")
def region_reopening(request, code):
    """Put a region that was struck back into the register."""
    region = get_object_or_404(Region.objects.select_related("province"), pk=code)
    refuse(rules.region_reopening_refusal(region, region.province, on=timezone.localdate()))
    form = GroundForm(request.POST if request.method == "POST" else None)

    def act(values, given):
        closing.reopen_region(region, values["reason"], **given)
        messages.success(request, _("Wilayah didaftarkan kembali"))

    return asked(request, region, form, act, "accounts/register/reopening.html")
