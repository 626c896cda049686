"""Evidence that did not open for a judge."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class UnopenedFile(models.Model):
    """A file of a dossier that a judge of a stage could not open, and what the secretariat answered.

    Of an entrant, of the quality sample or of the calibration round.
    """

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="+", verbose_name=_("tahap"))
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("penilai"))
    attachment = models.ForeignKey("proposals.Attachment", models.PROTECT, related_name="+", verbose_name=_("berkas"))
    reported_at = models.DateTimeField(_("dilaporkan"))
    answer = models.TextField(_("jawaban"), blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dijawab oleh")
    )

    class Meta:
        verbose_name = _("bukti yang tidak terbuka")
        verbose_name_plural = _("bukti yang tidak terbuka")
        constraints = [
            models.UniqueConstraint(fields=["stage", "judge", "attachment"], name="unopened_file_once_a_judge"),
            models.CheckConstraint(
                condition=together("answered_at", "answered_by"), name="unopened_file_answered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="unopened_file_answered_in_words",
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}, {self.judge_id}: {self.attachment_id}"
