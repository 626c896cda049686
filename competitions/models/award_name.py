"""The awards an edition gives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints
from competitions.models.stage import Stage

FINALIST, TOP, OUTSTANDING = "finalist", "top", "outstanding"
# How an award is called across the years, in the order of the stages; each edition gives it a name of its own.
ACROSS_YEARS = {FINALIST: _("Finalis"), TOP: _("Terpuji"), OUTSTANDING: _("Pencapaian istimewa")}
# Those above being a finalist.
PRIZES = (TOP, OUTSTANDING)


class Seal(models.TextChoices):
    """The seals that are drawn on certificates."""

    STAR = "star", _("bintang")
    WREATH = "wreath", _("untaian daun")
    KAWUNG = "kawung", _("kawung")


class SealColour(models.TextChoices):
    GOLD = "gold", _("emas")
    SILVER = "silver", _("perak")
    BRONZE = "bronze", _("perunggu")
    RED = "red", _("merah")
    BLUE = "blue", _("biru")


class AwardName(models.Model):
    """An award an edition gives: its label, the stage that decides it and the group it is for."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="award_names", verbose_name=_("tahap"))
    group = models.ForeignKey(
        "competitions.Group",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="award_names",
        verbose_name=_("kelompok"),
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("sebutan"), max_length=120)
    # An award for some of those who go on ("outstanding"), named one by one by the panel; None: for all of them.
    places = models.PositiveSmallIntegerField(_("kuota"), null=True, blank=True)
    # On its certificates: the seal, and, where they differ from the edition's, who signs and what the decree is called.
    seal = models.CharField(_("cap"), max_length=10, choices=Seal, blank=True)
    seal_colour = models.CharField(_("warna cap"), max_length=10, choices=SealColour, default=SealColour.GOLD)
    # The hash of a picture that is printed in place of the drawn seal; see `Picture`.
    picture = models.CharField(_("gambar cap"), max_length=64, blank=True)
    signatory_name = models.CharField(_("penanda tangan"), max_length=120, blank=True)
    signatory_office = models.CharField(_("jabatan penanda tangan"), max_length=160, blank=True)
    decree = models.CharField(_("sebutan keputusan"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("sebutan penghargaan")
        verbose_name_plural = _("sebutan penghargaan")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "key", "group"], name="award_name_key_is_unique", nulls_distinct=False
            )
        ]

    def __str__(self):
        return self.name
