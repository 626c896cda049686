"""Readers who have all signed discuss a proposal, and agree on one mark or leave it at their own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import JUDGES
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import for_role
from accounts.rules import Refused, Stale, refuse
from competitions.models import Stage
from judging import rules
from judging.domain.cards import discussing
from judging.domain.judges import pacts
from judging.forms.discussion import DiscussionForm, JointMarkForm
from judging.reading.desk import desk, discussions
from judging.reporting import disagreements
from judging.views.control.stage_page import file_name
from judging.views.desk.card import criteria_of
from judging.views.desk.doors import ASSIGNED, assignment_or_404

DISCUSSED = "the stage is discussed, every reader of the proposal has signed"
SPEAKING = "as the discussion, while the stage takes marks"


@require_safe
@for_role(*JUDGES, sees="proposals to discuss with their other readers", of=ASSIGNED, when=DISCUSSED)
def listed(request, slug, position):
    stages = Stage.objects.select_related("edition")
    stage = get_object_or_404(stages, edition__slug=slug, position=position, panel__judge=request.user)
    pacts.refuse_unsigned(stage.edition, request.user)
    refuse(None if stage.arranged.is_discussed else rules.NO_DISCUSSION)
    owes = disagreements.owes(stage)
    rows = disagreements.in_order(stage, discussions.of_judge(stage, request.user), is_early=owes)
    listing = lists.Listing(file_name("pembahasan", stage), rows, disagreements.OF_JUDGE)
    if file := exports.answered(request, listing):
        return file
    context = {"stage": stage, "page": lists.page(request, rows), "owes": owes}
    return render(request, "judging/discussions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="the marks of a proposal's readers, and what they say", of=ASSIGNED, when=DISCUSSED)
def discussion(request, slug, position, code):
    assignment = discussed_or_404(request, slug, position, code)
    form = DiscussionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        discussing.say(assignment, form.cleaned_data["text"], by=request.office, at=timezone.now())
        messages.success(request, _("Tanggapan Anda disimpan."))
        return redirect("judging:discussion", slug, position, code)
    return render(request, "judging/discussions/discussion.html", {"form": form, **page(assignment)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a joint mark, put to the other readers", of=ASSIGNED, when=SPEAKING)
def joint_mark(request, slug, position, code):
    assignment = discussed_or_404(request, slug, position, code)
    shown = page(assignment)
    refuse(shown["refusal"])
    data = request.POST if request.method == "POST" else None
    form = JointMarkForm(data, criteria=shown["criteria"], levels=assignment.levels, points=suggested(shown))
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            discussing.propose(
                assignment,
                form.points(),
                form.cleaned_data["reason"],
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Stale:
            stamps.overtake(request, form)
            shown = page(assignment)
        else:
            messages.success(request, _("Nilai bersama diusulkan. Penilai lain dapat menyetujuinya."))
            return redirect("judging:discussion", slug, position, code)
    stands = stamps.drawn(request, discussing.stamp(shown["joint"]))
    return render(
        request,
        "judging/discussions/joint_mark.html",
        {**shown, "form": form, "stamp": stands},
        status=stamps.status(request),
    )


@require_POST
@for_role(*JUDGES, sees="a joint mark, assented to", of=ASSIGNED, when=SPEAKING)
def assent(request, slug, position, code):
    assignment = discussed_or_404(request, slug, position, code)
    seen = request.POST.get(stamps.FIELD, stamps.UNKNOWN)
    try:
        joint = discussing.assent(assignment, seen=seen, by=request.office, at=timezone.now())
    except Stale:
        messages.error(request, stamps.CHANGED)
    else:
        agreed = _("Semua penilai menyetujui. Nilai bersama ini yang dihitung.")
        messages.success(request, agreed if discussing.is_agreed(joint) else _("Persetujuan Anda disimpan."))
    return redirect("judging:discussion", slug, position, code)


@require_POST
@for_role(*JUDGES, sees="a joint mark, taken off the table", of=ASSIGNED, when="as the discussion, not all assented")
def withdrawal(request, slug, position, code):
    assignment = discussed_or_404(request, slug, position, code)
    seen = request.POST.get(stamps.FIELD, stamps.UNKNOWN)
    try:
        discussing.withdraw(assignment, seen=seen, by=request.office, at=timezone.now())
    except Stale:
        messages.error(request, stamps.CHANGED)
    else:
        messages.success(request, _("Nilai bersama ditarik. Nilai masing-masing tetap berlaku."))
    return redirect("judging:discussion", slug, position, code)


def discussed_or_404(request, slug, position, code):
    """The judge's assignment; Refused, with the way back, while another reader has not signed."""
    found = assignment_or_404(request, slug, position, code)
    found.readers = discussing.readers(found.stage_id, found.proposal_id)
    refusal = rules.discussion_refusal(found.stage, readers=found.readers.number, unsigned=found.readers.unsigned)
    if refusal:
        raise Refused(refusal, way=reverse("judging:scorecard", args=[slug, position, code]))
    return found


def page(assignment):
    """What both pages show: the marks beside each other, what was said, and what lies on the table."""
    shown, criteria, number = discussions.shown(assignment), criteria_of(assignment), assignment.readers
    speaking = rules.speaking_refusal(
        assignment.stage, readers=number.number, unsigned=number.unsigned, at=timezone.now()
    )
    assented = {card.pk: card.scorecard.pk in shown["assents"] for card in shown["cards"]}
    joint = shown["joint"]
    is_agreed = joint is not None and all(assented.values())
    return {
        **shown,
        "assignment": assignment,
        "stage": assignment.stage,
        "proposal": desk.proposal_of(assignment),
        "criteria": criteria,
        "rows": [(one, [marks[one.pk] for marks in by_criterion(shown["cards"])]) for one in criteria],
        "joint_points": discussing.points_of(joint) if joint else {},
        "assented": [(card, assented[card.pk]) for card in shown["cards"]],
        "is_agreed": is_agreed,
        "has_assented": assented.get(assignment.pk, False),
        "speaking": speaking,
        "refusal": speaking or (rules.JOINT_MARK_AGREED if is_agreed else None),
        "stamp": discussing.stamp(joint),
    }


def by_criterion(cards):
    """The marks of each card, by criterion."""
    return [{mark.criterion_id: mark for mark in card.scorecard.marks.all()} for card in cards]


def suggested(shown):
    """What the boxes of a new joint mark begin with: the one on the table, or where the readers gave the same."""
    if shown["joint"]:
        return shown["joint_points"]
    same = {one.key: {mark.points for mark in marks} for one, marks in shown["rows"]}
    return {key: points.pop() for key, points in same.items() if len(points) == 1}


# What is done with a joint mark: the noun of its address, its name, and the view.
ACTS = {
    "nilai-bersama": ("joint-mark", joint_mark),
    "persetujuan": ("joint-mark-assent", assent),
    "penarikan": ("joint-mark-withdrawal", withdrawal),
}
