"""People of other houses who keep heads of the trail: what they hold, nobody here can bend."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet


class HeadHolderQuerySet(LockingQuerySet):
    def standing(self):
        """Those who are still written to."""
        return self.filter(ended_at=None)

    def in_order(self):
        return self.order_by("house", "name", "pk")


class HeadHolder(models.Model):
    """One person of another house who gets heads of the trail by letter until they, or an admin, end it."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("setiap hari")
        WEEKLY = "weekly", _("setiap minggu")
        MONTHLY = "monthly", _("setiap bulan")

    name = models.CharField(_("nama"), max_length=150)
    house = models.CharField(_("lembaga"), max_length=200)
    address = models.EmailField(_("alamat surel"))
    rhythm = models.CharField(_("seberapa sering"), max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    named_at = models.DateTimeField(_("ditunjuk"))
    named_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # The last letter: when, and how many events its head was of.
    told_at = models.DateTimeField(_("terakhir disurati"), null=True, blank=True)
    told_size = models.BigIntegerField(_("peristiwa dalam surat terakhir"), default=0)
    ended_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    # None where the holder did it, by the link in a letter.
    ended_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diakhiri oleh")
    )

    objects = HeadHolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemegang sidik")
        verbose_name_plural = _("pemegang sidik")
        constraints = [
            models.UniqueConstraint(
                Lower("address"), condition=Q(ended_at=None), name="head_holder_of_an_address_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="head_holder_is_ended_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(told_at=None, told_size=0) | Q(told_at__isnull=False, told_size__gt=0),
                name="head_holder_was_told_a_head",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.house}"

    @property
    def pause(self):
        """How long after a letter the next one is due."""
        return timedelta(days={"daily": 1, "weekly": 7, "monthly": 30}[self.rhythm])
