"""Official lists of regions or agencies that are handed in, and when one was applied to the registers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OfficialListQuerySet(models.QuerySet):
    def latest(self):
        """The last handed in first."""
        return self.order_by("-sent_at", "-pk")

    def locked(self, pk):
        """The list, its row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)


class OfficialList(models.Model):
    """One official list, row by row as it came; it changes nothing until somebody has read the difference."""

    class Kind(models.TextChoices):
        REGIONS = "regions", _("daftar wilayah")
        AGENCIES = "agencies", _("daftar instansi")

    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    name = models.CharField(_("nama berkas"), max_length=200)
    # [[row number, {column: text}], ...]
    rows = models.JSONField(_("isi"))
    # Whether what is not on the list is no more.
    is_complete = models.BooleanField(_("lengkap"))
    since = models.DateField(_("berlaku mulai"))
    reason = models.TextField(_("dasar"))
    sent_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("pengirim"))
    sent_at = models.DateTimeField(_("dikirim"))
    applied_by = models.ForeignKey(
        "accounts.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diterapkan oleh"),
    )
    applied_at = models.DateTimeField(_("diterapkan"), null=True, blank=True)

    objects = OfficialListQuerySet.as_manager()

    class Meta:
        verbose_name = _("daftar resmi")
        verbose_name_plural = _("daftar resmi")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="official_list_has_a_reason"),
            models.CheckConstraint(
                condition=Q(applied_at=None, applied_by=None) | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="official_list_is_applied_by_somebody",
            ),
        ]

    def __str__(self):
        return self.name
