"""Beginning an edition: from a template, from an edition there is, from a file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from competitions.domain import pictures, plan_file, planning
from competitions.domain.blueprint import HeadData, Plan
from competitions.forms.planning.starting import BeginEditionForm, FileForm
from competitions.models import Edition


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a new edition", of=ALL)
def begin(request):
    """From a template or an earlier edition."""
    editions = list(Edition.objects.latest_first().values_list("slug", "name"))
    form = BeginEditionForm(request.POST if request.method == "POST" else None, editions=editions)
    return begun(request, form, from_source, "competitions/planning/begin.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a new edition, from a file", of=ALL)
def from_file(request):
    """From a file that a plan was written to, here or on another portal."""
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    return begun(request, form, from_upload, "competitions/planning/from_file.html")


def begun(request, form, act, template):
    """The page of a beginning; the new draft's plan once it is made."""
    sentences = ()
    if form.is_valid():
        try:
            edition = act(form, by=request.office, at=timezone.now())
        except Refused as refused:
            sentences = refused.sentences
        else:
            messages.success(request, _("Draf edisi dibuat. Belum tampak bagi siapa pun di luar kementerian."))
            # What the plan names and is not here is asked for at once.
            is_whole = not pictures.lost(planning.plan_of(edition))
            return redirect("competitions:plan" if is_whole else "competitions:plan-pictures", edition.slug)
    status = 422 if sentences or form.errors else 200
    return render(request, template, {"form": form, "sentences": sentences}, status=status)


def from_source(form, *, by, at):
    """The new edition, from what was chosen."""
    sort, _colon, key = form.cleaned_data["source"].partition(":")
    if sort == "pola":
        return planning.plan(key, **form.particulars, by=by, at=at)
    return planning.copy(get_object_or_404(Edition, slug=key), **form.particulars, by=by, at=at)


def from_upload(form, *, by, at):
    """The new edition, from the file; what the form asks for stands in place of the file's."""
    read = plan_file.read(form.cleaned_data["file"].read(plan_file.LARGEST + 1))
    particulars = form.particulars
    slug = particulars.pop("slug")
    head = HeadData(**{**vars(read.head), **particulars})
    return planning.bring(Plan(head, read.blueprint), slug=slug, by=by, at=at)
