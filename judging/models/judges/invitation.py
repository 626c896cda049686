"""Asking a judge to serve in a stage, and what the judge answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Those that were neither declined nor taken back."""
        return self.filter(withdrawn_at=None).exclude(answer=Invitation.Answer.DECLINED)

    def waiting(self):
        """Those without an answer."""
        return self.filter(withdrawn_at=None, answer="")

    def accepted(self):
        return self.filter(withdrawn_at=None, answer=Invitation.Answer.ACCEPTED)

    def locked(self, pk):
        """The invitation for an act, its row and its stage locked."""
        return self.select_for_update(of=("self", "stage"), no_key=True).select_related("stage__edition").get(pk=pk)


class Invitation(models.Model):
    """One judge asked for one stage. Asked again after a no, there is another."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("bersedia")
        DECLINED = "declined", _("tidak bersedia")

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="invitations", verbose_name=_("tahap"))
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="invitations", verbose_name=_("juri"))
    # The last day for an answer; a later one still counts until the stage needs nobody any more.
    reply_by = models.DateField(_("dijawab paling lambat"))
    invited_at = models.DateTimeField(_("diundang"))
    invited_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    answer = models.CharField(_("jawaban"), max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    # The judge, or who noted a letter of the judge's.
    answered_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dijawab oleh")
    )
    reason = models.TextField(_("alasan"), blank=True)
    is_on_paper = models.BooleanField(_("menurut surat"), default=False)
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ditarik oleh")
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "judge"],
                condition=Q(withdrawn_at=None) & ~Q(answer="declined"),
                name="invitation_stands_once_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="invitation_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""), name="invitation_declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(is_on_paper=False) | ~Q(reason=""), name="invitation_on_paper_says_which"
            ),
            models.CheckConstraint(
                condition=together("withdrawn_at", "withdrawn_by"), name="invitation_withdrawn_by_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.judge_id}"
