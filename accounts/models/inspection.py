"""A look of the portal at itself: what must hold of all it keeps, and what of that did not."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints


class InspectionQuerySet(models.QuerySet):
    def last_broken(self):
        """The last look, where something did not hold; no row otherwise."""
        last = Inspection.objects.order_by("-pk").values("pk")[:1]
        return self.filter(pk__in=last).exclude(broken={})


class Inspection(models.Model):
    """One look. It keeps how long the chain of events was and its last hash: a chain that is cut later shows."""

    looked_at = models.DateTimeField(_("diperiksa"))
    events = models.BigIntegerField(_("peristiwa"))
    head = models.CharField(_("sidik digital peristiwa terakhir"), max_length=64)
    # What did not hold, by the key of the invariant: how often, and the first few of what breaks it.
    broken = models.JSONField(_("yang tidak benar"), default=dict, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemeriksaan portal")
        verbose_name_plural = _("pemeriksaan portal")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            reprints(pgtrigger.Insert),
        ]

    def __str__(self):
        return f"{self.looked_at:%Y-%m-%d}: {len(self.broken)}"
