"""The registers of agencies, units and regions, as their pages ask them."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain.register import following, official
from accounts.domain.register.naming import NOUNS, stamp
from accounts.models import Agency, AgencyHead, Event, FormerName, Motion, Region, Unit
from accounts.models.agency import RegisterEntry
from accounts.rules import register as register_rules

# What happened to entries, in words, by the name of the event.
ACTS = {
    "agency.entered": _("Instansi didaftarkan: %(called)s"),
    "agency.renamed": _("Nama instansi diganti dari %(was)s menjadi %(to)s"),
    "agency.headed": _("Pimpinan dicatat: %(called)s, sejak %(since)s"),
    "agency.left_headless": _("Tanpa pimpinan sejak %(since)s"),
    "agency.closed": _("Instansi ditutup mulai %(since)s"),
    "agency.reopened": _("Instansi dibuka kembali"),
    "agency.merged": _("Instansi digabung ke %(called)s"),
    "agency.split": _("Instansi dipecah; sebagian unitnya pindah ke %(called)s"),
    "unit.entered": _("Unit didaftarkan: %(called)s"),
    "unit.renamed": _("Nama unit diganti dari %(was)s menjadi %(to)s"),
    "unit.closed": _("Unit ditutup mulai %(since)s"),
    "unit.reopened": _("Unit dibuka kembali"),
    "unit.merged": _("Unit digabung ke %(called)s"),
    "region.closed": _("Wilayah dihapus mulai %(since)s"),
    "region.reopened": _("Wilayah didaftarkan kembali"),
    "register.list_sent": _("Daftar resmi dikirim: %(file)s, %(count)s baris"),
    "register.list_applied": _("Daftar resmi diterapkan: %(file)s"),
    "region.renamed": _("Nama wilayah %(code)s diganti dari %(was)s menjadi %(to)s"),
}
STATES = {"terdaftar": "standing", "ditutup": "closed", "digabung": "merged"}


@dataclass(frozen=True)
class Drawn:
    """One entry as its page shows it, with what the reader may do about it."""

    entry: Agency | Unit
    state: RegisterEntry.State
    stamp: str
    names: list[FormerName]
    heads: list[AgencyHead]
    counts: list[following.Hanging]
    motions: list[Motion]
    keeping_refusal: rules.Refusal | None
    closing_refusal: rules.Refusal | None
    reopening_refusal: rules.Refusal | None
    merged: list[RegisterEntry]

    @property
    def may_keep(self):
        """Whether the reader keeps this entry, and it is one that can be kept."""
        return not self.keeping_refusal and self.entry.merged_into_id is None


def narrowed(entries, *, status, on):
    """Entries of a state, or all."""
    if status == "digabung":
        return entries.merged()
    return getattr(entries, STATES[status])(on) if status in STATES else entries


def agencies(*, on, q="", jenis="", provinsi="", status=""):
    """The agencies of the register by name, narrowed by what is asked for, each with the number of its units."""
    found = narrowed(Agency.objects.all(), status=status, on=on).matching(q)
    if jenis:
        found = found.filter(kind=jenis)
    if provinsi:
        found = found.filter(region__province=provinsi)
    units = Count("units", filter=Q(units__merged_into=None))
    return found.select_related("region", "merged_into").annotate(number_of_units=units).order_by("name", "pk")


def units(office, *, on, q="", instansi="", status=""):
    """The units that the holder of `office` may see, by name, narrowed by what is asked for."""
    found = narrowed(Unit.objects.within(office), status=status, on=on).matching(q)
    if instansi.strip():
        found = found.filter(agency__in=Agency.objects.matching(instansi))
    return found.select_related("agency", "merged_into").order_by("name", "agency__name", "pk")


def regions(*, q="", jenis="", kelas="", status=""):
    """The regions by their codes, narrowed by what is asked for, each with the number of its agencies."""
    found = Region.objects.all()
    for word in q.split():
        former = FormerName.objects.filter(name__icontains=word).exclude(region=None).values("region")
        found = found.filter(Q(name__icontains=word) | Q(code=word) | Q(pk__in=former))
    if jenis:
        found = found.filter(kind=jenis)
    if kelas:
        found = found.filter(is_left_behind=kelas == "tertinggal")
    if status:
        found = found.filter(closed_on__isnull=status != "dihapus")
    return found.select_related("province").annotate(number_of_agencies=Count("agencies")).order_by("code")


def provinces():
    """(code, name) of every province, by name."""
    return list(Region.objects.filter(kind="province").order_by("name", "code").values_list("code", "name"))


def with_state(entries, *, on):
    """Each entry with where it is on a date."""
    return [{"entry": one, "state": one.state(on)} for one in entries]


def drawn(entry, office, *, on):
    """One entry for its page."""
    unit = entry if isinstance(entry, Unit) else None
    return Drawn(
        entry=entry,
        state=entry.state(on),
        stamp=stamp(entry),
        names=names(entry),
        heads=heads(entry) if unit is None else [],
        counts=following.counted(entry),
        motions=list(Motion.objects.about(entry).on_its_way().select_related("mover")),
        keeping_refusal=register_rules.keeping_refusal(office, unit),
        closing_refusal=register_rules.closing_refusal(entry),
        reopening_refusal=register_rules.reopening_refusal(entry, agency=entry.agency if unit else None),
        merged=list(entry.merged.order_by("name", "pk")),
    )


def names(entry):
    """The names an entry bore, the latest first, with who changed them."""
    bore = FormerName.objects.filter(**{NOUNS[type(entry)]: entry})
    return list(bore.select_related("changed_by__user").order_by("-until", "-pk"))


def heads(agency):
    """Who headed an agency, the latest first, with who wrote it down."""
    return list(agency.heads.select_related("entered_by__user").order_by("-since", "-pk"))


def history(entry):
    """The events of an entry, newest first, among them the official lists that changed it."""
    own = Event.objects.about(entry).filter(name__in=ACTS)
    token = f'"{official.token(entry)}"'
    listed = Event.objects.filter(subject_type="accounts.officiallist", body__contains=token)
    return (own | listed).order_by("-number")


def of_region(code):
    """A region with its agencies, or none of that code."""
    agencies_of = Prefetch("agencies", Agency.objects.order_by("name", "pk"))
    return Region.objects.filter(pk=code).select_related("province", "became").prefetch_related(agencies_of)


def units_of(agency):
    """The units of an agency that were not merged, by name."""
    return Unit.objects.filter(agency=agency, merged_into=None).order_by("name", "pk")


def called_now(entry, name):
    """What an entry is called today where it bore `name` before or was merged, else an empty text.

    A name that was only written otherwise is no other name.
    """
    if entry is None or entry.name.casefold() == name.casefold():
        return ""
    noun = NOUNS[type(entry)]
    bore = FormerName.objects.filter(**{noun: entry}, name__iexact=name).exists()
    return entry.name if bore or entry.merged.filter(name__iexact=name).exists() else ""
