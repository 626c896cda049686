"""Dossier and scorecard side by side."""

from django.contrib import messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.stamps import NOTHING
from accounts.models import JUDGES, Motion, Reading
from accounts.pages import kept_text, stamps, typing
from accounts.pages.doors import for_role
from accounts.rules import Refused, Stale, refuse
from accounts.views import readings
from judging import motions, rules
from judging.domain.cards import scoring
from judging.domain.desk import private_notes
from judging.domain.desk.recognising import Recognised
from judging.forms.desk import OpeningForm
from judging.forms.private_note import PrivateNoteForm
from judging.forms.scorecard import ScorecardForm
from judging.reading import hearings
from judging.reading.desk import desk, planned
from judging.views.desk import cover, evidence
from judging.views.desk.doors import ASSIGNED, assignment_or_404, covered_or_404
from proposals.domain import dossier


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a dossier and its scorecard", of=ASSIGNED, when="no tie; marked while the stage takes marks")
def scorecard(request, slug, position, code):
    assignment = covered_or_404(request, slug, position, code, is_saved=request.method == "POST")
    if refusal := rules.cover_refusal(assignment):
        refuse(refusal if request.method == "POST" else None)
        return cover.of_assignment(request, assignment)
    if request.method != "POST":
        readings.note(request, Reading.Kind.DOSSIER, ("proposals.proposal", assignment.proposal_id), assignment.code)
    if assignment.stage.rubric is None:
        return dossier_alone(request, assignment)
    if request.method == "POST":
        return record(request, assignment)
    return page(request, assignment, form_of(assignment))


def record(request, assignment):
    """Save what was sent; a level that does not exist, or a gap in a card to be locked, comes back to be corrected.

    A card to be locked is shown once more before it is signed.
    """
    step = request.POST.get("langkah")
    form = kept_text.read_as(request, form_of(assignment, request.POST, lock=step == "kunci"))
    if not stamps.came_whole(request, form) or form.errors:
        if refusal := refusal_of(assignment, request.user):
            raise Refused(refusal)
        return page_again(request, assignment, form)
    try:
        scoring.record_marks(
            assignment,
            form.marks(),
            remark=form.general_remark(),
            recognised=form.recognition(),
            seen=stamps.seen(request),
            by=request.office,
            at=timezone.now(),
        )
    except Stale as stale:
        return overtaken(request, assignment, form, stale.current)
    place = (assignment.stage.edition.slug, assignment.stage.position)
    if step == "kunci":
        return redirect("judging:card-signing", *place, assignment.code)
    messages.success(request, _("Nilai %(code)s disimpan.") % {"code": assignment.code})
    if step == "berikutnya":
        return redirect(reverse("judging:next", args=place) + f"?setelah={assignment.code}")
    return redirect(reverse("judging:desk") + f"?tahap={place[0]}-{place[1]}")


