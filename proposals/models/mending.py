"""A sent dossier that came back to be mended: why, which parts are open, until when, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class MendingQuerySet(models.QuerySet):
    def on_its_way(self):
        """What is neither handed in again, nor called off, nor over."""
        return self.filter(handed_in_at=None, put_back_at=None)


class Mending(models.Model):
    """One time for mending of one dossier. While it runs, the dossier is open in these parts and nowhere else.

    Ends when the agency hands in again, or when everything is put back as it was sent: called off, or time is over.
    """

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="mendings", verbose_name=_("usulan")
    )
    # What was not met, as it was said then: code, statement, ground, remedy, detail, note, parts.
    reasons = models.JSONField(_("alasan"))
    parts = ArrayField(models.CharField(max_length=60), verbose_name=_("bagian yang dibuka"))
    # What stood in these parts when they were opened.
    stood = models.JSONField(_("isi saat dibuka"))
    opened_at = models.DateTimeField(_("dibuka"))
    opened_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    # The moment, exclusive, until which it may be handed in again.
    until = models.DateTimeField(_("sampai"))
    # When its people were told that the end is near.
    reminded_at = models.DateTimeField(_("diingatkan"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("diserahkan lagi"), null=True, blank=True)
    handed_in_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    put_back_at = models.DateTimeField(_("dikembalikan seperti semula"), null=True, blank=True)
    # None: time was over.
    put_back_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = MendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("masa perbaikan")
        verbose_name_plural = _("masa perbaikan")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(handed_in_at=None, put_back_at=None), name="mending_one_on_its_way"
            ),
            models.CheckConstraint(
                condition=together("handed_in_at", "handed_in_by"), name="mending_handed_in_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(put_back_by=None) | Q(put_back_at__isnull=False), name="mending_put_back_by_at"
            ),
            models.CheckConstraint(condition=Q(handed_in_at=None) | Q(put_back_at=None), name="mending_ends_one_way"),
            models.CheckConstraint(condition=Q(until__gt=models.F("opened_at")), name="mending_has_time"),
            models.CheckConstraint(condition=Q(parts__len__gt=0), name="mending_opens_something"),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.until}"
