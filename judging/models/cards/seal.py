"""When signed cards were last held against the chain."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SealCheck(models.Model):
    """The last look at the signed cards of a stage: how many there were, and which were not as they were signed.

    Kept so that what was found is told once, and so that a page can say how long ago somebody looked.
    """

    stage = models.OneToOneField(
        "competitions.Stage", models.CASCADE, related_name="seal_check", verbose_name=_("tahap")
    )
    looked_at = models.DateTimeField(_("diperiksa"))
    cards = models.PositiveIntegerField(_("lembar terkunci"))
    # Each with what is the matter, the number of the proposal and the code of the judge, as plain values.
    broken = models.JSONField(_("segel rusak"), default=list, blank=True)

    class Meta:
        verbose_name = _("pemeriksaan segel")
        verbose_name_plural = _("pemeriksaan segel")

    def __str__(self):
        return f"{self.stage_id}: {len(self.broken)}"
