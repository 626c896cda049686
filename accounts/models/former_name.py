"""Names that agencies, units and regions bore before the ones they bear."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FormerName(models.Model):
    """A name that an entry of a register bore until before a day, with who changed it and why. Never changed itself."""

    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former_names",
        verbose_name=_("instansi"),
    )
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="former_names", verbose_name=_("unit")
    )
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former_names",
        verbose_name=_("wilayah"),
    )
    name = models.CharField(_("nama"), max_length=200)
    # The first day of the name that came after it.
    until = models.DateField(_("sampai sebelum"))
    reason = models.TextField(_("alasan"))
    changed_at = models.DateTimeField(_("diubah"))
    changed_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("nama sebelumnya")
        verbose_name_plural = _("nama sebelumnya")
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, unit=None, region=None)
                | Q(agency=None, unit__isnull=False, region=None)
                | Q(agency=None, unit=None, region__isnull=False),
                name="former_name_is_of_one_entry",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="former_name_ended_with_a_reason"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.name
