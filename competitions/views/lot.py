"""The lot of an edition: what anybody can check, and the page where two people draw it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.pages import still
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import Refused
from competitions import rules
from competitions.domain import lot
from competitions.forms.lot import LotForm
from competitions.models import Edition, Lot


@public(sees="the lot of an edition", when="the edition is announced", kept=still.UNTIL_CHANGED)
def lot_of_edition(request, slug):
    """The promise, what was mixed into it, and how to repeat the sum by hand."""
    edition = get_object_or_404(Edition.objects.announced(), slug=slug)
    lots = list(Lot.objects.filter(edition=edition).order_by("-committed_at", "-pk"))
    if not lots:
        raise Http404
    current = lots[0]
    return render(
        request,
        "competitions/lot/public.html",
        {
            "edition": edition,
            "lot": current,
            "replaced": lots[1:],
            "expected": lot.expected_day(edition),
            "mixed": lot.mixed(current.secret, current.value, edition.slug) if current.is_drawn else "",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.MINISTRY_ADMIN, Role.SECRETARY, sees="the number of the lot", of=ALL, when="the lot may be typed; two persons"
)
def draw(request, slug):
    """Type the public number; the second person to type the same draws the lot."""
    edition, at = get_object_or_404(Edition, slug=slug), timezone.now()
    current = Lot.objects.current().filter(edition=edition).select_related("first_person").first()
    refusal = rules.typing_refusal(edition, current, by=request.office, at=at)
    form = LotForm(None if refusal or request.method != "POST" else request.POST, edition=edition, at=at)
    page = {"edition": edition, "lot": current, "refusal": refusal, "form": form}
    page |= {"expected": lot.expected_day(edition), "is_mine": is_first(current, request.office)}
    if request.method == "POST" and refusal:
        raise Refused(refusal)
    if form.is_valid():
        try:
            typed = lot.enter(edition, **form.cleaned_data, by=request.office, at=at)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
        else:
            said = _("Undian dilakukan") if typed.is_drawn else _("Angka tersimpan. Orang kedua mengetiknya juga.")
            messages.success(request, said)
            return redirect("competitions:lot-draw", slug=slug)
    return render(request, "competitions/lot/draw.html", page)


def is_first(current, office):
    """Whether this person typed first and would type again."""
    return bool(current and current.first_person_id == office.user_id)
