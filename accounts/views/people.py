"""The people of the portal: who holds which office; offices given, extended, ended and handed on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import motions, rules
from accounts.domain import erasing, joining
from accounts.domain.entrance import second_factor
from accounts.forms.people import AppointForm, EndForm, ExtendAdminForm, ExtendForm, PeopleFilter, ReplaceForm
from accounts.models import MINISTRY, OVERSIGHT, Membership, Role, User
from accounts.moments import day
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role, require_fresh
from accounts.reading import people as reading
from accounts.rules import Refused, Stale, refuse
from accounts.views import columns

KEEPERS = (*MINISTRY, Role.AGENCY_ADMIN)
OF_KEEPERS = "every office; an agency's admin: its units' writers"


@require_safe
@for_role(*OVERSIGHT, sees="people and their offices", of=ALL)
def listed(request):
    """Every office ever given, by the name of its holder."""
    today = timezone.localdate()
    form = PeopleFilter(request.GET)
    listing = lists.Listing("orang", reading.offices(request.office, on=today, **form.chosen), columns.OFFICES)
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, listing.rows, form)
    return render(
        request,
        "accounts/people/list.html",
        {
            **context,
            "rows": reading.with_state(context["page"], on=today),
            "status": form.chosen["status"],
            "may_appoint": bool(rules.appointable(request.office)),
        },
    )


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="a person with their offices", of=OF_KEEPERS)
def person(request, pk):
    """One person: offices with their dates, what may be done, and who gave them when."""
    user, today = get_object_or_404(User, pk=pk), timezone.localdate()
    offices = reading.offices_of(user, request.office, on=today)
    motions_about = list(reading.motions_about(user)) if request.office.role in OVERSIGHT else []
    if not offices and request.office.role not in OVERSIGHT:
        raise Http404
    return render(
        request,
        "accounts/people/person.html",
        {
            "person": user,
            "offices": offices,
            "motions": motions_about,
            "has_second_factor": second_factor.is_on(user),
            "is_erased": erasing.is_erased(user),
            "events": reading.history([office.membership for office in offices]),
            "labels": {office.membership.pk: office.membership.label for office in offices},
            "may_act": any(
                not (office.extending_refusal and office.ending_refusal and office.replacing_refusal)
                for office in offices
            ),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a new office", of="roles one appoints", when="an admin of the ministry: two persons")
def appointment(request):
    """Give an office; that of the ministry's admin goes before a second person."""
    roles, at = rules.appointable(request.office), timezone.now()
    initial = {"since": timezone.localdate(at), "role": request.GET.get("peran", "")}
    form = AppointForm(request.POST if request.method == "POST" else None, roles=roles, initial=initial)
    if form.is_valid():
        values = form.cleaned_data
        role, reason = values.pop("role"), values.pop("reason")
        try:
            if role == Role.MINISTRY_ADMIN:
                motion = moved(request, values, reason, at=at)
                return redirect("motion", motion.pk)
            membership = joining.invite(
                values["email"],
                values["full_name"],
                role,
                agency=values["agency"],
                since=values["since"],
                until=values["until"],
                by=request.office,
                at=at,
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("%(name)s diangkat") % {"name": membership.user.told_apart})
            return redirect("person", membership.user_id)
    return render(request, "accounts/people/appointment.html", {"form": form})


def moved(request, values, reason, *, at, replaces=None):
    """The appointment of an admin of the ministry, before a second person; a grave act asks for the password again."""
    require_fresh(request)
    motion = motions.appoint_admin(
        values["email"],
        values["full_name"],
        reason,
        since=values["since"],
        until=values["until"],
        replaces=replaces,
        by=request.office,
        at=at,
    )
    messages.success(request, _("Pengangkatan diajukan. Orang kedua membaca dan menyetujuinya."))
    return motion


def the_office(request, pk):
    """The membership at an address, if the reader may see it."""
    return get_object_or_404(Membership.objects.within(request.office).with_places(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS, sees="an office, extended", of=OF_KEEPERS, when="not over; an admin of the ministry: two persons")
def extension(request, pk):
    """Set another end of an office."""
    membership, at = the_office(request, pk), timezone.now()
    today = timezone.localdate(at)
    refuse(rules.extending_refusal(membership, office=request.office, on=today, is_seconded=True))
    needs_two = membership.role == Role.MINISTRY_ADMIN
    form_class = ExtendAdminForm if needs_two else ExtendForm
    form = form_class(request.POST if request.method == "POST" else None, initial={"until": membership.until})

    def act(values):
        given = {"seen": stamps.seen(request), "by": request.office, "at": at}
        if needs_two:
            require_fresh(request)
            motion = motions.extend_admin(membership, values["until"], values["reason"], **given)
            messages.success(request, _("Perpanjangan diajukan. Orang kedua membaca dan menyetujuinya."))
            return redirect("motion", motion.pk)
        joining.extend(membership, values["until"], **given)
        messages.success(request, _("Peran diperpanjang"))
        return redirect("person", membership.user_id)

    return asked(request, membership, form, act, "accounts/people/extension.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS, sees="an office, ended", of=OF_KEEPERS, when="not over; never the last admin of the ministry")
def ending(request, pk):
    """End an office on a day, with the reason."""
    membership, at = the_office(request, pk), timezone.now()
    today = timezone.localdate(at)
    others = reading.other_admins(membership, on=today)
    refuse(rules.ending_refusal(membership, office=request.office, other_admins=others, on=today))
    form = EndForm(request.POST if request.method == "POST" else None, initial={"until": today})

    def act(values):
        given = {"seen": stamps.seen(request), "by": request.office, "at": at}
        joining.end(membership, values["until"], values["reason"], **given)
        messages.success(request, _("Peran berakhir %(day)s") % {"day": day(values["until"])})

    leaves_one = membership.role == Role.MINISTRY_ADMIN and others == 1
    return asked(request, membership, form, act, "accounts/people/ending.html", leaves_one=leaves_one)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS, sees="an office, handed on", of=OF_KEEPERS, when="not over; an admin of the ministry: two persons")
def replacement(request, pk):
    """End an office and give it to somebody else from the same day."""
    membership, at = the_office(request, pk), timezone.now()
    today = timezone.localdate(at)
    refuse(rules.replacing_refusal(membership, office=request.office, on=today, is_seconded=True))
    initial = {"since": max(today, membership.since), "until": membership.until}
    form = ReplaceForm(request.POST if request.method == "POST" else None, initial=initial)

    def act(values):
        if membership.role == Role.MINISTRY_ADMIN:
            motion = moved(request, values, values["reason"], at=at, replaces=membership)
            return redirect("motion", motion.pk)
        given = {"since": values["since"], "until": values["until"], "seen": stamps.seen(request)}
        new = joining.replace(
            membership, values["email"], values["full_name"], values["reason"], **given, by=request.office, at=at
        )
        messages.success(request, _("%(name)s menggantikan") % {"name": new.user.told_apart})
        return redirect("person", new.user_id)

    return asked(request, membership, form, act, "accounts/people/replacement.html")


def asked(request, membership, form, act, template, **more):
    """The page before an act on an office; sent, the act and the way back to its person."""
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            return act(form.cleaned_data) or redirect("person", membership.user_id)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale as stale:
            membership = the_office(request, stale.current.pk)
            stamps.overtake(request, form)
    stamp = stamps.drawn(request, joining.stamp(membership))
    return render(
        request,
        template,
        {"membership": membership, "form": form, "stamp": stamp, **more},
        status=stamps.status(request),
    )
