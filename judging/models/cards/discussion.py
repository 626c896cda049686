"""What readers of one proposal say to each other once all of them have signed, and what they agree on."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class DiscussionEntry(models.Model):
    """One thing that a reader said; a row is added and none is changed."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="discussion", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+", verbose_name=_("usulan"))
    text = models.TextField(_("isi"))
    said_at = models.DateTimeField(_("saat"))
    said_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("tanggapan pembahasan")
        verbose_name_plural = _("tanggapan pembahasan")
        indexes = [models.Index(fields=["stage", "proposal", "said_at"], name="discussion_thread")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="discussion_entry_says_something")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.stage_id} {self.proposal_id}: {self.said_by_id}"


class JointMarkQuerySet(models.QuerySet):
    def proposed(self):
        """What lies on the table: not withdrawn, not replaced by another."""
        return self.filter(ended_at=None)


class JointMark(models.Model):
    """Marks that one reader puts to the others of a proposal; they count once each of them has assented.

    The readers' own cards stay as they were signed. Its commitment is in the chain, so that a change by hand is found.
    """

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="joint_marks", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="joint_marks", verbose_name=_("usulan")
    )
    # Canonical JSON: of what it is, the points by criterion key, the reason, the total.
    body = models.TextField(_("isi"))
    total = models.DecimalField(_("nilai bersama"), max_digits=5, decimal_places=2)
    reason = models.TextField(_("alasan"))
    salt = models.CharField(_("kunci"), max_length=64)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    proposed_at = models.DateTimeField(_("diusulkan"))
    proposed_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    ended_at = models.DateTimeField(_("ditarik atau diganti"), null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = JointMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("nilai bersama")
        verbose_name_plural = _("nilai bersama")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal"], condition=Q(ended_at=None), name="joint_mark_one_on_the_table"
            ),
            models.CheckConstraint(
                condition=Q(total__range=(Decimal(0), Decimal(100))), name="joint_mark_total_is_0_to_100"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="joint_mark_has_a_reason"),
            models.CheckConstraint(condition=together("ended_at", "ended_by"), name="joint_mark_ended_who_and_when"),
        ]
        triggers = [
            pgtrigger.Protect(name="joint_mark_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="joint_mark_stands",
                operation=pgtrigger.UpdateOf("stage_id", "proposal_id", "body", "total", "reason", "salt", "sha256"),
            ),
        ]

    def __str__(self):
        return f"{self.stage_id} {self.proposal_id}: {self.total}"


class Assent(models.Model):
    """A reader's yes to a joint mark, given on the own card as it was signed then.

    The card opened and signed anew, it has another number, and the assent no longer holds.
    """

    joint_mark = models.ForeignKey(JointMark, models.PROTECT, related_name="assents", verbose_name=_("nilai bersama"))
    scorecard = models.ForeignKey("judging.Scorecard", models.PROTECT, related_name="+", verbose_name=_("lembar nilai"))
    number = models.PositiveIntegerField(_("nomor"))
    given_at = models.DateTimeField(_("saat"))
    given_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("persetujuan nilai bersama")
        verbose_name_plural = _("persetujuan nilai bersama")
        constraints = [models.UniqueConstraint(fields=["joint_mark", "scorecard", "number"], name="assent_once_a_card")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.joint_mark_id}: {self.given_by_id}"

    @classmethod
    def holding(cls):
        """Those given on a card that still stands as it did."""
        return cls.objects.filter(number=F("scorecard__number"), scorecard__locked_at__isnull=False)
