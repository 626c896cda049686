"""When the portal was there: what a minute's heartbeat wrote down, as unbroken runs."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Whoever was not heard for so long is gone.
GONE = timedelta(minutes=5)


class ServingRunQuerySet(models.QuerySet):
    def stopped(self, at):
        """The latest run where it did not go on until the moment `at`; no row otherwise."""
        latest = ServingRun.objects.order_by("-last_at", "-pk").values("pk")[:1]
        return self.filter(pk__in=latest, last_at__lt=at - GONE)


class ServingRun(models.Model):
    """A time without a gap in which the portal answered; the latest one goes on."""

    began_at = models.DateTimeField(_("mulai"))
    last_at = models.DateTimeField(_("terakhir"))

    objects = ServingRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("masa layanan")
        verbose_name_plural = _("masa layanan")
        constraints = [
            models.CheckConstraint(condition=Q(last_at__gte=F("began_at")), name="serving_run_ends_after_it_began")
        ]

    def __str__(self):
        return f"{self.began_at} - {self.last_at}"
