"""Single keys for the card, switched on and off by each judge."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import JUDGES
from accounts.pages.doors import for_role
from judging.domain.judges import habits


@require_POST
@for_role(*JUDGES, sees="single keys for the card, switched on or off", of="own choice")
def keys(request):
    is_wanted = request.POST.get("pakai") == "1"
    habits.use_keys(is_wanted, by=request.office, at=timezone.now())
    messages.success(request, _("Tombol pintas menyala") if is_wanted else _("Tombol pintas dimatikan"))
    to = request.POST.get("dari", "")
    return redirect(to if is_ours(to) else "judging:desk")


def is_ours(address):
    """Whether this is an address of the portal, without its host."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
