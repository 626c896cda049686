"""The keys with which programs of partners read."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet

# No key lasts longer.
LONGEST = timedelta(days=366)


class PartnerKeyQuerySet(LockingQuerySet):
    COMES_WITH = ("given_by__user",)

    def standing(self):
        """The keys that nobody took back."""
        return self.filter(revoked_at=None)

    def latest_first(self):
        return self.order_by("-given_at", "-pk")


class PartnerKey(models.Model):
    """What the program of one partner shows to read some data sets of some editions, for a year at most.

    The key itself is in no table: its SHA-256 is, and from that nobody makes it again.
    """

    partner = models.CharField(_("mitra"), max_length=120)
    purpose = models.CharField(_("keperluan"), max_length=300)
    digest = models.CharField(_("sidik digital"), max_length=64, unique=True)
    # By the nouns of their addresses.
    reads = ArrayField(models.CharField(max_length=30), verbose_name=_("data yang dibaca"))
    # By the names in their addresses; none means every edition.
    editions = ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=_("edisi"))
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai sebelum"))
    given_at = models.DateTimeField(_("diberikan"))
    given_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dicabut oleh")
    )
    revoke_reason = models.TextField(_("alasan dicabut"), blank=True)

    objects = PartnerKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunci mitra")
        verbose_name_plural = _("kunci mitra")
        constraints = [
            models.UniqueConstraint(
                Lower("partner"), condition=Q(revoked_at=None), name="partner_key_of_a_name_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since"), until__lte=F("since") + LONGEST),
                name="partner_key_lasts_a_year_at_most",
            ),
            models.CheckConstraint(condition=~Q(reads=[]), name="partner_key_reads_something"),
            models.CheckConstraint(
                condition=together("revoked_at", "revoked_by"), name="partner_key_revoked_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoke_reason=""), name="partner_key_revoked_with_a_reason"
            ),
        ]

    def __str__(self):
        return self.partner

    def is_over(self, on):
        """Whether its time has passed on a day."""
        return on >= self.until
