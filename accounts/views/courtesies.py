"""Which letters a person wants: the page behind the link in a letter, and the page of the account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.domain.correspondence import courtesies
from accounts.forms.courtesies import CourtesiesForm
from accounts.models import Role, Unwanted
from accounts.pages.doors import for_role, public
from accounts.pages.whole_forms import one_click
from accounts.rules import Refused


@one_click
@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a kind of letter, wanted no more", of="own letters", when="whoever has the link")
@never_cache
def stopping(request, key, kinds):
    """The page behind the link in a letter; only its button, or that of a mail program, says so."""
    try:
        user, name = courtesies.read(key)
    except Refused as refused:
        return render(request, "accounts/courtesies/broken.html", {"refusal": refused.refusal}, status=404)
    if request.method == "POST":
        courtesies.stop(user, name, at=timezone.now())
    is_unwanted = Unwanted.objects.filter(user=user, name=name).exists()
    return render(
        request, "accounts/courtesies/stopping.html", {"kind": kinds.get(name, name), "is_unwanted": is_unwanted}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*Role, sees="which letters one gets", of="own account")
def choice(request, kinds):
    """Which of the letters that are not official a person gets."""
    unwanted = set(Unwanted.objects.filter(user=request.user).values_list("name", flat=True))
    wanted = [name for name in kinds if name not in unwanted]
    form = CourtesiesForm(request.POST if request.method == "POST" else None, kinds=kinds, initial={"mau": wanted})
    if form.is_valid():
        courtesies.choose(
            request.user, form.cleaned_data["mau"], among=list(kinds), by=request.office, at=timezone.now()
        )
        messages.success(request, _("Pilihan surat Anda disimpan"))
        return redirect("letters_wanted")
    return render(request, "accounts/courtesies/choice.html", {"form": form})
