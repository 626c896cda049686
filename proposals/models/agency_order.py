"""In which order an agency would send its candidates: what it wants in first, where there is a cap."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyOrder(models.Model):
    """The order in which one agency's admin put the proposals of one edition; those that are not named come last."""

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="+", verbose_name=_("edisi"))
    agency = models.ForeignKey("accounts.Agency", models.CASCADE, related_name="+", verbose_name=_("instansi"))
    # Keys of proposals, the first wanted first.
    proposals = ArrayField(models.BigIntegerField(), default=list, verbose_name=_("urutan usulan"))
    ordered_at = models.DateTimeField(_("diurutkan"))
    ordered_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("urutan usulan instansi")
        verbose_name_plural = _("urutan usulan instansi")
        constraints = [models.UniqueConstraint(fields=["edition", "agency"], name="agency_order_one_an_edition")]

    def __str__(self):
        return f"{self.edition_id}/{self.agency_id}"
