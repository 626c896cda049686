"""What the portal keeps of watching itself at work: backups that were made, and alarms while they last."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet


class BackupMade(models.Model):
    """An archive that was written whole; where it was taken is not known here."""

    made_at = models.DateTimeField(_("dibuat"))
    members = models.PositiveIntegerField(_("banyaknya bagian"))

    class Meta:
        verbose_name = _("cadangan")
        verbose_name_plural = _("cadangan")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class AlarmQuerySet(LockingQuerySet):
    def lasting(self):
        """Those that have not ended."""
        return self.filter(ended_at=None)


class Alarm(models.Model):
    """A time in which something was not as it must be, by the key of its rule; it ends when all is well again."""

    rule = models.CharField(_("aturan"), max_length=20)
    began_at = models.DateTimeField(_("mulai"))
    seen_at = models.DateTimeField(_("terakhir terlihat"))
    ended_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    # The values that the sentence names, as they were seen last.
    said = models.JSONField(_("keterangan"), default=dict, blank=True)
    # The day on which people were last written to about it.
    told_on = models.DateField(_("diberitahukan"), null=True, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = _("peringatan")
        verbose_name_plural = _("peringatan")
        constraints = [
            models.UniqueConstraint(fields=["rule"], condition=Q(ended_at=None), name="alarm_of_a_kind_lasts_once"),
            models.CheckConstraint(condition=Q(seen_at__gte=F("began_at")), name="alarm_is_seen_after_it_began"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("seen_at")), name="alarm_ends_after_it_was_seen"
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.began_at:%Y-%m-%d %H:%M}"
