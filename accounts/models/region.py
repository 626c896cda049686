"""Provinces, regencies and cities, with the official codes of the home ministry."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    PROVINCE = "province", _("provinsi")
    REGENCY = "regency", _("kabupaten")
    CITY = "city", _("kota")


class Region(models.Model):
    """One province, regency or city. A province is its own province, so that every region has one."""

    code = models.CharField(_("kode"), max_length=5, primary_key=True)
    name = models.CharField(_("nama"), max_length=100)
    short_name = models.CharField(_("nama singkat"), max_length=100)
    kind = models.CharField(_("jenis"), max_length=10, choices=RegionKind)
    province = models.ForeignKey("self", models.PROTECT, related_name="regions", verbose_name=_("provinsi"))
    population = models.PositiveIntegerField(_("penduduk"))
    is_left_behind = models.BooleanField(_("daerah tertinggal"), default=False)
    # From when it is no region any more: its code is gone from the official list.
    closed_on = models.DateField(_("dihapus"), null=True, blank=True)

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="province", province=F("code")) | (~Q(kind="province") & ~Q(province=F("code"))),
                name="region_province_is_its_own_province",
            ),
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_is_known"),
        ]

    def __str__(self):
        return self.name
