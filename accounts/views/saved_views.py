"""Ways to look at lists, kept and forgotten by their person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain import saved_views
from accounts.forms.saved_views import SavedViewForm
from accounts.models import Role, SavedView
from accounts.pages.doors import for_role
from accounts.rules import Refused

OWN_VIEWS = "own views of lists"


@require_POST
@for_role(*Role, sees="a way to look at a list, kept", of=OWN_VIEWS)
def keeping(request):
    """Keep the filters and columns of a list under a name."""
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(one for errors in form.errors.values() for one in errors))
        # Where the list is unknown there is nowhere to go back to.
        return redirect(form.cleaned_data.get("daftar") or "home")
    values = form.cleaned_data
    try:
        view = saved_views.keep(
            values["daftar"], values["saringan"], values["nama"], by=request.office, at=timezone.now()
        )
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return redirect(values["daftar"])
    messages.success(request, _("Tampilan “%(name)s” disimpan") % {"name": view.name})
    return redirect(view.address)


@require_POST
@for_role(*Role, sees="a way to look at a list, forgotten", of=OWN_VIEWS)
def forgetting(request, pk):
    """Take away one of one's own."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    saved_views.forget(view, by=request.office, at=timezone.now())
    messages.success(request, _("Tampilan “%(name)s” dihapus") % {"name": view.name})
    return redirect(view.path)
