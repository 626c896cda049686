"""Which earlier scores count in a stage that selects."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.stage import Stage


class RecapSource(models.Model):
    """An earlier stage whose score counts in this stage's recap, and with which weight."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="recap", verbose_name=_("tahap"))
    source = models.ForeignKey(Stage, models.CASCADE, related_name="+", verbose_name=_("tahap asal nilai"))
    weight = models.DecimalField(_("bobot (%)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("sumber rekap")
        verbose_name_plural = _("sumber rekap")
        constraints = [
            models.UniqueConstraint(fields=["stage", "source"], name="recap_source_once_a_stage"),
            models.CheckConstraint(condition=~Q(stage=F("source")), name="recap_source_is_another_stage"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="recap_weight_is_a_percentage"),
        ]

    def __str__(self):
        return f"{self.source_id}: {self.weight}"
