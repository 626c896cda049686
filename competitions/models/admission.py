"""Which agencies may enter an edition; without a row, all of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints
from competitions.models.edition import Edition


class Admission(models.Model):
    """One kind of agency, one province or one agency that may enter.

    An agency that is named may enter; others when their kind is among the kinds and their province among the
    provinces, where such are named.
    """

    class Dimension(models.TextChoices):
        KIND = "kind", _("jenis instansi")
        PROVINCE = "province", _("provinsi")
        AGENCY = "agency", _("instansi")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="admissions", verbose_name=_("edisi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    dimension = models.CharField(_("menurut"), max_length=15, choices=Dimension)
    # The kind's key, the province's code, the agency's name.
    value = models.CharField(_("nilai"), max_length=200)

    class Meta:
        verbose_name = _("yang dapat ikut")
        verbose_name_plural = _("yang dapat ikut")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "dimension", "value"], name="admission_said_once"),
            models.CheckConstraint(
                condition=Q(dimension__in=["kind", "province", "agency"]), name="admission_is_of_something"
            ),
        ]

    def __str__(self):
        return self.value
