"""Provinces, regencies and cities, with the official codes of the home ministry."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints


class RegionKind(models.TextChoices):
    PROVINCE = "province", _("provinsi")
    REGENCY = "regency", _("kabupaten")
    CITY = "city", _("kota")


class RegionQuerySet(models.QuerySet):
    def standing(self, on):
        """Those that are regions on the date `on`."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on))

    def locked(self, code):
        """The region, its row locked until the transaction ends; who only refers to it goes on."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=code)


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
    # The same region under the code it has now.
    became = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="was", verbose_name=_("kode baru")
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        triggers = [reprints()]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="province", province=F("code")) | (~Q(kind="province") & ~Q(province=F("code"))),
                name="region_province_is_its_own_province",
            ),
            models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_is_known"),
            models.CheckConstraint(
                condition=Q(became=None) | (Q(closed_on__isnull=False) & ~Q(became=F("code"))),
                name="region_with_another_code_is_closed",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def event_key(self):
        """The number by which events know the region: its code, read as a number of base 36."""
        return int(self.code.replace(".", ""), 36)
