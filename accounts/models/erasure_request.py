"""People who want their data erased, and what the ministry answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet

UNANSWERED = Q(erased_at=None, declined_at=None, dropped_at=None)


class ErasureRequestQuerySet(LockingQuerySet):
    COMES_WITH = ("user",)

    def waiting(self):
        """Those that nobody has answered, the oldest first."""
        return self.filter(UNANSWERED).order_by("asked_at", "pk")

    def of(self, user):
        """Those about one person, the latest first."""
        return self.filter(user=user).order_by("-pk")


class ErasureRequest(models.Model):
    """One wish of a person that the portal forget them. What was erased cannot be had back."""

    user = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="erasure_requests", verbose_name=_("pengguna")
    )
    asked_at = models.DateTimeField(_("diminta"))
    # By whom: the person, under none where there is no office any more, or an admin whom the person wrote to.
    asked_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    dropped_at = models.DateTimeField(_("ditarik"), null=True, blank=True)
    erased_at = models.DateTimeField(_("dihapus"), null=True, blank=True)
    erased_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(_("ditolak"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(_("alasan ditolak"), blank=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("permintaan penghapusan data")
        verbose_name_plural = _("permintaan penghapusan data")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=UNANSWERED, name="erasure_waits_once"),
            models.CheckConstraint(condition=together("erased_at", "erased_by"), name="erased_who_and_when"),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason="")),
                name="erasure_declined_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None, declined_at=None)
                | Q(erased_at=None, dropped_at=None)
                | Q(declined_at=None, dropped_at=None),
                name="erasure_is_answered_once",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_answered(self):
        """Whether it was granted, declined or taken back."""
        return any((self.erased_at, self.declined_at, self.dropped_at))
