"""The room in which a panel decides: its table, its attendance, its votes, its papers."""

from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import CONTROL, JUDGES, OVERSIGHT
from accounts.pages import above, exports, lists, live, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from judging import rules
from judging.circle import deliberation, settling
from judging.domain import papers
from judging.domain.judges import pacts
from judging.domain.panel import plenary as meeting
from judging.domain.panel import proceedings
from judging.forms.plenary import AttendanceForm, ExchangeForm
from judging.models import PanelMember
from judging.reading import progress
from judging.reporting import afterwards, minutes, own_columns, plenary
from judging.views.control import stage_page
from judging.views.control.deciding.deliberation import decided

OWN_PANEL = "own panel; the ministry: every"
WHOLE = "judging/plenary/table.html"
# What htmx asks for, by the part of the page that it replaces.
PARTS = {"akibat": "judging/plenary/outlook.html", "pleno": "judging/plenary/exchanged.html"}


def the_room(request, slug, position):
    """The stage, its decision, and who of the panel reads (None for the ministry); 404 for another panel's judge."""
    stage, decision = decided(slug, position)
    if not meeting.is_held(stage):
        raise Http404
    if request.office.role not in JUDGES:
        return stage, decision, None
    member = PanelMember.objects.filter(stage=stage, judge=request.user).first()
    if member is None:
        raise Http404
    pacts.refuse_unsigned(stage.edition, request.user)
    if refusal := rules.results_refusal(stage, state=progress.computation_state(stage)):
        raise Refused(refusal)
    return stage, decision, member


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *OVERSIGHT,
    *JUDGES,
    sees="the plenary's table",
    of=OWN_PANEL,
    when="computed; exchanged by the ministry until the decision is proposed; closed where a tie is",
)
def table(request, slug, position):
    stage, decision, member = the_room(request, slug, position)
    refusal = rules.deliberation_refusal(decision, office=request.office)
    held = meeting.of(decision)
    form = ExchangeForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    mark = ""
    if request.method == "POST":
        if exchanged(request, stage, form):
            if not request.htmx:
                return redirect(address("plenary", stage))
            form = ExchangeForm()
        # Its choices alone may have changed here, or meanwhile: what is proposed is not exchanged.
        decision.refresh_from_db(fields=["version"])
        shown_as = decision.stamp()
    else:
        shown_as = decision.stamp()
        mark = live.mark(shown_as, meeting.mark(held), decision.motion_id, decision.approved_at)
        if nothing_new := live.unchanged(request, mark):
            return nothing_new
    closed = plenary.closed_to(stage, member, on=timezone.localdate()) if member else frozenset()
    shown = plenary.room(stage, decision, version=shown_as, closed=closed)
    told = proceedings.told_of(held, [one.choice for one in shown.seats]) if held else None
    if file := exports.answered(
        request, lists.Listing(stage_page.file_name("pleno", stage), shown.seats, own_columns.of_plenary(shown))
    ):
        return file
    word = request.GET.get("q", "").replace("\0", "").strip()[:100]
    others, number = plenary.listed(shown, word)
    asked = form.data if form.is_bound else request.GET
    out, taken = shown.seat(asked.get("keluar", "")), shown.seat(asked.get("masuk", ""))
    can_swap = out and taken and out.choice.goes_on and not taken.choice.goes_on
    return render(
        request,
        # Whoever only asks what an exchange would do, or exchanges without leaving the page, gets that part alone.
        PARTS.get(request.htmx.target, WHOLE) if request.htmx else WHOLE,
        {
            "stage": stage,
            "decision": decision,
            "room": shown,
            "others": others,
            "others_number": number,
            "word": word,
            "refusal": refusal,
            "exchange": form,
            "out": out,
            "taken": taken,
            "outlook": plenary.outlook(stage, shown, out, taken, meeting=told) if can_swap else None,
            "evidence": () if refusal else plenary.evidence_of(filter(None, (out, taken))),
            "stamp": stamps.drawn(request, shown.version),
            "meeting": told,
            "led_meanwhile": rules.leading_meanwhile(told) if told else [],
            "voting": voting(held, member),
            "held_on": date.fromisoformat(told["held_on"]) if told else None,
            "is_member": member is not None,
            "mark": mark if refusal and not decision.approved_at else "",
        },
        # htmx shows no page that is sent as a conflict.
        status=HTTPStatus.OK if request.htmx else stamps.status(request),
    )


