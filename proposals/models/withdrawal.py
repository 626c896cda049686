"""An agency asks for its dossier back after registration closed; the ministry answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet
from proposals.models.proposal import in_contest

UNANSWERED = Q(dropped_at=None, declined_at=None, accepted_at=None)


class WithdrawalRequestQuerySet(LockingQuerySet):
    def waiting(self):
        """Those that want an answer: given none, not taken back, of dossiers that are still in the contest."""
        return self.filter(UNANSWERED, in_contest("proposal__"))


class WithdrawalRequest(models.Model):
    """One agency's wish to take one sent dossier out of the contest, with its reason and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu jawaban kementerian")
        ACCEPTED = "accepted", _("dikabulkan")
        DECLINED = "declined", _("tidak dikabulkan")
        DROPPED = "dropped", _("dibatalkan instansi")

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="withdrawal_requests", verbose_name=_("usulan")
    )
    reason = models.TextField(_("alasan"))
    asked_at = models.DateTimeField(_("diminta"))
    asked_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    dropped_at = models.DateTimeField(_("dibatalkan"), null=True, blank=True)
    dropped_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(_("tidak dikabulkan"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(_("alasan tidak dikabulkan"), blank=True)
    accepted_at = models.DateTimeField(_("dikabulkan"), null=True, blank=True)
    accepted_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = WithdrawalRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("permintaan penarikan")
        verbose_name_plural = _("permintaan penarikan")
        constraints = [
            models.UniqueConstraint(fields=["proposal"], condition=UNANSWERED, name="withdrawal_request_one_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_request_has_a_reason"),
            models.CheckConstraint(
                condition=together("dropped_at", "dropped_by"), name="withdrawal_request_dropped_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason="")),
                name="withdrawal_request_declined_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=together("accepted_at", "accepted_by"), name="withdrawal_request_accepted_who_and_when"
            ),
            models.CheckConstraint(
                condition=UNANSWERED
                | Q(dropped_at__isnull=False, declined_at=None, accepted_at=None)
                | Q(dropped_at=None, declined_at__isnull=False, accepted_at=None)
                | Q(dropped_at=None, declined_at=None, accepted_at__isnull=False),
                name="withdrawal_request_ends_once",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.state}"

    @property
    def state(self):
        """What became of it, derived from its facts."""
        ends = (
            (self.accepted_at, self.State.ACCEPTED),
            (self.declined_at, self.State.DECLINED),
            (self.dropped_at, self.State.DROPPED),
        )
        return next((state for moment, state in ends if moment), self.State.WAITING)

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING
