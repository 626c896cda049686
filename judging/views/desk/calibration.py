"""The calibration round at the desk: dossiers of earlier editions, marked by all, then seen beside each other."""

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import JUDGES
from accounts.pages import kept_text, stamps, typing
from accounts.pages.doors import for_role
from accounts.rules import Stale, refuse
from competitions.models import Stage
from judging import rules
from judging.domain.cards import calibrating, calibration_dossiers
from judging.domain.judges import pacts
from judging.forms.desk import InterestForm
from judging.forms.discussion import CalibrationEntryForm
from judging.forms.scorecard import ScorecardForm
from judging.reading import calibrations
from judging.reading.desk import beside_cards, rereadings
from judging.views.desk import evidence
from judging.views.desk.card import answers_to, given, parts
from proposals.domain import dossier
from proposals.models import Attachment, Proposal

SEATED = "judges of the stage"
MARKED = "no tie; marked until the round is revealed"


@require_safe
@for_role(*JUDGES, sees="the calibration round; all marks once it is revealed", of=SEATED, when="pact signed")
def listed(request, slug, position):
    found = round_or_404(request, slug, position)
    levels = found.stage.rubric.levels.order_by("points").values_list("points", "name")
    return render(
        request,
        "judging/calibrations/list.html",
        {
            "stage": found.stage,
            "round": found,
            "lines": calibrations.lines(found, request.user, at=timezone.now()),
            "rows": calibrations.compared(found) if found.revealed_at else [],
            "own": calibrations.distribution(found, request.user.pk, levels) if found.revealed_at else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a dossier of the calibration round, marked", of=SEATED, when=MARKED)
def card(request, slug, position, code):
    found, one, own = dossier_or_404(request, slug, position, code)
    draft = None if own else calibrating.draft_of(one, request.user.pk)
    form = kept_text.read_as(request, form_of(found, own or draft, request.POST if request.method == "POST" else None))
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            calibrating.sign(
                one,
                form.marks(),
                remark=form.general_remark(),
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale as stale:
            theirs = form_of(found, stale.current)
            number = calibrating.stamp_of_draft(stale.current)
            return stamps.side_by_side(request, form, theirs, stamp=number, title=code)
        messages.success(request, _("Nilai kalibrasi %(code)s dikunci.") % {"code": code})
        return redirect("judging:calibration-desk", slug, position)
    proposal = Proposal.objects.with_places().get(pk=one.proposal_id)
    # Of an earlier edition, whose results everybody knows: there is nothing to hide.
    shown = dossier.read(proposal, blind=False)
    reports = beside_cards.reports_of(found.stage_id, request.user.pk, proposal.pk)
    return render(
        request,
        "judging/calibrations/card.html",
        {
            "stage": found.stage,
            "round": found,
            "proposal": proposal,
            "dossier": shown,
            "chapters": {chapter.key for chapter in shown.chapters},
            "parts": list(parts(shown)),
            "file_prefix": reverse("judging:calibration-card", args=[slug, position, code]) + "lampiran/",
            "form": form,
            "own": own,
            "draft": draft,
            "reported": {one["file"] for one in reports},
            "answers": answers_to(reports, shown),
            "n_marked": sum(line.points.value() not in (None, "") for line in form.lines),
            "uses_keys": beside_cards.works_with_keys(request.user.pk),
            "stamp": stamps.drawn(request, calibrating.stamp_of_draft(draft)),
            "given": given(form, rereadings.levels(found.stage.rubric)) if own else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a card of the calibration round, kept while it is filled in", of=SEATED, when=MARKED)
@typing.small_door
def typed(request, slug, position, code):
    found, one, own = dossier_or_404(request, slug, position, code)
    form = form_of(found, own or calibrating.draft_of(one, request.user.pk), request.POST, lock=False)
    if not stamps.came_whole(request, form) or form.errors:
        raise typing.NotTaken(error for errors in form.errors.values() for error in errors)
    draft = calibrating.keep(
        one,
        form.marks(),
        remark=form.general_remark(),
        seen=stamps.seen(request),
        by=request.office,
        at=timezone.now(),
    )
    return typing.Kept(calibrating.stamp_of_draft(draft), draft.saved_at)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *JUDGES, sees="what judges say of a dossier of the calibration round", of=SEATED, when="the round is revealed"
)
def talk(request, slug, position, code):
    found, one, _own = dossier_or_404(request, slug, position, code)
    if not found.revealed_at:
        raise Http404
    form = CalibrationEntryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        calibrating.say(one, form.cleaned_data["text"], by=request.office, at=timezone.now())
        messages.success(request, _("Tanggapan Anda disimpan."))
        return redirect("judging:calibration-talk", slug, position, code)
    row = next(row for row in calibrations.compared(found) if row["dossier"].pk == one.pk)
    criteria = found.stage.rubric.criteria.order_by("position")
    return render(
        request,
        "judging/calibrations/talk.html",
        {
            "stage": found.stage,
            "row": row,
            "marks": [(each, [card.marks[each.key] for _code, card in row["cards"]]) for each in criteria],
            "thread": calibrations.thread(one, found.stage),
            "form": form,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a tie to a dossier of the calibration round, declared", of=SEATED, when="once, not signed yet")
def interest(request, slug, position, code):
    found, one, own = dossier_or_404(request, slug, position, code)
    refuse(rules.calibrating_refusal(found, has_signed=own is not None))
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        calibration_dossiers.recuse(one, said["reason"], kind=said["kind"], by=request.office, at=timezone.now())
        messages.success(request, _("Benturan kepentingan dicatat. Anda tidak membaca %(code)s.") % {"code": code})
        return redirect("judging:calibration-desk", slug, position)
    return render(
        request, "judging/interests/calibration.html", {"form": form, "stage": found.stage, "proposal": one.proposal}
    )


@require_safe
@for_role(*JUDGES, sees="a file of a dossier of the calibration round", of=SEATED, when="no tie")
def attachment(request, slug, position, code, pk):
    file = file_or_404(request, slug, position, code, pk)
    return keeping.response(file.clean, filename=dossier.name_of(file, blind=False), content_type=file.content_type)


@require_safe
@for_role(*JUDGES, sees="a file of a dossier of the calibration round, as pictures", of=SEATED, when="no tie")
@xframe_options_sameorigin
@csp_replace(evidence.FRAME)
def look(request, slug, position, code, pk):
    return evidence.as_pictures(request, file_or_404(request, slug, position, code, pk), blind=False)


@require_safe
@for_role(*JUDGES, sees="one page of a file of the calibration round, as a picture", of=SEATED, when="no tie")
def look_page(request, slug, position, code, pk, number):
    return evidence.as_picture(file_or_404(request, slug, position, code, pk), number, blind=False)


@require_POST
@for_role(*JUDGES, sees="a file of the calibration round that does not open, reported", of=SEATED, when="no tie")
def report(request, slug, position, code, pk):
    file = file_or_404(request, slug, position, code, pk)
    _found, one, _own = dossier_or_404(request, slug, position, code)
    calibration_dossiers.report(one, file, by=request.office, at=timezone.now())
    messages.success(request, evidence.REPORTED)
    return redirect("judging:calibration-card", slug, position, code)


def file_or_404(request, slug, position, code, pk):
    """A file of a dossier without a tie to the reader; that it was opened is noted."""
    _found, one, _own = dossier_or_404(request, slug, position, code)
    file = get_object_or_404(Attachment.objects.judged().filter(proposal=one.proposal_id), pk=pk)
    evidence.noted(request, one.proposal, file)
    return file


def round_or_404(request, slug, position):
    """The round of a stage, for those who judge it and have signed the pact."""
    stages = Stage.objects.select_related("edition", "rubric")
    stage = get_object_or_404(stages, edition__slug=slug, position=position, panel__judge=request.user)
    found = calibrations.of_stage(stage)
    if found is None or not stage.arranged.is_calibrated:
        raise Http404
    pacts.refuse_unsigned(stage.edition, request.user)
    return found


def dossier_or_404(request, slug, position, code):
    """The round, one of its dossiers without a tie to the reader, and the own card or None."""
    found = round_or_404(request, slug, position)
    for one, own in calibrations.lines(found, request.user, at=timezone.now()):
        if one.proposal.code == code:
            return found, one, own
    raise Http404


def form_of(found, own, data=None, *, lock=True):
    """The card as a form, from what was signed or filled in; to be signed, every criterion is to be marked."""
    criteria = list(found.stage.rubric.criteria.order_by("position"))
    marks = own.marks if own else {}
    return ScorecardForm(
        data,
        criteria=criteria,
        levels=rereadings.levels(found.stage.rubric),
        marks=[{"criterion": one.pk, **marks[one.key]} for one in criteria if one.key in marks],
        remark=own.remark if own else "",
        lock=lock,
        reasons=found.stage.arranged.asks_reasons,
    )


# The pages of one dossier of a round: what follows its address, its name, and the view.
PAGES = {
    "": ("calibration-card", card),
    "ketikan/": ("calibration-typing", typed),
    "tanggapan/": ("calibration-talk", talk),
    "benturan/": ("calibration-interest", interest),
    "lampiran/<int:pk>/": ("calibration-attachment", attachment),
    "lampiran/<int:pk>/laporan/": ("calibration-evidence-report", report),
    "lampiran/<int:pk>/lihat/": ("calibration-evidence", look),
    "lampiran/<int:pk>/lihat/<int:number>/": ("calibration-evidence-page", look_page),
}
