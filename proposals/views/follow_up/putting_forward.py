"""A list that was looked at, put before a second person: alike for earlier winners and sheets of other programmes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import MINISTRY
from accounts.pages import stamps
from accounts.rules import Refused, Stale
from proposals import motions
from proposals.domain.catalogue import winner_lists
from proposals.forms import catalogue
from proposals.forms.winner_lists import TakeOverForm
from proposals.models.taken_over.entry_sources import of_programme
from proposals.reading import winner_lists as reading
from proposals.rules import winner_lists as rules

# By how the events of a list begin: where one is shown, and where another is handed in.
PLACES = {
    "winner_list": ("proposals:winner_list", "proposals:winner_list_entering"),
    "import": ("proposals:import", "proposals:import_entering"),
}


def put_forward(request, found, page_of, *, act=motions.take_over, form_class=TakeOverForm):
    """Move an act on a list, as it was shown; `page_of` draws its page with the form where that fails."""
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            given = {"release_at": form.release_at, "seen": stamps.seen(request)}
            reason, at = form.cleaned_data["reason"], timezone.now()
            motion = act(found, reason, **given, by=request.office, at=at)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Diajukan. Admin kementerian yang lain menyetujuinya."))
            return redirect("motion", motion.pk)
    return page_of(request, found, form)


def standing(request, found, refusal):
    """What the page of a list says of putting it forward, and of what became of it; `refusal` says why not now.

    Only whoever may ever put it forward learns why not; only for them every row is hashed.
    """
    motion = reading.motion_about(found)
    is_ministry = request.office.role in MINISTRY
    may_propose = is_ministry and not refusal and not motion
    return {
        "motion": motion,
        "refusal": refusal if is_ministry else None,
        "may_propose": may_propose,
        "stamp": stamps.drawn(request, winner_lists.stamp(found)) if may_propose else "",
        **outcome(found),
    }


def outcome(found):
    """What became of a list: why nothing was read or taken over, in words, and where to go from there."""
    shown, entering = PLACES[found.act]
    return {
        "listed": found,
        "failure": rules.FAILURES.get(found.failure, ""),
        "shown_url": reverse(shown, args=[found.pk]),
        "entering_url": reverse(entering),
        "catalogue_url": catalogue.listed(source=of_programme(found.programme_id)),
    }
