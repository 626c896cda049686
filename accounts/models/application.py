"""Agencies that ask to join: who would be their admin, with the official letter."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.file import HandedIn
from accounts.models.locking import LockingQuerySet

UNDECIDED = Q(accepted_at=None, declined_at=None)


class ApplicationQuerySet(LockingQuerySet):
    COMES_WITH = ("agency",)

    def waiting(self):
        """Those that nobody has decided yet, the oldest first."""
        return self.filter(UNDECIDED).order_by("pk")

    def decided(self):
        """Those that were decided, the latest first."""
        return self.exclude(UNDECIDED).order_by("-pk")


class Application(HandedIn):
    """One wish of an agency to take part, with its official letter, sent by a stranger; decided by the secretariat."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu pemeriksaan")
        ACCEPTED = "accepted", _("diterima")
        DECLINED = "declined", _("ditolak")

    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="applications", verbose_name=_("instansi")
    )
    full_name = models.CharField(_("nama lengkap"), max_length=150)
    position = models.CharField(_("jabatan"), max_length=150)
    email = models.EmailField(_("alamat surel"), max_length=254)
    phone = models.CharField(_("telepon"), max_length=30)
    sent_at = models.DateTimeField(_("dikirim"))
    accepted_at = models.DateTimeField(_("diterima"), null=True, blank=True)
    accepted_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(_("ditolak"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(_("alasan ditolak"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("permohonan instansi")
        verbose_name_plural = _("permohonan instansi")
        constraints = [
            *HandedIn.Meta.constraints,
            models.UniqueConstraint("agency", Lower("email"), condition=UNDECIDED, name="application_waits_once"),
            models.CheckConstraint(
                condition=together("accepted_at", "accepted_by"), name="application_accepted_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason="")),
                name="application_declined_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="application_is_decided_once"
            ),
        ]

    def __str__(self):
        return f"{self.agency_id}: {self.full_name}"

    @property
    def state(self):
        """Where the application is, derived from its facts."""
        if self.accepted_at:
            return self.State.ACCEPTED
        return self.State.DECLINED if self.declined_at else self.State.WAITING

    @property
    def told_apart(self):
        """Who asks, and nobody of the same name."""
        return f"{self.full_name} ({self.email})"
