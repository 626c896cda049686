"""Keeping the registers: an entry is entered, renamed, closed, opened again, merged and split."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import motions
from accounts.domain.register import closing, following, merging, naming
from accounts.domain.stamps import fingerprint, unchanged
from accounts.forms.register import (
    AgencyForm,
    CloseForm,
    GroundForm,
    MergeForm,
    MergerFilter,
    NameForm,
    SplitForm,
    UnitForm,
)
from accounts.models import MINISTRY, Agency, Region, Role, Unit
from accounts.moments import day
from accounts.pages import stamps
from accounts.pages.doors import ALL, for_role
from accounts.reading import register as reading
from accounts.rules import Refused, Stale, joining, refuse
from accounts.rules import register as rules
from accounts.views.people import KEEPERS
from accounts.views.register.lists import OF_KEEPERS, the_unit

METHODS = ["GET", "HEAD", "POST"]
# Of the units that a merger offers, no more stand in one list.
OFFERED = 200
# Beside which box a refusal stands that is about what was typed there.
BESIDE = {
    rules.NAME_TAKEN.key: "name",
    rules.SAME_NAME.key: "name",
    rules.NAME_NOT_YET.key: "since",
    rules.NAME_BEFORE_LAST.key: "since",
    rules.NO_HEAD.key: "name",
    rules.SAME_HEAD.key: "name",
    rules.HEAD_NOT_YET.key: "since",
    rules.HEAD_BEFORE_LAST.key: "since",
    joining.IN_THE_PAST.key: "since",
    rules.KIND_NEEDS_REGION.key: "region",
    rules.KIND_HAS_NO_REGION.key: "region",
    rules.NO_UNITS.key: "units",
    rules.UNITS_LEFT.key: "units",
}


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="a new agency of the register", of=ALL)
def entering(request):
    """Put an agency into the register by hand."""
    form = AgencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            agency = naming.enter(
                values["kind"], values["name"], values["region"], by=request.office, at=timezone.now()
            )
        except Refused as refused:
            say(form, refused.refusal)
        else:
            messages.success(request, _("%(name)s didaftarkan") % {"name": agency.name})
            return redirect("register_agency", agency.pk)
    return render(request, "accounts/register/entering.html", {"form": form, "back_url": reverse("register_agencies")})


@require_http_methods(METHODS)
@for_role(Role.AGENCY_ADMIN, sees="a new unit", of="own agency")
def unit_entering(request):
    """Put a unit of one's own agency into the register."""
    form = UnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unit = naming.enter_unit(
                request.office.agency, form.cleaned_data["name"], by=request.office, at=timezone.now()
            )
        except Refused as refused:
            say(form, refused.refusal)
        else:
            messages.success(request, _("%(name)s didaftarkan") % {"name": unit.name})
            return redirect("register_unit", unit.pk)
    return render(request, "accounts/register/entering.html", {"form": form, "back_url": reverse("register_own_units")})


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="an agency, renamed", of=ALL, when="not merged")
def agency_name(request, pk):
    """Call an agency otherwise from a day on."""
    return naming_page(request, get_object_or_404(Agency, pk=pk))


@require_http_methods(METHODS)
@for_role(*KEEPERS, sees="a unit, renamed", of=OF_KEEPERS, when="not merged")
def unit_name(request, pk):
    """Call a unit otherwise from a day on."""
    return naming_page(request, the_unit(request, pk))


def naming_page(request, entry):
    """The page before a new name; sent, the act."""
    refuse(rules.MERGED if getattr(entry, "merged_into_id", None) else None)
    form = NameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": entry.name, "since": timezone.localdate()},
    )

    def act(values, given):
        rename = naming.rename_region if isinstance(entry, Region) else naming.rename
        rename(entry, values["name"], values["reason"], since=values["since"], **given)
        messages.success(request, _("Nama diganti. Yang lama tercatat dalam riwayat"))

    return asked(request, entry, form, act, "accounts/register/naming.html")


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="an agency, closed", of=ALL, when="neither closed nor merged")
def agency_closing(request, pk):
    """Close an agency from a day on."""
    return closing_page(request, get_object_or_404(Agency, pk=pk))


@require_http_methods(METHODS)
@for_role(*KEEPERS, sees="a unit, closed", of=OF_KEEPERS, when="neither closed nor merged")
def unit_closing(request, pk):
    """Close a unit from a day on."""
    return closing_page(request, the_unit(request, pk))


def closing_page(request, entry):
    """The page before an entry is closed, with what is still open there; sent, the act."""
    refuse(rules.closing_refusal(entry))
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"closed_on": timezone.localdate()})

    def act(values, given):
        closing.close(entry, values["reason"], on=values["closed_on"], **given)
        messages.success(request, _("Ditutup mulai %(day)s") % {"day": day(values["closed_on"])})

    left = [count for count in following.counted(entry) if count.number]
    return asked(request, entry, form, act, "accounts/register/closing.html", left=left)


@require_http_methods(METHODS)
@for_role(*MINISTRY, sees="an agency, opened again", of=ALL, when="closed")
def agency_reopening(request, pk):
    """Open a closed agency again."""
    return reopening_page(request, get_object_or_404(Agency, pk=pk))


@require_http_methods(METHODS)
@for_role(*KEEPERS, sees="a unit, opened again", of=OF_KEEPERS, when="closed")
def unit_reopening(request, pk):
    """Open a closed unit again."""
    return reopening_page(request, the_unit(request, pk))


