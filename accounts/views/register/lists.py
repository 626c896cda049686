"""The registers: agencies, units and regions as lists, and one entry with its history."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.domain.register import closing
from accounts.forms.register import KINDS, OwnUnitFilter, RegionFilter, RegisterAgencyFilter, UnitFilter
from accounts.models import OVERSIGHT, Agency, RegionKind, Role, Unit
from accounts.pages import exports, filters, lists
from accounts.pages.doors import ALL, for_role
from accounts.reading import register as reading
from accounts.rules import register as rules
from accounts.views import columns

OF_KEEPERS = "every unit; an agency's admin: its own"
STATES = [("", _("semua")), ("terdaftar", _("terdaftar")), ("ditutup", _("ditutup")), ("digabung", _("digabung"))]
ALL_KINDS = [("", _("semua")), *KINDS]


@require_safe
@for_role(*OVERSIGHT, sees="the register of agencies", of=ALL)
def agencies(request):
    """Every agency of the register, by name."""
    form = RegisterAgencyFilter(request.GET, provinces=reading.provinces())
    narrowing = [
        filters.links(request, "jenis", _("Jenis"), ALL_KINDS),
        filters.links(request, "status", _("Status"), STATES),
    ]
    found = reading.agencies(on=timezone.localdate(), **form.chosen)
    listing = lists.Listing("instansi", found, columns.AGENCIES)
    return listed(request, "accounts/register/agencies.html", form, listing, narrowing)


@require_safe
@for_role(*OVERSIGHT, sees="the register of units", of=ALL)
def units(request):
    """Every unit of the register, by name."""
    return listed_units(request, "accounts/register/units.html", UnitFilter(request.GET))


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="units", of="own agency")
def own_units(request):
    """The units of one's own agency."""
    return listed_units(request, "accounts/register/own_units.html", OwnUnitFilter(request.GET))


def listed_units(request, template, form):
    """A list of units."""
    narrowing = [filters.links(request, "status", _("Status"), STATES)]
    found = reading.units(request.office, on=timezone.localdate(), **form.chosen)
    return listed(request, template, form, lists.Listing("unit", found, columns.UNITS), narrowing)


@require_safe
@for_role(*OVERSIGHT, sees="the register of regions", of=ALL)
def regions(request):
    """Every region, by its code."""
    form = RegionFilter(request.GET)
    classes = [("", _("semua")), ("tertinggal", _("tertinggal")), ("lain", _("lainnya"))]
    states = [("", _("semua")), ("berlaku", _("berlaku")), ("dihapus", _("dihapus"))]
    narrowing = [
        filters.links(request, "jenis", _("Jenis"), [("", _("semua")), *RegionKind.choices]),
        filters.links(request, "kelas", _("Kelas"), classes),
        filters.links(request, "status", _("Status"), states),
    ]
    listing = lists.Listing("wilayah", reading.regions(**form.chosen), columns.REGIONS)
    context = lists.shown(request, listing.rows, form) | {"filters": narrowing, "listing": listing.shown(request)}
    return exports.answered(request, listing) or render(request, "accounts/register/regions.html", context)


def listed(request, template, form, listing, narrowing):
    """A list of agencies or units."""
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, listing.rows, form)
    context["rows"] = reading.with_state(context["page"], on=timezone.localdate())
    context |= {"filters": narrowing, "may_keep": not rules.keeping_refusal(request.office)}
    return render(request, template, context)


@require_safe
@for_role(*OVERSIGHT, sees="an agency of the register, with its history", of=ALL)
def agency(request, pk):
    """One agency: names, units, what hangs on it, what was done."""
    found = get_object_or_404(Agency.objects.select_related("region__province", "merged_into"), pk=pk)
    listing = lists.Listing(f"unit-{pk}", reading.units_of(found), columns.UNITS)
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    return shown(request, found, {"page": page, "noun": "agency", "units": page})


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="a unit of the register, with its history", of=OF_KEEPERS)
def unit(request, pk):
    """One unit: names, what hangs on it, what was done."""
    return shown(request, the_unit(request, pk), {"noun": "unit"})


def the_unit(request, pk):
    """The unit at an address, if the reader may see it."""
    return get_object_or_404(Unit.objects.within(request.office).select_related("agency", "merged_into"), pk=pk)


def shown(request, entry, context):
    """The page of one entry."""
    drawn = reading.drawn(entry, request.office, on=timezone.localdate())
    is_kept = not rules.keeping_refusal(request.office)
    context |= {"drawn": drawn, "entry": entry, "events": reading.history(entry), "may_merge": is_kept}
    return render(request, "accounts/register/entry.html", context)


@require_safe
@for_role(*OVERSIGHT, sees="a region with its agencies", of=ALL)
def region(request, code):
    """One region: its names, its agencies."""
    found = get_object_or_404(reading.of_region(code))
    context = {
        "region": found,
        "names": reading.names(found),
        "events": reading.history(found),
        "may_keep": not rules.keeping_refusal(request.office),
        "closing_refusal": closing.region_refusal(found, on=timezone.localdate()),
        "reopening_refusal": rules.region_reopening_refusal(found, found.province, on=timezone.localdate()),
    }
    return render(request, "accounts/register/region.html", context)
