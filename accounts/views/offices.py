"""Which of several offices somebody is at work under."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.pages import above
from accounts.pages.doors import choose, for_role, offices


@require_POST
@for_role(*Role, sees="the office one works under", of="own person")
def switch(request):
    """Take up another office that is held today, and go on to where its work is."""
    asked = request.POST.get("office")
    office = next((held for held in offices(request) if str(held.pk) == asked), None)
    if office is None:
        raise Http404
    choose(request, office)
    messages.success(request, _("Anda sekarang bekerja sebagai: %(office)s") % {"office": office.label})
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    return redirect(onward if is_ours else above.address("home"))
