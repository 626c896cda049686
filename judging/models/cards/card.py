"""Scorecards: the marks that stand, and every version of them."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from judging.models.assignment import Assignment


class Scorecard(models.Model):
    """A judge's marks for one assignment. Final once locked; nobody else sees it before the stage closes."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="scorecard", verbose_name=_("penugasan"))
    # Weighted total of the marks, 0 to 100; None while criteria are still unmarked.
    total = models.DecimalField(_("nilai"), max_digits=5, decimal_places=2, null=True, blank=True)
    remark = models.TextField(_("catatan penilai"), blank=True)
    recorded_at = models.DateTimeField(_("dicatat"))
    locked_at = models.DateTimeField(_("dikunci"), null=True, blank=True)
    # Of its versions, the one that stands.
    number = models.PositiveIntegerField(_("nomor"), default=0)

    class Meta:
        verbose_name = _("lembar nilai")
        verbose_name_plural = _("lembar nilai")
        constraints = [
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__range=(Decimal(0), Decimal(100))),
                name="scorecard_total_is_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(locked_at=None) | Q(total__isnull=False),
                name="scorecard_locked_only_when_complete",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__locked_at__isnull=False),
                # Opened again it says what it said; what changes it comes after that.
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.locked_at IS NULL AND NEW.assignment_id = OLD.assignment_id
                        AND NEW.total IS NOT DISTINCT FROM OLD.total AND NEW.remark = OLD.remark THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'scorecard_locked_stands' USING ERRCODE = 'check_violation';
                """,
            )
        ]

    def __str__(self):
        return f"{self.assignment_id}: {self.total}"

    @property
    def stamp(self):
        """What a form drawn from this card carries."""
        return str(self.number)


class Mark(models.Model):
    """The level given for one criterion."""

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="marks", verbose_name=_("lembar nilai"))
    criterion = models.ForeignKey(
        "competitions.Criterion", models.PROTECT, related_name="marks", verbose_name=_("kriteria")
    )
    points = models.PositiveSmallIntegerField(_("poin"), null=True, blank=True)
    remark = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("nilai kriteria")
        verbose_name_plural = _("nilai kriteria")
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="mark_once_a_criterion"),
            models.CheckConstraint(condition=Q(points=None) | Q(points__lte=100), name="mark_points_are_at_most_100"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM judging_scorecard
                        WHERE id IN (OLD.scorecard_id, NEW.scorecard_id) AND locked_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'mark_locked_stands' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.points}"


class CardVersion(models.Model):
    """A scorecard as it was saved, signed or opened again; a row is added and none is changed.

    The commitment is what the trail names a signed card by, and what its judge has as a receipt. Its key is random:
    there are so few marks to choose from that a bare hash would tell them before the stage is closed.
    """

    class Act(models.TextChoices):
        SAVED = "saved", _("disimpan")
        SIGNED = "signed", _("dikunci")
        REOPENED = "reopened", _("dibuka lagi")

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="versions", verbose_name=_("lembar nilai"))
    number = models.PositiveIntegerField(_("nomor"))
    act = models.CharField(_("tindakan"), max_length=10, choices=Act)
    # Canonical JSON: whose card of what it is, marks and remarks by criterion key, the general remark, the total.
    body = models.TextField(_("isi"))
    # Why it was opened again.
    reason = models.TextField(_("alasan"), blank=True)
    # 32 random bytes as hexadecimal digits, and the commitment that they make with the text.
    salt = models.CharField(_("kunci"), max_length=64)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    at = models.DateTimeField(_("saat"))
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("versi lembar nilai")
        verbose_name_plural = _("versi lembar nilai")
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "number"], name="card_version_number_is_unique"),
            models.CheckConstraint(
                condition=Q(act__in=["saved", "signed", "reopened"]), name="card_version_act_is_known"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.scorecard_id}/{self.number}"
