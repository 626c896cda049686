"""What every applicant is told of a stage: a band for each criterion, and reasons drawn from the remarks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.models.facts import together


class FeedbackQuerySet(models.QuerySet):
    def sent(self):
        """Those that applicants may read: approved, of a stage whose result is announced."""
        return self.filter(approved_at__isnull=False, stage__published_at__isnull=False)

    def of_office(self, office):
        """What an office may read of its own proposals."""
        if office.role == Role.UNIT:
            return self.sent().filter(proposal__unit=office.unit_id)
        if office.role == Role.AGENCY_ADMIN:
            return self.sent().filter(proposal__agency=office.agency_id)
        return self.none()

    def locked(self, pk):
        return self.select_for_update(of=("self",)).select_related("stage__edition", "proposal").get(pk=pk)


class Feedback(models.Model):
    """Feedback on one proposal in one stage: drafted by the portal, mended by a person, approved by another."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="feedback", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="feedback", verbose_name=_("usulan")
    )
    # In the order of the rubric: name of the criterion, and of the level that its marks lie in.
    bands = models.JSONField(_("pita setiap kriteria"))
    text = models.TextField(_("alasan"), blank=True)
    number = models.PositiveIntegerField(_("nomor"), default=1)
    drafted_at = models.DateTimeField(_("disusun"))
    checked_at = models.DateTimeField(_("diperiksa"), null=True, blank=True)
    checked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("disetujui"), null=True, blank=True)
    approved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("umpan balik")
        verbose_name_plural = _("umpan balik")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal"], name="feedback_once_a_stage"),
            models.CheckConstraint(
                condition=together("checked_at", "checked_by"), name="feedback_checked_who_and_when"
            ),
            models.CheckConstraint(
                condition=together("approved_at", "approved_by"), name="feedback_approved_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | (Q(checked_at__isnull=False) & ~Q(approved_by=F("checked_by"))),
                name="feedback_approved_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.proposal_id}"
