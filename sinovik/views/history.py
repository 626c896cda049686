"""The trail of events, for the ministry: of one edition, and of everything."""

from itertools import islice

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import chain
from accounts.models import OVERSIGHT, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from competitions.models import Edition
from sinovik import events_in_words, trail

EVENTS = (
    lists.ListColumn("urutan", gettext_lazy("Nomor"), ("number",), is_number=True),
    lists.ListColumn("saat", gettext_lazy("Saat"), ("at",)),
    lists.ListColumn("oleh", gettext_lazy("Oleh"), ("who",)),
    lists.ListColumn("surel", gettext_lazy("Surel"), ("address",)),
    lists.ListColumn("peristiwa", gettext_lazy("Peristiwa"), ("what",)),
    lists.ListColumn("tentang", gettext_lazy("Tentang"), ("subject",)),
    lists.ListColumn("alasan", gettext_lazy("Alasan"), ("reason",)),
    lists.ListColumn("sidik", gettext_lazy("Sidik digital"), ("hash",)),
)


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="every event", of=ALL)
def whole(request):
    """Everything that was ever done."""
    events = trail.latest(Q())
    if file := as_file(request, "riwayat", events):
        return file
    page = lists.page(request, events)
    return render(
        request,
        "control_room/history.html",
        {"page": page, "rows": rows(page), "edition": None, "may_check": request.office.role == Role.MINISTRY_ADMIN},
    )


@require_safe
@for_role(*OVERSIGHT, sees="events of an edition", of=ALL)
def of_edition(request, slug):
    """What happened in one edition, or in one of its stages."""
    edition = get_object_or_404(Edition, slug=slug)
    stages = list(edition.stages.order_by("position"))
    asked = request.GET.get("tahap", "")
    stage = next((stage for stage in stages if str(stage.position) == asked), None)
    events = trail.of_stage(stage) if stage else trail.of_edition(edition, stages)
    if file := as_file(request, f"riwayat-{slug}" + (f"-{stage.position}" if stage else ""), events):
        return file
    page = lists.page(request, events)
    return render(
        request,
        "control_room/history.html",
        {"page": page, "rows": rows(page), "edition": edition, "stages": stages, "stage": stage},
    )


def as_file(request, name, events):
    """The events as a file, in words; read so many at a time, as names are looked up for each lot."""

    def spoken():
        reading = events.iterator(chunk_size=lists.AT_A_TIME)
        while some := list(islice(reading, lists.AT_A_TIME)):
            yield from rows(some)

    return exports.answered(request, lists.Listing(name, spoken(), EVENTS))


def rows(page):
    """The events of a page in words."""
    names, addresses = trail.names(page), trail.addresses(page)
    return [
        {
            "number": event.number,
            "at": event.at,
            "who": event.by_whom,
            "address": addresses.get(event.actor_id, ""),
            "what": events_in_words.sentence(event),
            "subject": events_in_words.subject(event, names),
            "reason": events_in_words.reason(event),
            "hash": bytes(event.hash).hex(),
        }
        for event in page
    ]


@require_POST
@for_role(Role.MINISTRY_ADMIN, sees="the chain of events, walked", of=ALL)
def check(request):
    """Walk the whole chain and say whether it holds."""
    broken = chain.verify()
    if broken:
        words = BROKEN[broken.reason]
        messages.error(
            request, _("Rantai putus di nomor %(number)s: %(why)s") % {"number": broken.number, "why": words()}
        )
    else:
        length, head = chain.head()
        messages.success(
            request,
            _("Rantai utuh: %(length)s peristiwa, sidik digital terakhir %(head)s") % {"length": length, "head": head},
        )
    return redirect("history")


BROKEN = {
    "missing": lambda: _("ada peristiwa yang hilang"),
    "previous": lambda: _("sidik digital sebelumnya tidak cocok"),
    "hash": lambda: _("sidik digitalnya tidak cocok dengan isinya"),
    "columns": lambda: _("isinya berbeda dari catatan asli"),
}
