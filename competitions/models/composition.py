"""How many go on from a stage, and in which composition."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints
from competitions.models.stage import Stage


class StageQuota(models.Model):
    """How many of a group go on from a stage; no row means all who pass."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="quotas", verbose_name=_("tahap"))
    group = models.ForeignKey("competitions.Group", models.CASCADE, related_name="quotas", verbose_name=_("kelompok"))
    places = models.PositiveSmallIntegerField(_("kuota"))

    class Meta:
        verbose_name = _("kuota")
        verbose_name_plural = _("kuota")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["stage", "group"], name="quota_one_a_group"),
            models.CheckConstraint(condition=Q(places__gt=0), name="quota_has_places"),
        ]

    def __str__(self):
        return f"{self.group_id}: {self.places}"


class CompositionRule(models.Model):
    """How many of one kind a selection must or may hold, fixed before scores exist.

    The value "*" means every single value of the dimension: of each at least, or at most, so many.
    """

    class Dimension(models.TextChoices):
        CATEGORY = "category", _("kategori")
        GROUP = "group", _("kelompok")
        AGENCY_KIND = "agency_kind", _("jenis instansi")
        AGENCY = "agency", _("instansi")
        PROVINCE = "province", _("provinsi")
        REGION_CLASS = "region_class", _("kelas wilayah")

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="composition", verbose_name=_("tahap"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    dimension = models.CharField(_("dimensi"), max_length=15, choices=Dimension)
    # As long as the name of an agency.
    value = models.CharField(_("nilai"), max_length=200)
    minimum = models.PositiveSmallIntegerField(_("paling sedikit"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("paling banyak"), null=True, blank=True)

    class Meta:
        verbose_name = _("aturan komposisi")
        verbose_name_plural = _("aturan komposisi")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["stage", "dimension", "value"], name="composition_one_rule_a_value"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=False) | Q(maximum__isnull=False),
                name="composition_rule_says_something",
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(minimum__lte=F("maximum")),
                name="composition_minimum_is_not_above_maximum",
            ),
        ]

    def __str__(self):
        return f"{self.dimension} {self.value}: {self.minimum}–{self.maximum}"
