"""One's own data: taken along as an archive, or asked to be erased; and the ministry's answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain import erasing
from accounts.forms.people import DeclineErasureForm
from accounts.models import ErasureRequest, Reading, Role, User
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_own_data, for_role
from accounts.reading import erasures, personal
from accounts.rules import Refused, refuse
from accounts.rules import erasing as rules
from accounts.views import columns, readings


@require_safe
@for_own_data(sees="one's own data")
@never_cache
def own(request):
    """What there is of oneself, what would go and what would stay."""
    at = timezone.now()
    wish = ErasureRequest.objects.of(request.user).first()
    return render(
        request,
        "accounts/personal/own.html",
        {
            "parts": personal.PARTS,
            "wish": wish,
            "is_waiting": bool(wish) and not wish.is_answered,
            "in_the_way": erasing.in_the_way(request.user, at=at),
            **said_of(request.user),
        },
    )


def said_of(user):
    """What would go and what would stay of a person, with how many rows of each there are."""
    return {
        "forgotten": erasing.counted(erasing.FORGOTTEN, user),
        "on_record": erasing.counted(erasing.ON_RECORD, user),
    }


@require_POST
@for_own_data(sees="one's own data, as a file", fresh=True)
@never_cache
def archive(request):
    """Everything as a ZIP: asked for with the password, because whoever has it has all of it."""
    at = timezone.now()
    readings.note(request, Reading.Kind.ARCHIVE, ("accounts.user", request.user.pk), request.user.pk)
    return exports.as_archive("data-saya.zip", lambda file: personal.archive(request.user, file, at=at))


@require_POST
@for_own_data(sees="one's data, asked to be erased", when="none waits", fresh=True)
def asking(request):
    """Ask the ministry to be forgotten."""
    erasing.ask(request.user, by=request.office, at=timezone.now())
    messages.success(request, _("Permintaan dikirim ke kementerian. Jawabannya datang lewat surel."))
    return redirect("personal")


@require_POST
@for_own_data(sees="the wish to be erased, taken back", when="it waits")
def dropping(request):
    """Take one's own wish back."""
    erasing.drop(by=request.office, at=timezone.now())
    messages.success(request, _("Permintaan ditarik. Data Anda tetap seperti semula."))
    return redirect("personal")


@require_safe
@for_role(Role.MINISTRY_ADMIN, sees="who wants to be erased", of=ALL, when="waiting; not oneself")
def listed(request):
    """The wishes that wait, the oldest first."""
    listing = lists.Listing("penghapusan", erasures.to_answer(request.office), columns.ERASURES)
    return exports.answered(request, listing) or render(
        request, "accounts/personal/requests.html", {"page": lists.page(request, listing.rows)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.MINISTRY_ADMIN,
    sees="a person's data, erased",
    of=ALL,
    when="asked; no office, no work, no motion; not oneself",
    fresh=True,
)
def answering(request, pk):
    """What would go and what stays, counted; then it goes."""
    wish = waiting_or_refused(request, pk)
    if request.method == "POST":
        user = erasing.erase(wish, by=request.office, at=timezone.now())
        messages.success(request, _("Data dihapus. Orang ini sekarang bernama %(name)s.") % {"name": user.full_name})
        return redirect("erasures")
    shown = {"wish": wish, "person": wish.user, "in_the_way": erasing.in_the_way(wish.user, at=timezone.now())}
    return render(request, "accounts/personal/answer.html", {**shown, **said_of(wish.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.MINISTRY_ADMIN, sees="a wish to be erased, declined", of=ALL, when="it waits; not oneself", fresh=True)
def declining(request, pk):
    """Say why the data stays."""
    wish = waiting_or_refused(request, pk)
    form = DeclineErasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        erasing.decline(wish, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Permintaan ditolak, dan orangnya diberi tahu"))
        return redirect("erasures")
    return render(request, "accounts/personal/declining.html", {"wish": wish, "person": wish.user, "form": form})


def waiting_or_refused(request, pk):
    """The wish at an address, if it waits for this office."""
    wish = get_object_or_404(ErasureRequest.objects.select_related("user"), pk=pk)
    refuse(rules.answering_refusal(wish.user_id, office=request.office, is_erased=erasing.is_erased(wish.user)))
    if wish.is_answered:
        raise Refused(rules.ANSWERED_ALREADY)
    return wish


@require_POST
@for_role(Role.MINISTRY_ADMIN, sees="a wish to be erased, noted for somebody who wrote", of=ALL, when="none waits")
def noting(request, pk):
    """Somebody without an office has written to the ministry: the wish is theirs, the admin notes it."""
    wish = erasing.ask(get_object_or_404(User, pk=pk), by=request.office, at=timezone.now())
    return redirect("erasure", wish.pk)
