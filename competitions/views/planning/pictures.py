"""Pictures for certificates and public pages: handed in, looked at."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping
from accounts.models import OVERSIGHT, Role
from accounts.pages import kept
from accounts.pages.doors import ALL, for_role, public
from competitions.domain import pictures, planning
from competitions.forms.planning.pictures import PictureForm
from competitions.models import Edition, Picture


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="the pictures for certificates", of=ALL)
def listed(request, slug):
    """The pictures there are, and one more."""
    edition = get_object_or_404(Edition, slug=slug)
    lost = pictures.lost(planning.plan_of(edition))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PictureForm(*data, lost=() if edition.announced_at else lost)
    if form.is_valid():
        messages.success(request, taken(edition, form.cleaned_data, lost, by=request.office, at=timezone.now()))
        return redirect("competitions:plan-pictures", slug)
    rows = Picture.objects.order_by("-added_at", "-pk")
    context = {"edition": edition, "form": form, "pictures": rows, "lost": lost}
    return render(request, "competitions/planning/pictures.html", context, status=422 if form.errors else 200)


def taken(edition, said, lost, *, by, at):
    """Keep the picture that was handed in, in the place of one that is lost where it is that or was said to; what
    became of it, in words.
    """
    kept_as = pictures.add(edition, said["picture"], by=by, at=at).sha256
    if found := [str(what) for what, sha256 in lost if sha256 == kept_as]:
        return _("Gambar untuk “%(what)s” ada lagi.") % {"what": ", ".join(found)}
    if before := said.get("stands_for"):
        pictures.put_in_place(edition, before, kept_as, by=by, at=at)
        return _("Gambar disimpan dan menggantikan yang tidak ada.")
    if lost:
        return _("Gambar disimpan. Isinya lain dari yang tidak ada; pilih di bagian Pokok atau Penghargaan.")
    return _("Gambar disimpan. Pilih di bagian Pokok atau Penghargaan.")


@require_safe
@for_role(*OVERSIGHT, sees="a picture for certificates", of=ALL)
def picture(request, slug, sha256):
    """One of the pictures, on the page of the plan."""
    get_object_or_404(Edition, slug=slug)
    return shown(sha256)


@require_safe
@public(sees="the logo of an edition", when="the edition is announced and has it")
def logo(request, slug, sha256):
    """The logo of an announced edition; another logo has another address."""
    get_object_or_404(Edition.objects.announced(), slug=slug, logo=sha256)
    return kept.for_ever(shown(sha256))


def shown(sha256):
    """A picture inside a page."""
    found = get_object_or_404(Picture, sha256=sha256)
    return keeping.response(found.clean, filename=found.name, content_type=found.content_type, shown=True)
