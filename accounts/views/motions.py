"""Grave acts before a second person: what is decided, by whom it was moved, and agreeing or not."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import motions, seconders
from accounts.forms.listed import MotionsFilter
from accounts.forms.motions import DeclineMotionForm
from accounts.models import JUDGES, MINISTRY, OVERSIGHT, Motion
from accounts.pages import above, exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.reading import seconding as waiting
from accounts.rules import appointable
from accounts.rules import motions as rules
from accounts.views import columns

# So many of those who can agree are named.
SHOWN = 5


@require_safe
@for_role(*OVERSIGHT, sees="motions", of=ALL)
def listed(request):
    """Every motion, those on their way first."""
    titles = {name: kind.title for name, kind in motions.KINDS.items()}
    form = MotionsFilter(request.GET, titles=titles)
    found = form.applied_to(Motion.objects.with_people().waiting_first())
    listing = lists.Listing("pengajuan", found, columns.motions(titles))
    return exports.answered(request, listing) or render(
        request,
        "accounts/motions/list.html",
        {
            "nothing_waits": not Motion.objects.on_its_way().exists(),
            "listing": listing.shown(request),
            **lists.shown(request, found, form),
        },
    )


def seen_by(office):
    """The motions that an office may read: the ministry and the auditor all of them, others their own."""
    found = Motion.objects.with_people()
    return found if office.role in OVERSIGHT else found.filter(mover=office.user_id)


@require_safe
@for_role(*OVERSIGHT, *JUDGES, sees="a motion", of="everything; a judge: moved by oneself")
def motion(request, pk):
    """One motion: what its mover saw, and what may be done with it."""
    return page(request, get_object_or_404(seen_by(request.office), pk=pk), DeclineMotionForm())


@require_POST
@for_role(*MINISTRY, fresh=True, sees="a motion, agreed to", of="moved by another person", when="it is on its way")
def seconding(request, pk):
    """Agree to what the page showed."""
    found = get_object_or_404(Motion, pk=pk)
    done = motions.second(found, seen=request.POST.get("sidik", ""), by=request.office, at=timezone.now())
    messages.success(request, _("Disetujui dan dilaksanakan") if done.is_carried else _("Disetujui"))
    return redirect("motion", pk)


@require_POST
@for_role(*MINISTRY, fresh=True, sees="a motion, sent back", of="moved by another person", when="it is on its way")
def declining(request, pk):
    """Send the motion back with a reason."""
    found = get_object_or_404(Motion.objects.with_people(), pk=pk)
    form = DeclineMotionForm(request.POST)
    if not form.is_valid():
        return page(request, found, form)
    motions.decline(found, form.cleaned_data["reason"], by=request.office, at=timezone.now())
    messages.success(request, _("Pengajuan dikembalikan"))
    return redirect("motion", pk)


@require_POST
@for_role(
    *MINISTRY,
    *JUDGES,
    sees="a motion, taken back",
    of="moved by oneself, or by somebody who has left",
    when="it is on its way",
)
def withdrawing(request, pk):
    """The mover takes the motion back."""
    found = get_object_or_404(seen_by(request.office), pk=pk)
    motions.withdraw(found, by=request.office, at=timezone.now())
    messages.success(request, _("Pengajuan ditarik"))
    return redirect("motion", pk)


def page(request, found, form):
    """The page of a motion."""
    kind = motions.KINDS[found.kind]
    authors, at = motions.authors_of(found), timezone.now()
    subject, office = motions.subject_of(found), request.office
    roles = seconders.roles_of(found, at=at)
    wanted = rules.wanted_role(roles)
    able = waiting.able(found, at=at) if found.is_on_its_way else []
    names_them = found.state == found.State.MOVED and office.role in OVERSIGHT
    is_alone = found.state == found.State.MOVED and not able
    # Whoever moved it may take it back in any case.
    is_left = found.is_on_its_way and found.mover_id != office.user_id and motions.is_left(found, at=at)
    return render(
        request,
        "accounts/motions/motion.html",
        {
            "motion": found,
            "kind": kind,
            "told": motions.told(found),
            "subject": subject,
            "address": kind.address(subject) if office.role in OVERSIGHT else above.address("home"),
            "checks": motions.checks(found, subject=subject, has_second=bool(able), at=at)
            if found.is_on_its_way
            else [],
            "release_at": None if found.seconded_at else motions.release_at_of(found),
            "wait_minutes": int(kind.wait.total_seconds() // 60),
            "form": form,
            "judging_refusal": rules.judging_refusal(found, office=office, roles=roles, authors=authors, at=at),
            "withdrawing_refusal": rules.withdrawing_refusal(found, office=office, roles=kind.roles, is_left=is_left),
            "seconders": [one.told_apart for one in able[:SHOWN]] if names_them else [],
            "more_seconders": max(0, len(able) - SHOWN),
            "has_no_second_person": is_alone,
            "kept_from_others": waiting.why_nobody(found, at=at) if is_alone else "",
            "stand_in": seconders.standing_in_reason(found, at=at)
            if found.state == found.State.MOVED and roles != kind.roles
            else "",
            "may_turn": is_alone and waiting.may_turn(found, at=at),
            "wanted": wanted,
            "may_give_it": wanted in appointable(office),
        },
    )
