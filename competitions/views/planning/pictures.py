"""Pictures for certificates and public pages: handed in, looked at."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping
from accounts.models import OVERSIGHT, Role
from accounts.pages.doors import ALL, for_role, public
from competitions.domain import pictures
from competitions.forms.planning.pictures import PictureForm
from competitions.models import Edition, Picture


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="the pictures for certificates", of=ALL)
def listed(request, slug):
    """The pictures there are, and one more."""
    edition = get_object_or_404(Edition, slug=slug)
    form = PictureForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        pictures.add(edition, form.cleaned_data["picture"], by=request.office, at=timezone.now())
        messages.success(request, _("Gambar disimpan. Pilih di bagian Pokok atau Penghargaan."))
        return redirect("competitions:plan-pictures", slug)
    rows = Picture.objects.order_by("-added_at", "-pk")
    context = {"edition": edition, "form": form, "pictures": rows}
    return render(request, "competitions/planning/pictures.html", context, status=422 if form.errors else 200)


@require_safe
@for_role(*OVERSIGHT, sees="a picture for certificates", of=ALL)
def picture(request, slug, sha256):
    """One of the pictures, on the page of the plan."""
    get_object_or_404(Edition, slug=slug)
    return shown(sha256)


@require_safe
@public(sees="the logo of an edition", when="the edition is announced and has one")
def logo(request, slug):
    """The logo of an announced edition."""
    edition = get_object_or_404(Edition.objects.announced().exclude(logo=""), slug=slug)
    return shown(edition.logo)


def shown(sha256):
    """A picture inside a page."""
    found = get_object_or_404(Picture, sha256=sha256)
    return keeping.response(found.clean, filename=found.name, content_type=found.content_type, shown=True)
