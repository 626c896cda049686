"""The secret address from which a person's calendar program reads."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """One address of one person: whoever holds it reads what the person would. Given up, it is never another's.

    The secret is in no table: it is the row's id under a signature of the portal's key (`domain/calendar_addresses`).
    """

    user = models.ForeignKey(
        "accounts.User", models.CASCADE, related_name="calendar_addresses", verbose_name=_("pengguna")
    )
    made_at = models.DateTimeField(_("dibuat"))
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        verbose_name = _("alamat kalender")
        verbose_name_plural = _("alamat kalender")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_address_one_at_a_time_a_person"
            )
        ]

    def __str__(self):
        return f"#{self.pk}"
