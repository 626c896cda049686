"""What is done to many rows of a stage's lists at once: the entrants to check, the entrants, the judges."""

from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.domain.bulk_kinds import KINDS
from accounts.models import CONTROL, MINISTRY
from accounts.pages.bulk import STEP, BulkButton
from accounts.pages.doors import ALL, for_role
from accounts.views.bulk import ask
from competitions.models import Stage
from judging import stages
from judging.domain.desk import handing
from judging.domain.work import checklist_page
from judging.forms import bulk as forms
from judging.forms.administration import VerdictFilter
from judging.forms.deliberation import EntrantFilter
from judging.forms.feedback import FeedbackFilter
from judging.forms.hearings import SessionFilter
from judging.forms.objections import AssignmentForm
from judging.models import PanelMember
from judging.reading import checklist, entrants, hearings
from judging.reading.desk import apart
from judging.reporting import feedback

CHECKED = stages.seen_on(checklist_page)

# By the noun in the address, the kind that a list offers.
ON_CHECKLISTS = {"syarat": "answer", "putusan": "decide"}
ON_ENTRANTS = {"penugasan": "give", "pemindahan": "move"}
ON_JUDGES = {"pengingat": "nudge"}
ON_SESSIONS = {"pemindahan": "shift-sessions"}
ON_FEEDBACK = {"persetujuan": "approve-feedback"}
ON_OBJECTIONS = {"penugasan": "assign-objections"}
FORMS = {
    "answer": forms.RuleForm,
    "decide": forms.DecideForm,
    "give": forms.GiveForm,
    "move": forms.WorkMoveForm,
    "nudge": forms.NudgeForm,
    "shift-sessions": forms.ShiftForm,
    "approve-feedback": forms.ApproveFeedbackForm,
    "assign-objections": AssignmentForm,
}
WHEN = "each row by its own act; looked at before, stamped with what was shown"


def buttons(request, kinds, address):
    """What a list offers for its chosen rows, to whoever may: its acts with the search in their addresses."""
    query = request.GET.urlencode()
    return [
        BulkButton(KINDS[name].button, address(noun) + (f"?{query}" if query else ""))
        for noun, name in kinds.items()
        if request.office.role in KINDS[name].roles
    ]


def checklist_buttons(request, stage):
    """What may be done to the entrants to check; nothing unless verdicts are given now."""
    if not stage.is_open:
        return []
    return buttons(request, ON_CHECKLISTS, lambda noun: reverse("judging:administration-bulk", args=[stage.pk, noun]))


def entrant_buttons(request, stage):
    """What may be done to the work on entrants; nothing where no judge holds it piece by piece."""
    if not stage.is_open or not handing.has_pieces(stages.of(stage).WORK):
        return []
    place = [stage.edition.slug, stage.position]
    return buttons(request, ON_ENTRANTS, lambda noun: reverse("judging:entrants-bulk", args=[*place, noun]))


def judge_buttons(request, stage):
    """What may be done to a stage's judges; nothing unless they are at work."""
    if not stage.is_open:
        return []
    place = [stage.edition.slug, stage.position]
    return buttons(request, ON_JUDGES, lambda noun: reverse("judging:panel-bulk", args=[*place, noun]))


def session_buttons(request, stage):
    """What may be done to a stage's sessions; nothing unless they may still be moved."""
    if not stage.is_open:
        return []
    place = [stage.edition.slug, stage.position]
    return buttons(request, ON_SESSIONS, lambda noun: reverse("judging:sessions-bulk", args=[*place, noun]))


def feedback_buttons(request, stage):
    """What may be done to the feedback of a stage."""
    place = [stage.edition.slug, stage.position]
    return buttons(request, ON_FEEDBACK, lambda noun: reverse("judging:feedback-bulk", args=[*place, noun]))


