"""Who heads an agency, from which day to which: a name that tells whose a text is."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import DateRange


class AgencyHead(models.Model):
    """One person at the head of an agency, by name alone: heads need no account."""

    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="heads", verbose_name=_("instansi"))
    name = models.CharField(_("nama"), max_length=200)
    since = models.DateField(_("sejak"))
    # The first day without this head; None while it lasts.
    until = models.DateField(_("sampai sebelum"), null=True, blank=True)
    entered_at = models.DateTimeField(_("dicatat"))
    entered_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("pimpinan instansi")
        verbose_name_plural = _("pimpinan instansi")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="agency_head_has_a_name"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="agency_head_ends_after_the_beginning"
            ),
            ExclusionConstraint(
                name="agency_has_one_head_at_a_time",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return self.name
