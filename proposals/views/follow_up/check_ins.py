"""The yearly question: the ministry asks and looks on, agencies answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import MINISTRY, OVERSIGHT, Role
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import Refused, Stale
from proposals import rules
from proposals.domain.follow_up import check_ins
from proposals.forms.follow_up import AnswerCheckInForm, AskForm, CheckInLinkForm, SurveyFilter
from proposals.models import CheckIn, CheckInEvidence, Survey
from proposals.reading import follow_up
from proposals.views.follow_up import columns

OF_AGENCY = "innovations of the own agency"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*OVERSIGHT, sees="surveys of check-ins", of=ALL, when="asked by the ministry, once a year")
def surveys(request):
    """Every survey with its counts; the next one is asked from here."""
    year = follow_up.next_year(timezone.localdate())
    form = AskForm(request.POST if request.method == "POST" else None, initial={"year": year})
    if form.is_valid() and request.office.role in MINISTRY:
        values = form.cleaned_data
        try:
            made = check_ins.ask(values["year"], due_on=values["due_on"], by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Pertanyaan dikirim"))
            return redirect("proposals:survey", made.year)
    context = {
        "surveys": follow_up.surveys(),
        "form": form,
        "may_ask": request.office.role in MINISTRY,
        "winners": check_ins.left_out(year).count(),
        "year": year,
        "is_begun": Survey.objects.filter(year=year).exists(),
    }
    return render(request, "proposals/follow_up/surveys.html", context)


@require_safe
@for_role(*OVERSIGHT, sees="a survey of check-ins", of=ALL)
def survey(request, year):
    """Who answered what in a year, and who has not."""
    found = get_object_or_404(Survey, year=year)
    form = SurveyFilter(request.GET)
    asked = follow_up.of_survey(found, state=form.chosen["keadaan"], words=form.chosen["q"])
    listing = lists.Listing(f"pemutakhiran-{year}", asked, columns.CHECK_INS)
    if file := exports.answered(request, listing):
        return file
    counts = follow_up.counts(found)
    context = {
        **lists.shown(request, asked, form),
        "survey": found,
        "counts": counts,
        "may_act": request.office.role in MINISTRY,
        "waiting": counts[0][2],
    }
    return render(request, "proposals/follow_up/survey.html", context)


@require_POST
@for_role(*MINISTRY, sees="a reminder to those who have not answered", of=ALL, when="once a day")
def reminding(request, year):
    """Write again to whoever can answer here."""
    written = check_ins.remind(get_object_or_404(Survey, year=year), by=request.office, at=timezone.now())
    said = ngettext("Pengingat dikirim: %(number)s surat", "Pengingat dikirim: %(number)s surat", written)
    messages.success(request, said % {"number": written})
    return redirect("proposals:survey", year)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*OVERSIGHT, sees="a check-in with its answer", of=ALL, when="sent by the ministry")
def show(request, pk):
    """One innovation in one year, and the link to send."""
    found = get_object_or_404(CheckIn.objects.select_related("survey", "entry__agency", "evidence"), pk=pk)
    today = timezone.localdate()
    refusal = rules.sending_link_refusal(
        found, office=request.office, today=today, is_newest=check_ins.is_newest(found)
    )
    form = CheckInLinkForm(request.POST if request.method == "POST" else None, initial={"address": found.address})
    if form.is_valid():
        check_ins.send_link(found, form.cleaned_data["address"], by=request.office, at=timezone.now())
        messages.success(request, _("Tautan dikirim"))
        return redirect("proposals:check_in", pk)
    return render(request, "proposals/follow_up/check_in.html", {"check_in": found, "form": form, "refusal": refusal})


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="the evidence of a check-in", of="every one; an agency's admin: own")
def evidence(request, pk):
    """The document that came with an answer."""
    found = CheckInEvidence.objects.filter(check_in=pk)
    if request.office.role == Role.AGENCY_ADMIN:
        found = found.filter(check_in__entry__agency=request.office.agency_id)
    found = get_object_or_404(found)
    return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="the check-ins of one's innovations", of=OF_AGENCY)
def own(request):
    """The innovations of the agency with what was said of them last."""
    found = follow_up.of_agency(request.office.agency)
    listing = lists.Listing("pemutakhiran", found, columns.OWN_CHECK_INS)
    return exports.answered(request, listing) or render(
        request, "proposals/follow_up/own.html", {"page": lists.page(request, found)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.AGENCY_ADMIN, sees="a check-in and its answer", of=OF_AGENCY, when="the newest survey")
def answering(request, pk):
    """Say how an innovation of the own agency fares."""
    found = CheckIn.objects.filter(entry__agency=request.office.agency_id).select_related("survey", "entry")
    return answered(request, get_object_or_404(found, pk=pk), by=request.office, after="proposals:check_ins_own")


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a check-in and its answer", of="the innovation of the link", when="whoever has the last link sent")
@never_cache
def by_link(request, key):
    """The same for whoever holds the link."""
    try:
        found = check_ins.by_key(key)
    except Refused as refused:
        return render(request, "proposals/follow_up/too_old.html", {"refusal": refused.refusal}, status=410)
    return answered(request, found, by=None, after="proposals:check_in_thanks")


@require_safe
@public(sees="that an answer came", of=ALL)
def thanks(request):
    """What happens with an answer."""
    return render(request, "proposals/follow_up/thanks.html")


def answered(request, check_in, *, by, after):
    """The page of an answer; sent, the act."""
    now = timezone.now()
    refusal = rules.answer_refusal(
        check_in, office=by, today=timezone.localdate(now), is_newest=check_ins.is_newest(check_in)
    )
    form = AnswerCheckInForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        check_in=check_in,
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            check_ins.answer(check_in, **form.cleaned_data, seen=stamps.seen(request), by=by, at=now)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale as stale:
            check_in = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Terima kasih. Jawaban Anda tersimpan"))
            return redirect(after)
    context = {
        "check_in": check_in,
        "form": form,
        "refusal": refusal,
        "is_by_link": by is None,
        "stamp": stamps.drawn(request, check_ins.stamp(check_in)),
    }
    return render(request, "proposals/follow_up/answering.html", context, status=stamps.status(request))
