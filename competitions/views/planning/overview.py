"""The plan of an edition as a list of work, and its announcement."""

from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.motion_kinds import SECOND_THOUGHT
from accounts.models import OVERSIGHT, Motion, Role
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role, without_shut
from competitions import motions, rules
from competitions.domain import checking, pictures, plan_file, planning
from competitions.domain.checking import replies
from competitions.forms.planning.announcing import AnnouncementForm
from competitions.models import Edition
from competitions.reading import outlook
from competitions.reading.people_tasks import people_tasks
from competitions.reading.plan_tasks import plan_tasks


@require_safe
@for_role(*OVERSIGHT, sees="the plan of an edition", of=ALL)
def plan(request, slug):
    """Every part with what it holds and what is missing; what a person may do with the whole."""
    return page(request, get_object_or_404(Edition, slug=slug), AnnouncementForm())


def page(request, edition, form, *, status=HTTPStatus.OK):
    """The page of a plan, with the form that puts its announcement before a second person."""
    drawn = planning.plan_of(edition)
    tasks = plan_tasks(drawn, edition)
    on_its_way = Motion.objects.about(edition).on_its_way().filter(kind__in=[kind.name for kind in motions.KINDS])
    return render(
        request,
        "competitions/planning/plan.html",
        {
            "edition": edition,
            "form": form,
            "tasks": tasks,
            "people": without_shut(request, [asdict(task) for task in people_tasks(edition, drawn)]),
            "stamp": planning.stamp(drawn),
            "unready": [task for task in tasks if task.reasons],
            "cautions": [
                *checking.cautions(drawn.blueprint),
                *replies.cautions(drawn.blueprint.letters),
                *pictures.missing(drawn),
                *outlook.shortages(edition, drawn, at=timezone.now()),
                *cautions_of_time(edition, at=timezone.now()),
            ],
            "over": rules.announcement_refusal(edition, by=request.office, at=timezone.now()),
            "motion": on_its_way.select_related("mover").first(),
            "editing_refusal": rules.planning_refusal(by=request.office),
        },
        status=status,
    )


def cautions_of_time(edition, *, at):
    """What whoever announces late should know."""
    if edition.announced_at or at + SECOND_THOUGHT < edition.opens_at:
        return []
    minutes = SECOND_THOUGHT // timedelta(minutes=1)
    sentence = _(
        "Waktu buka pendaftaran sudah lewat atau segera tiba: pendaftaran dibuka begitu pengumuman berlaku, "
        "%(minutes)s menit setelah disetujui."
    )
    return [sentence % {"minutes": minutes}]


@require_POST
@for_role(
    Role.MINISTRY_ADMIN,
    sees="the announcement of an edition",
    of=ALL,
    when="a plan that can run; two persons",
    fresh=True,
)
def announcement(request, slug):
    """Put the announcement before a second person."""
    edition, form = get_object_or_404(Edition, slug=slug), AnnouncementForm(request.POST)
    if request.POST.get(stamps.FIELD) != planning.stamp(planning.plan_of(edition)):
        messages.warning(request, _("Rencana berubah sejak Anda membukanya. Baca yang sekarang, lalu ajukan lagi."))
        return page(request, edition, form, status=HTTPStatus.CONFLICT)
    if not form.is_valid():
        return page(request, edition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    reason, release_at = form.cleaned_data["reason"], form.release_at
    motion = motions.announce(edition, reason, release_at=release_at, by=request.office, at=timezone.now())
    messages.success(request, _("Pengumuman diajukan. Orang kedua membaca dan menyetujuinya."))
    return redirect("motion", motion.pk)


@require_safe
@for_role(*OVERSIGHT, sees="the plan of an edition as a file", of=ALL)
def file(request, slug):
    """The whole plan as a file to review, to compare, and to carry to another portal."""
    edition = get_object_or_404(Edition, slug=slug)
    answer = HttpResponse(plan_file.written(planning.plan_of(edition)), content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="rencana-{edition.slug}.json"'
    return answer
