"""Agencies of seven kinds, and the service units inside them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


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


class RegionClass(models.TextChoices):
    """How a composition rule sees an agency's place."""

    NATIONAL = "national", _("nasional")
    LEFT_BEHIND = "left_behind", _("daerah tertinggal")
    OTHER = "other", _("daerah lainnya")


class Agency(models.Model):
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
        constraints = [
            models.UniqueConstraint(Lower("name"), name="agency_name_is_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=NATIONAL_KINDS, region=None) | Q(kind__in=REGIONAL_KINDS, region__isnull=False),
                name="agency_region_follows_kind",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def province_code(self):
        """The code of the agency's province, or None for a national agency."""
        return self.region_id[:2] if self.region_id else None

    @property
    def region_class(self):
        """The region class; reads `region`, so load it with the agency."""
        if self.region is None:
            return RegionClass.NATIONAL
        return RegionClass.LEFT_BEHIND if self.region.is_left_behind else RegionClass.OTHER


class Unit(models.Model):
    """The service unit that made an innovation: puskesmas, hospital, office, school."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("instansi"))
    name = models.CharField(_("nama"), max_length=200)

    class Meta:
        verbose_name = _("unit penyelenggara pelayanan")
        verbose_name_plural = _("unit penyelenggara pelayanan")
        constraints = [
            models.UniqueConstraint("agency", Lower("name"), name="unit_name_is_unique_in_agency"),
        ]

    def __str__(self):
        return self.name
