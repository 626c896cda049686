"""The trail of events, for the ministry: of one edition, and of everything."""

from itertools import islice

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import chain
from accounts.models import OVERSIGHT, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from competitions.models import Edition
from sinovik.forms import EventsFilter
from sinovik.history import events_in_words, trail


def said_of(row):
    """What happened, to what, and why."""
    drawn = format_html('{}<span class="sub">{}</span>', row["what"], row["subject"])
    if row["reason"]:
        drawn += format_html('<span class="sub">{}</span>', _("Alasan: %(reason)s") % {"reason": row["reason"]})
    return drawn


def hash_of(row):
    """The beginning of a hash, the whole of it for whoever points at it."""
    return format_html('<code title="{}">{}</code>', row["hash"], row["hash"][:12])


EVENTS = (
    lists.ListColumn("urutan", gettext_lazy("Nomor"), ("number",), is_number=True),
    lists.ListColumn("peristiwa", gettext_lazy("Peristiwa"), ("what",), is_head=True, draw=said_of),
    lists.ListColumn("tentang", gettext_lazy("Tentang"), ("subject",), is_extra=True),
    lists.ListColumn("alasan", gettext_lazy("Alasan"), ("reason",), is_extra=True),
    lists.ListColumn("oleh", gettext_lazy("Oleh"), ("who",)),
    lists.ListColumn("surel", gettext_lazy("Surel"), ("address",)),
    lists.ListColumn("saat", gettext_lazy("Saat"), ("at",)),
    lists.ListColumn("sidik", gettext_lazy("Sidik digital"), ("hash",), draw=hash_of),
)


@require_safe
@for_role(Role.MINISTRY_ADMIN, Role.AUDITOR, sees="every event", of=ALL)
def whole(request):
    """Everything that was ever done."""
    form = EventsFilter(request.GET)
    return answer(
        request,
        "riwayat",
        form.applied_to(trail.latest(Q())),
        form,
        edition=None,
        may_check=request.office.role == Role.MINISTRY_ADMIN,
    )


@require_safe
@for_role(*OVERSIGHT, sees="events of an edition", of=ALL)
def of_edition(request, slug):
    """What happened in one edition, or in one of its stages."""
    edition = get_object_or_404(Edition, slug=slug)
    stages = list(edition.stages.order_by("position"))
    asked = request.GET.get("tahap", "")
    stage = next((stage for stage in stages if str(stage.position) == asked), None)
    form = EventsFilter(request.GET, of_stage=asked if stage else "")
    events = form.applied_to(trail.of_stage(stage) if stage else trail.of_edition(edition, stages))
    name = f"riwayat-{slug}" + (f"-{stage.position}" if stage else "")
    return answer(request, name, events, form, edition=edition, stages=stages, stage=stage)


def answer(request, name, events, form, **context):
    """The list of these events in words: a page of it, or its file, for which so many are read at a time."""

    def spoken():
        reading = events.iterator(chunk_size=lists.AT_A_TIME)
        while some := list(islice(reading, lists.AT_A_TIME)):
            yield from rows(some)

    listing = lists.Listing(name, spoken(), EVENTS)
    if file := exports.answered(request, listing):
        return file
    shown = lists.shown(request, events, form)
    shown["page"].object_list = rows(shown["page"])
    return render(request, "control_room/history.html", {"listing": listing.shown(request), **shown, **context})


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