def voting(held, member):
    """The open vote as a page shows it: how many gave a ballot, and what its reader may do; None where none is open."""
    asked = meeting.open_in(held)
    if asked is None:
        return None
    present, gone = meeting.present_at(held), meeting.away(held, [asked.out, asked.taken])
    own = asked.ballots.filter(member=member).first() if member else None
    return {
        "vote": asked,
        "given": asked.ballots.count(),
        "of": len(present.keys() - gone),
        "own": own,
        "may_cast": bool(member and own is None and member.pk in present and member.pk not in gone),
        "left": bool(member and member.pk in gone),
    }


def exchanged(request, stage, form):
    """Do what the form says; False with the errors on it, also where somebody else exchanged meanwhile."""
    if not stamps.came_whole(request, form) or form.errors:
        return False
    pair = {
        one.proposal.code: one.proposal
        for one in stage.decision.choices.select_related("proposal").filter(
            proposal__code__in=[form.cleaned_data["keluar"], form.cleaned_data["masuk"]]
        )
    }
    out, taken = pair.get(form.cleaned_data["keluar"]), pair.get(form.cleaned_data["masuk"])
    if out is None or taken is None or out == taken:
        form.add_error(None, rules.NOT_AN_EXCHANGE.sentence)
        return False
    try:
        deliberation.exchange(
            stage,
            out,
            taken,
            form.cleaned_data["alasan"],
            seen=stamps.seen(request),
            by=request.office,
            at=timezone.now(),
        )
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        if refused.refusal is not rules.NOT_AN_EXCHANGE:
            raise
        form.add_error(None, refused.refusal.sentence)
        return False
    messages.success(
        request,
        _("%(taken)s menggantikan %(out)s") % {"taken": taken.code, "out": out.code},
    )
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="the attendance of a plenary", of=ALL, when="computed, until the decision is proposed")
def attendance(request, slug, position):
    stage, decision, _member = the_room(request, slug, position)
    if refusal := rules.deliberation_refusal(decision, office=request.office):
        raise Refused(refusal)
    held = meeting.of(decision)
    initial = {"held_on": timezone.localdate()}
    if held:
        initial = {
            "held_on": held.held_on,
            "place": held.place,
            "chair": held.chair_id,
            "present": list(meeting.present_at(held)),
        }
    form = AttendanceForm(request.POST if request.method == "POST" else None, stage=stage, initial=initial)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors and noted(request, stage, form):
        messages.success(request, _("Kehadiran rapat dicatat"))
        return redirect(address("plenary", stage))
    return render(
        request,
        "judging/plenary/attendance.html",
        {"stage": stage, "form": form, "stamp": stamps.drawn(request, meeting.stamp(meeting.of(decision)))},
        status=stamps.status(request),
    )


def noted(request, stage, form):
    """Note the attendance; False where the act refuses it."""
    values = form.cleaned_data
    try:
        meeting.attend(
            stage,
            {one.pk for one in values["present"]},
            chair=values["chair"],
            held_on=values["held_on"],
            place=values["place"],
            seen=stamps.seen(request),
            by=request.office,
            at=timezone.now(),
        )
    except Stale:
        stamps.overtake(request, form)
        return False
    except Refused as refused:
        if refused.refusal is not rules.CHAIR_ABSENT:
            raise
        form.add_error("chair", refused.refusal.sentence)
        return False
    return True


# The template of each paper, and whether it stays as it was signed.
PAPERS = {
    "berita-acara": ("judging/papers/minutes.html", True),
    "lampiran-keputusan": ("judging/papers/annex.html", False),
}
# What came after the signatures follows such a paper on sheets of its own.
AFTERWARDS = "judging/papers/afterwards.html"


@require_safe
@for_role(*OVERSIGHT, *JUDGES, sees="minutes of a plenary, annex of a decree, as PDF", of=OWN_PANEL, when="computed")
def paper(request, slug, position, which):
    """The minutes, or the annex of the decree, to be signed by hand."""
    stage, decision, _member = the_room(request, slug, position)
    if not settings.PDF_ENABLED:
        raise Refused(rules.NO_PDF)
    template, is_as_signed = PAPERS[which]
    # The papers name their values in Indonesian, whoever prints them.
    with translation.override("id"):
        told = minutes.of(stage, decision, settling.described(decision, {}), is_as_signed=is_as_signed)
        after = afterwards.of(stage, decision) if is_as_signed else []
        shown = {"paper": told, "after": after, "heads_address": settings.BASE_URL + above.address("heads")}
    example = "contoh-" if stage.edition.is_example else ""
    return HttpResponse(
        papers.pdf([template, AFTERWARDS] if after else [template], shown),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{example}{which}-{stage.edition.slug}-{stage.position}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


def address(name, stage):
    """The address of a page of the room."""
    return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position])
