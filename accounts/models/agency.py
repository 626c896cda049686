"""Agencies of seven kinds, and the service units inside them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet
from accounts.models.membership import OVERSIGHT, Role
from accounts.models.printing import reprints


class AgencyKind(models.TextChoices):
    MINISTRY = "ministry", _("kementerian")
    BODY = "body", _("lembaga")
    PROVINCE = "province", _("provinsi")
    REGENCY = "regency", _("kabupaten")
    CITY = "city", _("kota")
    STATE_FIRM = "state_firm", _("BUMN")
    REGIONAL_FIRM = "regional_firm", _("BUMD")


NATIONAL_KINDS = (AgencyKind.MINISTRY, AgencyKind.BODY, AgencyKind.STATE_FIRM)
REGIONAL_KINDS = (AgencyKind.PROVINCE, AgencyKind.REGENCY, AgencyKind.CITY, AgencyKind.REGIONAL_FIRM)


# The provinces, by their codes, that keep the time of Makassar (1) or of Jayapura (2).
HOURS_AHEAD = {
    **dict.fromkeys(("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"), 1),
    **dict.fromkeys(("81", "82", "91", "92", "93", "94", "95", "96", "97"), 2),
}


class RegionClass(models.TextChoices):
    """How a composition rule sees an agency's place."""

    NATIONAL = "national", _("nasional")
    LEFT_BEHIND = "left_behind", _("daerah tertinggal")
    OTHER = "other", _("daerah lainnya")


class EntryState(models.TextChoices):
    STANDING = "standing", _("terdaftar")
    CLOSED = "closed", _("ditutup")
    MERGED = "merged", _("digabung")


class EntryQuerySet(LockingQuerySet):
    """What the registers of agencies and units have in common."""

    # Who only refers to an entry goes on.
    NO_KEY = True

    def standing(self, on):
        """Those that are neither closed nor merged into another on the date `on`."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def closed(self, on):
        """Those that are closed on the date `on`, merged ones aside."""
        return self.filter(closed_on__lte=on, merged_into=None)

    def merged(self):
        """Those that became part of another entry."""
        return self.exclude(merged_into=None)

    def matching(self, text):
        """Those with every word of `text` in the name they bear or in one they bore."""
        found = self
        for word in text.split():
            found = found.filter(Q(name__icontains=word) | Q(pk__in=self.bearing(name__icontains=word)))
        return found

    def bearing(self, **condition):
        """The ids of those with an earlier name that meets a condition."""
        noun = self.model._meta.model_name
        former = self.model._meta.get_field("former_names").related_model.objects
        return former.filter(**condition).exclude(**{noun: None}).values(noun)

    def called(self, name):
        """The one that bears a name in any case, else the one that bore it; where it was merged, what it became."""
        exact = self.select_related("merged_into").filter(name__iexact=name).order_by("merged_into", "pk").first()
        bore = self.select_related("merged_into").filter(pk__in=self.bearing(name__iexact=name)).order_by("pk")
        found = exact or bore.first()
        return found and found.stands_for


class RegisterEntry(models.Model):
    """What an agency and a unit have in common: an end, and what it became."""

    State = EntryState

    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("digabung ke")
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def state(self, on: date) -> EntryState:
        """Where the entry is on the date `on`, derived from its facts."""
        if self.merged_into_id:
            return self.State.MERGED
        return self.State.CLOSED if self.closed_on and self.closed_on <= on else self.State.STANDING

    @property
    def stands_for(self):
        """The entry that stands for this one; itself unless it was merged."""
        return self.merged_into or self


class Agency(RegisterEntry):
    """A public agency that takes part or employs a judge."""

    kind = models.CharField(_("jenis"), max_length=15, choices=AgencyKind)
    name = models.CharField(_("nama"), max_length=200)
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agencies",
        verbose_name=_("wilayah"),
    )

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="agency_name_is_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=NATIONAL_KINDS, region=None) | Q(kind__in=REGIONAL_KINDS, region__isnull=False),
                name="agency_region_follows_kind",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | (Q(closed_on__isnull=False) & ~Q(merged_into=F("id"))),
                name="agency_merged_is_closed",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def province_code(self):
        """The code of the agency's province, or None for a national agency."""
        return self.region_id[:2] if self.region_id else None

    @property
    def hours_ahead(self):
        """How far the agency's clock is ahead of Jakarta's: 0 in WIB, 1 in WITA, 2 in WIT."""
        return HOURS_AHEAD.get(self.province_code, 0)

    @property
    def region_class(self):
        """The region class; reads `region`, so load it with the agency."""
        if self.region is None:
            return RegionClass.NATIONAL
        return RegionClass.LEFT_BEHIND if self.region.is_left_behind else RegionClass.OTHER


class UnitQuerySet(EntryQuerySet):
    def within(self, office):
        """What the holder of `office` may see of the register: an agency's admin its own units."""
        if office.role in OVERSIGHT:
            return self
        return self.filter(agency=office.agency_id) if office.role == Role.AGENCY_ADMIN else self.none()


class Unit(RegisterEntry):
    """The service unit that made an innovation: puskesmas, hospital, office, school."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("instansi"))
    name = models.CharField(_("nama"), max_length=200)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit penyelenggara pelayanan")
        verbose_name_plural = _("unit penyelenggara pelayanan")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint("agency", Lower("name"), name="unit_name_is_unique_in_agency"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | (Q(closed_on__isnull=False) & ~Q(merged_into=F("id"))),
                name="unit_merged_is_closed",
            ),
        ]

    def __str__(self):
        return self.name
