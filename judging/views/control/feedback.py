"""Feedback of a stage: drafted, mended one by one, and approved by a second person before it goes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import MINISTRY
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Stale, refuse
from judging import rules
from judging.domain import feedback as telling
from judging.forms.feedback import FeedbackFilter, FeedbackForm
from judging.reading.desk import apart
from judging.reporting import feedback
from judging.views.control import bulk
from judging.views.control.stage import the_stage_alone
from judging.views.control.stage_page import file_name


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="feedback for the applicants of a stage, drafted", of=ALL, when="computed")
def listed(request, slug, position):
    stage = the_stage_alone(slug, position)
    refusal = telling.refusal_of_drafting(stage, office=request.office)
    if request.method == "POST":
        number = telling.draft(stage, by=request.office, at=timezone.now())
        told = ngettext("%(count)d umpan balik disusun.", "%(count)d umpan balik disusun.", number)
        messages.success(request, told % {"count": number})
        return redirect("judging:feedback", slug, position)
    refuse(refusal if refusal is not rules.FEEDBACK_DRAFTED else None)
    form = FeedbackFilter(request.GET, reader=request.user)
    found = apart.kept(request.office, stage.edition_id, feedback.of_stage(stage), at=timezone.now())
    listing = lists.Listing(file_name("umpan-balik", stage), form.applied_to(found.rows), feedback.OF_STAGE)
    return exports.answered(request, listing) or render(
        request,
        "judging/feedback/stage.html",
        {
            "stage": stage,
            "hidden": found.hidden,
            "may_draft": refusal is None,
            "listing": listing.shown(request),
            "counts": feedback.counts(found.rows),
            "buttons": bulk.feedback_buttons(request, stage),
            **lists.shown(request, listing.rows, form),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="the feedback on one proposal, mended or approved", of=ALL, when="not approved yet")
def one(request, slug, position, code):
    stage = the_stage_alone(slug, position)
    found = get_object_or_404(feedback.of_stage(stage).select_related("checked_by"), proposal__code=code)
    refusal = rules.mending_feedback_refusal(found, office=request.office)
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial={"text": found.text})
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        act = telling.approve if request.POST.get("langkah") == "setujui" else telling.check
        text = () if act is telling.approve else (form.cleaned_data["text"],)
        try:
            act(found, *text, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Stale:
            stamps.overtake(request, form)
            found.refresh_from_db()
        else:
            is_approved = act is telling.approve
            messages.success(request, _("Umpan balik disetujui.") if is_approved else _("Umpan balik disimpan."))
            readable = apart.all_kept(request.office, feedback.of_stage(stage), at=timezone.now())
            following = None if is_approved else feedback.next_unchecked(readable, after=code)
            return redirect("judging:feedback-one", slug, position, following or code)
    return render(
        request,
        "judging/feedback/one.html",
        {
            "stage": stage,
            "found": found,
            "form": form,
            "refusal": refusal,
            "approving": rules.approving_feedback_refusal(found, office=request.office),
            "stamp": stamps.drawn(request, telling.stamp(found)),
        },
        status=stamps.status(request),
    )
