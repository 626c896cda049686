"""A draft opened to the secretariat by those who write it, and every reading of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet
from proposals.models.proposal import UNSENT


class AssistanceQuerySet(LockingQuerySet):
    def open(self):
        """Those that the secretariat may read: not ended, of dossiers that were not sent."""
        return self.filter(ended_at=None, proposal__status__in=UNSENT)


class Assistance(models.Model):
    """One wish for help: from when until when the secretariat may read one draft."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="assistances", verbose_name=_("usulan")
    )
    question = models.TextField(_("yang ditanyakan"))
    opened_at = models.DateTimeField(_("dibuka"))
    opened_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    ended_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("bantuan sekretariat")
        verbose_name_plural = _("bantuan sekretariat")
        constraints = [
            models.CheckConstraint(condition=together("ended_at", "ended_by"), name="assistance_ended_who_and_when"),
            models.CheckConstraint(condition=~Q(question=""), name="assistance_asks_something"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(ended_at=None), name="assistance_one_open_a_proposal"
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}"


class AssistanceReading(models.Model):
    """One reading of an opened draft: who, and when."""

    assistance = models.ForeignKey(
        Assistance, models.CASCADE, related_name="readings", verbose_name=_("bantuan sekretariat")
    )
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("saat"))

    class Meta:
        verbose_name = _("pembacaan draf")
        verbose_name_plural = _("pembacaan draf")
        indexes = [models.Index(fields=["assistance", "at"], name="assistance_reading_in_order")]

    def __str__(self):
        return f"{self.assistance_id}/{self.at}"
