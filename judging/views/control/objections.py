"""Statements of the public about a provisional list: read, assigned, decided on."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import MINISTRY, OVERSIGHT, Motion, Reading
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from accounts.views import readings
from competitions.models import Stage
from judging import motions, rules
from judging.domain import objections
from judging.forms.objections import AssignmentForm, ObjectionAnswerForm, ObjectionFilter
from judging.models import Evidence, Objection, ObjectionSender
from judging.reading.desk import apart
from judging.reporting import own_columns
from judging.views.control import bulk, stage_page


@require_safe
@for_role(*OVERSIGHT, sees="what the public said of a list", of="everything; who said it: the secretariat alone")
def listed(request, slug, position):
    """Every statement about a stage's list, those that wait first."""
    stage, at = stage_or_404(slug, position), timezone.now()
    form = ObjectionFilter(request.GET, office=request.office, at=at)
    found = of_stage(stage, office=request.office, at=at)
    listing = lists.Listing(
        stage_page.file_name("tanggapan", stage), form.applied_to(found.rows), own_columns.OBJECTIONS
    )
    return exports.answered(request, listing) or render(
        request,
        "judging/objections/list.html",
        {
            "stage": stage,
            "at": at,
            "hidden": found.hidden,
            "listing": listing.shown(request),
            "buttons": bulk.objection_buttons(request, stage),
            **lists.shown(request, listing.rows, form),
        },
    )


def stage_or_404(slug, position):
    """The stage at an address."""
    return get_object_or_404(Stage.objects.select_related("edition"), edition__slug=slug, position=position)


def of_stage(stage, *, office, at):
    """The statements about a stage's list that an office may read, those that wait first."""
    # A cell leads to its page.
    found = Objection.objects.filter(stage=stage).select_related("stage__edition", "proposal", "assigned_to__user")
    return apart.kept(office, stage.edition_id, found.in_order(), at=at)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="chosen objections, assigned", of=ALL, when=bulk.WHEN)
def many(request, slug, position, noun):
    """Give the chosen objections to one person to answer."""
    stage, at = stage_or_404(slug, position), timezone.now()
    form = ObjectionFilter(request.GET, office=request.office, at=at)
    return bulk.page(
        request,
        bulk.offered(bulk.ON_OBJECTIONS, noun),
        stage,
        rows=form.applied_to(of_stage(stage, office=request.office, at=at).rows),
        back=reverse("judging:objections-desk", args=[slug, position]),
        initial={"answer_by": answered_until(stage, at)},
        answerers=objections.answerers(at=at),
    )


def answered_until(stage, at):
    """The day that is proposed for an answer, as it is typed; whoever assigns may say another."""
    return (timezone.localtime(at) + timedelta(days=stage.arranged.answer_days)).strftime("%d/%m/%Y")


def the_objection(slug, position, pk):
    """One statement at its address, or 404."""
    found = Objection.objects.select_related("stage__edition", "proposal__agency", "assigned_to__user", "motion")
    return get_object_or_404(found, stage__edition__slug=slug, stage__position=position, pk=pk)


@require_safe
@for_role(*OVERSIGHT, sees="one statement of the public", of="everything; who said it: the secretariat alone")
def objection(request, slug, position, pk):
    """One statement with what may be done about it."""
    found = the_objection(slug, position, pk)
    return page(request, found)


def page(request, found, *, assigning=None, answering=None, status=200):
    """The page of one statement; who said it only where the rule lets this office know."""
    at, office = timezone.now(), request.office
    until = {"answer_by": answered_until(found.stage, at)}
    may_assign = rules.assigning_objection_refusal(found, office=office) is None
    refusal = rules.answering_objection_refusal(found, office=office)
    context = {
        "objection": found,
        "stage": found.stage,
        "evidence": found.evidence.order_by("pk"),
        "knows_who": rules.identity_refusal(office) is None,
        "sender": ObjectionSender.objects.to(office).filter(objection=found).select_related("visitor").first(),
        "moved": Motion.objects.about(found).on_its_way().first(),
        "refusal": refusal,
        # Only the form that names somebody comes back with what its sender was shown.
        "stamp": stamps.drawn(request, objections.stamp(found)) if assigning else objections.stamp(found),
        "assigning": may_assign and (assigning or AssignmentForm(answerers=objections.answerers(at=at), initial=until)),
        "answering": refusal is None and (answering or ObjectionAnswerForm()),
    }
    if context["sender"]:
        readings.note(
            request, Reading.Kind.SENDER, ("judging.objection", found.pk), f"{found.proposal.code}, {found.pk}"
        )
    return render(request, "judging/objections/objection.html", context, status=status)


@require_POST
@for_role(*MINISTRY, sees="an objection, assigned", of=ALL, when="not answered yet")
def assignment(request, slug, position, pk):
    """Make somebody answer it."""
    found, at = the_objection(slug, position, pk), timezone.now()
    form = AssignmentForm(request.POST, answerers=objections.answerers(at=at))
    if form.is_valid() and stamps.came_whole(request, form):
        given = form.cleaned_data
        try:
            objections.assign(
                found, given["to"], given["answer_by"], seen=stamps.seen(request), by=request.office, at=at
            )
        except Stale:
            found = the_objection(slug, position, pk)
            stamps.overtake(request, form)
        except Refused as refused:
            if refused.refusal is not rules.DEADLINE_PASSED:
                raise
            form.add_error("answer_by", refused.refusal.sentence)
        else:
            messages.success(request, _("Sanggahan ditugaskan"))
            return redirect("judging:objection", slug, position, pk)
    return page(request, found, assigning=form, status=stamps.status(request))


@require_http_methods(["POST"])
@for_role(*MINISTRY, fresh=True, sees="a decision on an objection, put forward", of=ALL, when="assigned, not answered")
def answer(request, slug, position, pk):
    """Put a decision before a second person."""
    found = the_objection(slug, position, pk)
    form = ObjectionAnswerForm(request.POST)
    if not form.is_valid():
        return page(request, found, answering=form)
    given = form.cleaned_data
    moved = motions.answer(
        found,
        outcome=given["outcome"],
        answer=given["answer"],
        summary=given["summary"],
        summary_en=given["summary_en"],
        reason=given["reason"],
        by=request.office,
        at=timezone.now(),
    )
    messages.success(request, _("Putusan diajukan. Orang lain perlu menyetujuinya."))
    return redirect("motion", moved.pk)


@require_safe
@for_role(*MINISTRY, sees="evidence of a statement of the public", of=ALL)
def evidence(request, slug, position, pk, file_pk):
    """A file that came with a statement, without what tells who made it unless the secretariat asks."""
    found = get_object_or_404(Evidence, objection=the_objection(slug, position, pk), pk=file_pk)
    if rules.identity_refusal(request.office) is None:
        about = f"{found.objection.proposal.code}, {found.objection_id}"
        readings.note(request, Reading.Kind.SENDER, ("judging.objection", found.objection_id), about)
        return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)
    name = found.named(f"bukti-{found.pk}")
    return keeping.response(found.clean, filename=name, content_type=found.content_type)
