"""The register of judges: the list, one judge, and the entry, which the judge keeps and the secretariat mends."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import JUDGES, MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from judging.domain.judges import registering
from judging.forms.register import EntryForm, RegisterFilter, WorkplaceFormSet, drawn
from judging.reading import register

OWN_ENTRY = "own entry"


def asked_for(request, today):
    """The judges that the address asks for, and the form that says so."""
    form = RegisterFilter(request.GET, fields=register.fields_known(), provinces=register.provinces())
    return register.narrowed(register.judges(today), today, **form.chosen), form


@require_safe
@for_role(*OVERSIGHT, sees="the register of judges", of=ALL)
def listed(request):
    today = timezone.localdate()
    found, form = asked_for(request, today)
    listing = lists.Listing("daftar-juri", found, register.columns(today))
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, listing.rows, form)
    context["page"].object_list = register.with_entries(context["page"].object_list)
    return render(
        request,
        "judging/register/list.html",
        {
            **context,
            "listing": listing.shown(request),
            "states": [(key, label) for key, (label, _condition) in register.STATES.items()],
            "state": form.chosen["keadaan"],
            "today": today,
        },
    )


def judge_or_404(pk):
    """Somebody of the register, with what the register says."""
    found = register.with_entries(register.judges(timezone.localdate()).filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


@require_safe
@for_role(*OVERSIGHT, sees="a judge of the register", of=ALL)
def judge(request, pk):
    """What the register says of one judge, what the judge did in which edition, and who changed the entry when."""
    found = judge_or_404(pk)
    return render(
        request,
        "judging/register/judge.html",
        {
            "judge": found,
            "services": register.services(found),
            "events": register.history(found),
            "today": timezone.localdate(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a judge's entry, mended", of=ALL)
def mending(request, pk):
    return entry(request, judge_or_404(pk), "judging/register/mending.html", "judging:judge", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="a judge's own entry", of=OWN_ENTRY)
def profile(request):
    """What the register says of oneself."""
    return entry(request, judge_or_404(request.user.pk), "judging/register/profile.html", "judging:profile")


def entry(request, person, template, *way_back):
    """The form of one entry; saved, the way back."""
    known = person.entry
    data = request.POST if request.method == "POST" else None
    form = EntryForm(data, entry=known, fields=register.fields_known())
    # What was sent is read for itself: a row that says what stands is kept as much as a new one.
    rows = (
        WorkplaceFormSet(data, prefix="kerja")
        if data
        else WorkplaceFormSet(initial=[drawn(one) for one in registering.works_of(person)], prefix="kerja")
    )
    if data is not None and stamps.came_whole(request, form) and are_valid(form, rows):
        try:
            returned = registering.describe(
                person,
                form.facts(),
                [place for row in rows if (place := row.workplace())],
                seen=stamps.seen(request),
                by=request.office,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale as stale:
            known = stale.current
            stamps.overtake(request, form)
        else:
            messages.success(request, saved(returned))
            return redirect(*way_back)
    return render(
        request,
        template,
        {
            "judge": person,
            "form": form,
            "rows": rows,
            "to_correct": [one for one in (form, *rows) if one.is_bound and one.errors],
            "services": register.services(person),
            "stamp": stamps.drawn(request, registering.stamp(known)),
        },
        status=stamps.status(request),
    )


def are_valid(form, rows):
    """Whether the entry and every place of work can be read; all are asked, so that everything is said at once."""
    is_readable = rows.is_valid()
    return form.is_valid() and is_readable


def saved(returned):
    """What saving did, in words."""
    if not returned:
        return _("Data juri disimpan.")
    count = ngettext(
        "Data juri disimpan. %(count)d usulan dari tempat kerja itu diserahkan kepada penilai lain.",
        "Data juri disimpan. %(count)d usulan dari tempat kerja itu diserahkan kepada penilai lain.",
        returned,
    )
    return count % {"count": returned}
