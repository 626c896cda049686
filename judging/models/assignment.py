"""Who reads what."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models.asked_often import asked_often
from competitions.models import Level
from judging.models.cards.calibration import has_calibrated
from judging.models.judges.pact import has_signed
from proposals.models import in_contest

from .panel import Interest
from .session import Session
from .ties import TRIGGER, untied


class AssignmentQuerySet(models.QuerySet):
    def held_by(self, user, *, on=None):
        """Assignments whose dossier this judge may open on a day, today if none is given: own, not given back, without
        a tie.
        """
        return untied(self.standing().filter(judge=user), on, judge=user)

    def standing(self):
        """Those that are work: not given back, of a proposal that is still in the contest."""
        return self.filter(in_contest("proposal__"), recused_at=None)

    def without_conflict(self, on=None):
        """Those that nothing ties their judge to on a day, today if none is given."""
        return untied(self, on)

    def in_reading_order(self):
        return self.order_by("position", "pk")

    def locked(self, pk, *, on=None):
        """The assignment for an act on its card, locked together with its stage: nothing closes meanwhile."""
        found = locked(pk, on)
        if not found:
            raise Assignment.DoesNotExist
        return found[0]

    def for_acts(self, *, on=None):
        """With everything that the rules of a card look at on a day, today if none is given.

        Adds `is_declared` (the judge has declared a tie), `is_untied` (nothing ties the judge), `points_allowed`
        (those of the rubric's levels), `session_at` (when the entrant is heard, where entrants are), `has_signed`
        (the judge has signed the edition's pact) and `has_calibrated` (the stage's calibration round is over).
        """
        free = Assignment.objects.filter(pk=OuterRef("pk")).without_conflict(on)
        declared = Interest.objects.filter(judge=OuterRef("judge"), proposal=OuterRef("proposal"))
        levels = Level.objects.filter(rubric=OuterRef("stage__rubric"))
        return self.select_related("stage__edition", "proposal", "judge_agency", "proposal_agency").annotate(
            is_declared=Exists(declared),
            is_untied=Exists(free),
            session_at=Subquery(
                Session.objects.filter(stage=OuterRef("stage"), proposal=OuterRef("proposal")).values("starts_at")[:1]
            ),
            points_allowed=ArraySubquery(levels.values("points")),
            has_signed=has_signed("judge", "stage__edition"),
            has_calibrated=has_calibrated("stage"),
        )


@asked_often
def locked(pk, day):
    """One assignment with everything that the rules of a card look at, locked together with its stage."""
    return Assignment.objects.filter(pk=pk).select_for_update(of=("self", "stage"), no_key=True).for_acts(on=day)


class Assignment(models.Model):
    """One judge's duty to one proposal in one stage."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="assignments", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="assignments", verbose_name=_("usulan")
    )
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="assignments", verbose_name=_("penilai"))
    judge_agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instansi penilai"),
    )
    proposal_agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="+", verbose_name=_("instansi pengusul")
    )
    position = models.PositiveIntegerField(_("urutan baca"))
    assigned_at = models.DateTimeField(_("ditugaskan"))
    # Since when the judge has said, before the cover, that nothing ties them: until then the dossier is shut.
    cleared_at = models.DateTimeField(_("dinyatakan tanpa benturan"), null=True, blank=True)
    recused_at = models.DateTimeField(_("dikembalikan"), null=True, blank=True)
    recusal_reason = models.TextField(_("alasan dikembalikan"), blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        triggers = [TRIGGER]
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        indexes = [models.Index(fields=["judge", "stage", "position"], name="assignment_reading_order")]
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal", "judge"], name="assignment_once_a_judge"),
            models.UniqueConstraint(fields=["stage", "judge", "position"], name="assignment_once_a_position"),
            models.CheckConstraint(
                condition=Q(judge_agency=None) | ~Q(judge_agency=F("proposal_agency")),
                name="assignment_judge_is_not_of_the_same_agency",
            ),
            models.CheckConstraint(
                condition=Q(recused_at=None, recusal_reason="") | (Q(recused_at__isnull=False) & ~Q(recusal_reason="")),
                name="assignment_recused_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.judge_id} > {self.proposal_id}"