def overtaken(request, assignment, form, card):
    """Another tab or device of this judge saved meanwhile: both cards, and the choice. Nothing is locked by it."""
    assignment.scorecard = card
    assignment.given = scoring.values_of(card)
    return stamps.side_by_side(
        request,
        form,
        form_of(assignment),
        stamp=card.stamp if card else NOTHING,
        title=assignment.code,
        by=request.office,
        at=card.recorded_at if card else None,
        dropped=("langkah",),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a scorecard, kept while it is filled in", of=ASSIGNED, when="as the card itself")
@typing.small_door
def keeping_typed(request, slug, position, code):
    """Save what is typed into a card so far, gaps and all."""
    assignment = assignment_or_404(request, slug, position, code, is_saved=True)
    if assignment.stage.rubric is None:
        raise Http404
    form = form_of(assignment, request.POST)
    if not stamps.came_whole(request, form) or form.errors:
        raise typing.NotTaken(error for errors in form.errors.values() for error in errors)
    card = scoring.record_marks(
        assignment,
        form.marks(),
        remark=form.general_remark(),
        recognised=form.recognition(),
        seen=stamps.seen(request),
        by=request.office,
        at=timezone.now(),
    )
    return typing.Kept(card.stamp, card.recorded_at)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *JUDGES,
    fresh=True,
    sees="a signed scorecard, asked to be opened again",
    of=ASSIGNED,
    when="locked, the stage takes marks",
)
def opening(request, slug, position, code):
    """Ask for a locked card to be opened again, with the reason; the ministry agrees or not."""
    assignment = assignment_or_404(request, slug, position, code)
    card = card_of(assignment)
    if card is None or not card.locked_at:
        return redirect("judging:scorecard", slug, position, code)
    if asked := Motion.objects.about(card).on_its_way().first():
        return redirect("motion", asked.pk)
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        moved = motions.reopen(card, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Permintaan dikirim. Sekretariat atau admin kementerian memutuskannya."))
        return redirect("motion", moved.pk)
    return render(request, "judging/scorecards/opening.html", {"form": form, "assignment": assignment})


@require_safe
@for_role(*JUDGES, sees="a file of a dossier", of=ASSIGNED, when="no tie")
def attachment(request, slug, position, code, pk):
    assignment = assignment_or_404(request, slug, position, code)
    found = get_object_or_404(desk.attachments_of(assignment), pk=pk)
    evidence.noted(request, assignment, found)
    look = reverse("judging:evidence", args=[slug, position, code, pk])
    return evidence.as_file(found, blind=assignment.stage.is_blind, look=look)


def form_of(assignment, data=None, *, lock=False):
    """The card of an assignment as a form, with what was saved."""
    card = card_of(assignment)
    return ScorecardForm(
        data,
        criteria=criteria_of(assignment),
        levels=assignment.levels,
        marks=assignment.given,
        # Only its page shows what the judge gave elsewhere; a save comes without.
        earlier=getattr(assignment, "earlier", ()),
        remark=card.remark if card else "",
        recognised=recognised_by(assignment),
        lock=lock,
        reasons=assignment.stage.arranged.asks_reasons,
    )


def recognised_by(assignment):
    """What the judge said of having recognised the applicant; None where the stage is not blind."""
    if not assignment.stage.is_blind:
        return None
    return Recognised(assignment.recognised is not None, (assignment.recognised or {}).get("clue", ""))


def criteria_of(assignment):
    """The criteria of the stage's rubric, in their order; they stay with the assignment for the act."""
    assignment.stage.rubric = planned.rubric_of(assignment)
    return sorted(assignment.stage.rubric.criteria.all(), key=lambda criterion: criterion.position)


def card_of(assignment):
    """The assignment's card, or None."""
    return getattr(assignment, "scorecard", None)


def refusal_of(assignment, user):
    """Why the card cannot be changed now, or None."""
    card = card_of(assignment)
    return rules.scoring_refusal(
        assignment,
        judge=user,
        at=timezone.now(),
        # Where there is a tie, the assignment was not found.
        ties=rules.Ties(),
        session_at=assignment.session_at,
        has_calibrated=assignment.has_calibrated,
        locked=bool(card and card.locked_at),
    )


def page(request, assignment, form):
    """Dossier left, card right; a card that cannot be changed now shows what was given, and why it is closed."""
    card, now = card_of(assignment), timezone.now()
    refusal = refusal_of(assignment, request.user)
    context = {
        "form": form,
        "card": card,
        "refusal": refusal,
        "may_open": refusal is rules.LOCKED,
        "is_discussed": bool(card and card.locked_at and not assignment.n_unsigned)
        and assignment.stage.arranged.is_discussed,
        "n_marked": sum(line.points.value() not in (None, "") for line in form.lines),
        "given": given(form, assignment.levels) if refusal else [],
        "now": now,
        "note_form": PrivateNoteForm(initial={"note": assignment.note or ""}),
        "note_stamp": private_notes.stamp(assignment.note_number),
        "stamp": stamps.drawn(request, card.stamp if card else NOTHING),
    }
    return render(request, "judging/scorecards/scorecard.html", {**context, **dossier_of(assignment)})


def page_again(request, assignment, form):
    """The page with what was sent, for an assignment that was loaded for its save alone."""
    stage = assignment.stage
    whole = covered_or_404(request, stage.edition.slug, stage.position, assignment.code)
    form.earlier = whole.earlier
    return page(request, whole, form)


def given(form, levels):
    """The saved marks as rows to read: criterion, level, remark."""
    names = {level["points"]: level["name"] for level in levels}
    return [
        {
            "criterion": line.criterion,
            "points": line.points.initial,
            "name": names.get(line.points.initial, ""),
            "remark": line.remark.initial,
        }
        for line in form.lines
    ]


def dossier_alone(request, assignment):
    """The dossier of a stage in which nothing is marked."""
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return render(request, "judging/scorecards/dossier_alone.html", dossier_of(assignment))


def dossier_of(assignment):
    """What both pages show of the dossier and where it stands."""
    stage, proposal = assignment.stage, desk.proposal_of(assignment, is_read=True)
    shown = dossier.read(proposal, blind=stage.is_blind, asked=planned.asked_of(assignment))
    began = assignment.session_at and assignment.session_at <= timezone.now()
    return {
        "assignment": assignment,
        "stage": stage,
        "proposal": proposal,
        "dossier": shown,
        "chapters": {chapter.key for chapter in shown.chapters},
        "materials": hearings.for_panel(assignment),
        "may_note": bool(began) and not stage.is_over,
        "parts": list(parts(shown)),
        "reported": {one["file"] for one in assignment.reports},
        "answers": answers_to(assignment.reports, shown),
        "file_prefix": reverse("judging:scorecard", args=(stage.edition.slug, stage.position, assignment.code))
        + "lampiran/",
    }


def answers_to(reports, shown):
    """What the secretariat answered about files that did not open, each beside the file's name."""
    name = {file.pk: file.name for chapter in shown.chapters for file in chapter.files}
    return [(name.get(one["file"], ""), one["answer"]) for one in reports if one["answer"]]


def parts(shown):
    """The parts of a dossier as links within the page."""
    yield {"label": _("Identitas inovasi"), "url": "#identitas"}
    for chapter in shown.chapters:
        yield {"label": chapter.title, "url": f"#bagian-{chapter.key}"}
    if shown.documents:
        yield {"label": _("Dokumen"), "url": "#dokumen"}