def objection_buttons(request, stage):
    """What may be done to the objections about a stage's list; nothing once its result is final."""
    if stage.published_at or not stage.provisional_at:
        return []
    place = [stage.edition.slug, stage.position]
    return buttons(request, ON_OBJECTIONS, lambda noun: reverse("judging:objections-bulk", args=[*place, noun]))


def offered(kinds, noun):
    """The kind at an address."""
    if noun not in kinds:
        raise Http404
    return kinds[noun]


def page(request, name, stage, *, rows, back, initial=None, **of_form):
    """The page of one kind of act on the chosen rows of a list."""
    data = request.POST if request.POST.get(STEP) else None
    form = FORMS[name](data, initial=initial, **of_form)
    query = request.GET.urlencode()
    return ask(
        request,
        name,
        rows=rows,
        form=form,
        about={"stage": stage.pk},
        inputs=lambda filled: filled.inputs,
        back=back + (f"?{query}" if query else ""),
        caption=f"{stage.edition}: {stage}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="verdicts on chosen entrants", of=ALL, when=WHEN)
def on_checklists(request, stage_id, noun):
    stage = get_object_or_404(Stage.objects.select_related("edition"), pk=stage_id, kind__in=CHECKED)
    return page(
        request,
        offered(ON_CHECKLISTS, noun),
        stage,
        rows=apart.kept(
            request.office,
            stage.edition_id,
            checklist.rows(stage, **VerdictFilter(request.GET).chosen),
            at=timezone.now(),
        ).rows,
        back=reverse("judging:administration", args=[stage.pk]),
        checks=stage.edition.entry_checks.order_by("position", "pk"),
    )


def stage_or_404(slug, position):
    """The stage at an address."""
    return get_object_or_404(Stage.objects.select_related("edition", "rubric"), edition__slug=slug, position=position)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="work on chosen entrants, given or moved", of=ALL, when=WHEN)
def on_entrants(request, slug, position, noun):
    stage = stage_or_404(slug, position)
    states, groups = entrants.states(stage), list(stage.edition.groups.order_by("position"))
    narrowed = EntrantFilter(request.GET, groups=groups, states=states).chosen
    members = list(PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code"))
    holder = next((one.pk for one in members if one.code == narrowed.get("penilai")), None)
    return page(
        request,
        offered(ON_ENTRANTS, noun),
        stage,
        rows=entrants.rows(stage, **narrowed),
        back=reverse("judging:entrants", args=[slug, position]),
        **({"initial": {"dari": holder}} if holder else {}),
        members=members,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="a reminder to chosen judges", of=ALL, when=WHEN)
def on_judges(request, slug, position, noun):
    stage = stage_or_404(slug, position)
    return page(
        request,
        offered(ON_JUDGES, noun),
        stage,
        rows=PanelMember.objects.filter(stage=stage).order_by("code"),
        back=reverse("judging:panel", args=[slug, position]),
        initial={name: str(text) for name, text in forms.NUDGE.items()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONTROL, sees="chosen interview sessions, moved by the same time", of=ALL, when=WHEN)
def on_sessions(request, slug, position, noun):
    stage = stage_or_404(slug, position)
    return page(
        request,
        offered(ON_SESSIONS, noun),
        stage,
        rows=SessionFilter(request.GET, stage=stage, days=hearings.days(stage)).applied_to(hearings.in_stage(stage)),
        back=reverse("judging:sessions", args=[slug, position]),
        rooms=stage.arranged.hearing_rooms,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="chosen feedback, approved", of=ALL, when=WHEN)
def on_feedback(request, slug, position, noun):
    stage = stage_or_404(slug, position)
    found = apart.kept(request.office, stage.edition_id, feedback.of_stage(stage), at=timezone.now()).rows
    return page(
        request,
        offered(ON_FEEDBACK, noun),
        stage,
        rows=FeedbackFilter(request.GET, reader=request.user).applied_to(found),
        back=reverse("judging:feedback", args=[slug, position]),
        checked_until=found.order_by().aggregate(last=Max("checked_at"))["last"],
    )