def reopening_page(request, entry):
    """The page before an entry is opened again; sent, the act."""
    refuse(rules.reopening_refusal(entry, agency=entry.agency if isinstance(entry, Unit) else None))
    form = GroundForm(request.POST if request.method == "POST" else None)

    def act(values, given):
        closing.reopen(entry, values["reason"], **given)
        messages.success(request, _("Dibuka kembali"))

    return asked(request, entry, form, act, "accounts/register/reopening.html")


@require_http_methods(METHODS)
@for_role(*MINISTRY, fresh=True, sees="two agencies, made one", of=ALL, when="of one province; two persons")
def agency_merger(request, pk):
    """Put before a second person that an agency is the same as another."""
    source = get_object_or_404(Agency, pk=pk)
    return merger_page(request, source, Agency.objects.exclude(pk=pk).select_related("region"))


@require_http_methods(METHODS)
@for_role(*MINISTRY, fresh=True, sees="two units, made one", of=ALL, when="of one agency; two persons")
def unit_merger(request, pk):
    """Put before a second person that a unit is the same as another of its agency."""
    source = the_unit(request, pk)
    return merger_page(request, source, Unit.objects.filter(agency=source.agency_id).exclude(pk=pk))


def merger_page(request, source, others):
    """First which entry it is the same as, then what would become of everything, then the motion."""
    at = timezone.now()
    today = timezone.localdate(at)
    refuse(rules.MERGED if source.merged_into_id else None)
    said = MergerFilter(request.GET).chosen["ke"]
    standing = others.standing(today)
    target = standing.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 12 else None
    offered = [] if target else list((standing.matching(said) if said else alike(source, standing))[:OFFERED])
    context = {"said": "" if target else said, "offered": offered, "target": target}
    if target is None:
        return render(request, "accounts/register/merger.html", entry_context(source) | context)
    form = MergeForm(request.POST if request.method == "POST" else None)

    def act(values, given):
        given = {"release_at": form.release_at, "by": given["by"], "at": given["at"]}
        motion = motions.merge_entries(source, target, values["reason"], **given)
        messages.success(request, _("Penggabungan diajukan. Orang kedua membaca dan menyetujuinya."))
        return redirect("motion", motion.pk)

    shown = context | {
        "refusal": merging.refusal(source, target, on=today),
        "counts": following.counted_both(source, target),
        "twins": merging.twins(source, target) if isinstance(source, Agency) else [],
    }
    return asked(request, source, form, act, "accounts/register/merger.html", both=(source, target), **shown)


def alike(source, others):
    """Entries of the same place first offered as what this may be the same as."""
    if isinstance(source, Agency):
        others = others.filter(region=source.region_id) if source.region_id else others.filter(kind=source.kind)
    return others.order_by("name", "pk")


@require_http_methods(METHODS)
@for_role(*MINISTRY, fresh=True, sees="an agency, split in two", of=ALL, when="it stands; two persons")
def agency_split(request, pk):
    """Put before a second person that units of an agency go to a new one from a day on."""
    agency = get_object_or_404(Agency.objects.select_related("region"), pk=pk)
    at = timezone.now()
    refuse(rules.MERGED if agency.merged_into_id else None)
    units = reading.units_of(agency)
    refuse(None if units.exists() else rules.WITHOUT_UNITS)
    initial = {"since": timezone.localdate(at), "kind": agency.kind, "region": agency.region_id or ""}
    form = SplitForm(request.POST if request.method == "POST" else None, units=units, initial=initial)

    def act(values, given):
        motion = motions.split_agency(
            agency,
            values["reason"],
            kind=values["kind"],
            name=values["name"],
            region=values["region"],
            units=values["units"],
            since=values["since"],
            by=given["by"],
            at=given["at"],
        )
        messages.success(request, _("Pemecahan diajukan. Orang kedua membaca dan menyetujuinya."))
        return redirect("motion", motion.pk)

    return asked(request, agency, form, act, "accounts/register/split.html", both=(agency,))


def asked(request, entry, form, act, template, *, both=(), **context):
    """The page before an act on an entry; sent, the act and the way back to the entry.

    `both` are the entries whose stamps the page carries where the act itself compares none.
    """
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        seen = stamps.seen(request)
        given = {"seen": seen, "by": request.office, "at": timezone.now()}
        try:
            if both:
                unchanged(seen, stamp_of(both), entry)
            return act(form.cleaned_data, given) or redirect(address(entry))
        except Refused as refused:
            say(form, refused.refusal)
        except Stale:
            entry.refresh_from_db()
            stamps.overtake(request, form)
    stamp = stamps.drawn(request, stamp_of(both) if both else naming.stamp(entry))
    return render(
        request,
        template,
        entry_context(entry) | context | {"form": form, "stamp": stamp},
        status=stamps.status(request),
    )


def say(form, refusal):
    """Show a refusal beside the box that it is about, or above all of them."""
    place = BESIDE.get(refusal.key)
    form.add_error(place if place in form.fields else None, refusal.sentence)


def stamp_of(entries):
    """One stamp of what a page shows of several entries."""
    return fingerprint([naming.stamp(entry) for entry in entries])


def entry_context(entry):
    """What every page about an entry shows of it."""
    return {"entry": entry, "noun": naming.NOUNS[type(entry)], "entry_url": address(entry)}


def address(entry):
    """The page of an entry."""
    return reverse(f"register_{naming.NOUNS[type(entry)]}", args=[entry.pk])
