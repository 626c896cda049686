"""Letters that did not arrive: who, why, and once more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import rules
from accounts.domain.outbox import try_again
from accounts.models import MINISTRY, Letter
from accounts.pages.doors import ALL, for_role
from accounts.reading.outbox import undelivered

PAGE = 50


@require_safe
@for_role(*MINISTRY, sees="letters that did not arrive", of=ALL)
def index(request):
    """The letters that did not arrive. Their text is for their readers alone."""
    page = Paginator(undelivered(timezone.now()), PAGE).get_page(request.GET.get("page"))
    rows = [{"letter": letter, "refusal": rules.resending_refusal(letter, office=request.office)} for letter in page]
    return render(request, "accounts/outbox.html", {"page": page, "rows": rows})


@require_POST
@for_role(*MINISTRY, sees="a letter, sent again", of=ALL, when="it was given up")
def again(request, pk):
    """Have a letter that was given up tried again."""
    letter = get_object_or_404(Letter.objects.select_related("recipient"), pk=pk)
    try_again(letter, by=request.office, at=timezone.now())
    messages.success(request, _("Surat untuk %(name)s dikirim lagi") % {"name": letter.recipient.full_name})
    return redirect("letters")
