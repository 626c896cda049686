"""What people decided on the standings: proposed by one, approved by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from competitions.models.facts import together


class Decision(models.Model):
    """Who goes on from a stage."""

    stage = models.OneToOneField("competitions.Stage", models.PROTECT, related_name="decision", verbose_name=_("tahap"))
    minutes = models.TextField(_("catatan rapat"), blank=True)
    decree_number = models.CharField(_("nomor keputusan"), max_length=80, blank=True)
    decree_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    drafted_at = models.DateTimeField(_("disusun"))
    proposed_at = models.DateTimeField(_("diajukan"), null=True, blank=True)
    proposed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    proposer = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("disetujui"), null=True, blank=True)
    approved_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    approver = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    # Why the second person sent it back; the next proposal clears it.
    declined_reason = models.TextField(_("alasan dikembalikan"), blank=True)

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints = [
            models.CheckConstraint(
                condition=together("proposed_at", "proposed_by"), name="decision_proposed_who_and_when"
            ),
            models.CheckConstraint(
                condition=together("approved_at", "approved_by"), name="decision_approved_who_and_when"
            ),
            models.CheckConstraint(condition=together("proposed_at", "proposer"), name="decision_proposer_is_known"),
            models.CheckConstraint(condition=together("approved_at", "approver"), name="decision_approver_is_known"),
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("proposer")),
                name="decision_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(proposed_at__isnull=False),
                name="decision_approved_only_if_proposed",
            ),
            models.CheckConstraint(
                condition=Q(decree_number="", decree_date=None) | (~Q(decree_number="") & Q(decree_date__isnull=False)),
                name="decision_decree_has_number_and_date",
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}"


class Choice(models.Model):
    """One proposal in a decision: what the machine proposed, what people decided, and why if they differ."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="choices", verbose_name=_("keputusan"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="choices", verbose_name=_("usulan"))
    proposed_by_machine = models.BooleanField(_("usulan sistem"))
    goes_on = models.BooleanField(_("lanjut"))
    reason = models.TextField(_("alasan"), blank=True)
    # Award keys given one by one ("outstanding"), beside those that everyone who goes on receives.
    honours = models.JSONField(_("penghargaan khusus"), default=list, blank=True)

    class Meta:
        verbose_name = _("pilihan")
        verbose_name_plural = _("pilihan")
        constraints = [
            models.UniqueConstraint(fields=["decision", "proposal"], name="choice_once_a_decision"),
            models.CheckConstraint(
                condition=Q(goes_on=F("proposed_by_machine")) | ~Q(reason=""),
                name="choice_departure_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.goes_on}"
