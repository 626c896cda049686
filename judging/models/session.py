"""Interview sessions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class DateTimeRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Session(models.Model):
    """One presentation with its interview, as long as the edition sets."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="sessions", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="sessions", verbose_name=_("usulan")
    )
    room = models.CharField(_("ruang"), max_length=60)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))

    class Meta:
        verbose_name = _("sesi wawancara")
        verbose_name_plural = _("sesi wawancara")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal"], name="session_once_a_proposal"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            ExclusionConstraint(
                name="session_room_is_free",
                expressions=[
                    ("stage", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (DateTimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.room} {self.starts_at:%d/%m %H:%M}"
