"""What judges mark, on which levels."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints


class Rubric(models.Model):
    """A set of weighted criteria with one scale of levels."""

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="rubrics", verbose_name=_("edisi"))
    key = models.SlugField(_("kunci"), max_length=30)
    name = models.CharField(_("nama"), max_length=120)

    class Meta:
        verbose_name = _("rubrik")
        verbose_name_plural = _("rubrik")
        triggers = [reprints()]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="rubric_key_is_unique")]

    def __str__(self):
        return self.name


class Criterion(models.Model):
    """One thing to mark. Weights are percentages of the whole rubric; a component groups criteria."""

    class Component(models.TextChoices):
        WHOLE = "whole", _("keseluruhan")
        SUBSTANCE = "substance", _("substansi")
        DELIVERY = "delivery", _("penyampaian")

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria", verbose_name=_("rubrik"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("nama"), max_length=120)
    description = models.TextField(_("yang dinilai"))
    weight = models.DecimalField(_("bobot (%)"), max_digits=5, decimal_places=2, default=Decimal(0))
    component = models.CharField(_("komponen"), max_length=10, choices=Component, default=Component.WHOLE)

    class Meta:
        verbose_name = _("kriteria")
        verbose_name_plural = _("kriteria")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "key"], name="criterion_key_is_unique"),
            models.UniqueConstraint(
                fields=["rubric", "position"],
                name="criterion_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(weight__range=(0, 100)), name="criterion_weight_is_a_percentage"),
        ]

    def __str__(self):
        return self.name


class Level(models.Model):
    """One step of a rubric's scale: its points from 0 to 100 and the text that anchors it."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="levels", verbose_name=_("rubrik"))
    points = models.PositiveSmallIntegerField(_("poin"))
    name = models.CharField(_("nama"), max_length=40)
    anchor = models.CharField(_("jangkar"), max_length=200)

    class Meta:
        verbose_name = _("tingkat")
        verbose_name_plural = _("tingkat")
        constraints = [
            models.UniqueConstraint(fields=["rubric", "points"], name="level_points_are_unique"),
            models.CheckConstraint(condition=Q(points__lte=100), name="level_points_are_at_most_100"),
        ]

    def __str__(self):
        return self.name


class Descriptor(models.Model):
    """What one level means for one criterion; it stands on the scorecard in the place of the level's own anchor."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="descriptors", verbose_name=_("kriteria"))
    level = models.ForeignKey(Level, models.CASCADE, related_name="descriptors", verbose_name=_("tingkat"))
    text = models.CharField(_("uraian tingkat"), max_length=200)

    class Meta:
        verbose_name = _("uraian tingkat")
        verbose_name_plural = _("uraian tingkat")
        constraints = [
            models.UniqueConstraint(fields=["criterion", "level"], name="descriptor_once_a_criterion_and_level"),
            models.CheckConstraint(condition=~Q(text=""), name="descriptor_says_something"),
        ]

    def __str__(self):
        return self.text
