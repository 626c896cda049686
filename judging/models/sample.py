"""The quality sample of a stage: dossiers drawn by lot and read anew by outsiders. No part of any result."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from proposals.models import in_contest

from .ties import TRIGGER, untied


class QualitySample(models.Model):
    """The draw of a stage: so many of so many dossiers, by which lot, until when they are to be read."""

    stage = models.OneToOneField("competitions.Stage", models.PROTECT, related_name="sample", verbose_name=_("tahap"))
    size = models.PositiveIntegerField(_("banyaknya usulan"))
    out_of = models.PositiveIntegerField(_("dari berapa usulan"))
    # What the lot was drawn with: anybody draws the same again.
    seed = models.CharField(_("angka awal undian"), max_length=120)
    due_at = models.DateTimeField(_("tenggat"))
    drawn_at = models.DateTimeField(_("diundi"))
    drawn_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("sampel mutu")
        verbose_name_plural = _("sampel mutu")
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=F("out_of")), name="sample_is_a_part"),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.size}/{self.out_of}"


class RereadingQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not given back, of a proposal that is still in the contest."""
        return self.filter(in_contest("proposal__"), recused_at=None)

    def held_by(self, user):
        """What this judge may open: own, not given back, without a tie."""
        return untied(self.standing().filter(judge=user), judge=user)

    def locked(self, pk):
        return self.select_for_update(of=("self",), no_key=True).select_related("sample__stage__edition").get(pk=pk)


class Rereading(models.Model):
    """One dossier of a sample, read anew by somebody who had not read it; signed once, and then as it is."""

    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="rereadings", verbose_name=_("sampel mutu"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+", verbose_name=_("usulan"))
    judge = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="rereadings", verbose_name=_("pembaca ulang")
    )
    judge_agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instansi penilai")
    )
    proposal_agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="+", verbose_name=_("instansi pengusul")
    )
    assigned_at = models.DateTimeField(_("ditugaskan"))
    # Since when the reader has said, before the cover, that nothing ties them: until then the dossier is shut.
    cleared_at = models.DateTimeField(_("dinyatakan tanpa benturan"), null=True, blank=True)
    recused_at = models.DateTimeField(_("dikembalikan"), null=True, blank=True)
    recusal_reason = models.TextField(_("alasan dikembalikan"), blank=True)
    # Points and remark by criterion key; filled in until they are signed, each save a version.
    marks = models.JSONField(_("nilai kriteria"), default=dict, blank=True)
    remark = models.TextField(_("catatan penilai"), blank=True)
    number = models.PositiveIntegerField(_("versi"), default=0)
    saved_at = models.DateTimeField(_("disimpan"), null=True, blank=True)
    total = models.DecimalField(_("nilai"), max_digits=5, decimal_places=2, null=True, blank=True)
    signed_at = models.DateTimeField(_("dikunci"), null=True, blank=True)

    objects = RereadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembacaan ulang")
        verbose_name_plural = _("pembacaan ulang")
        triggers = [
            TRIGGER,
            pgtrigger.Protect(
                name="signed_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sample", "proposal", "judge"], name="rereading_once_a_judge"),
            models.UniqueConstraint(
                fields=["sample", "proposal"], condition=Q(recused_at=None), name="rereading_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(judge_agency=None) | ~Q(judge_agency=F("proposal_agency")),
                name="rereading_judge_is_not_of_the_same_agency",
            ),
            models.CheckConstraint(
                condition=Q(recused_at=None, recusal_reason="") | (Q(recused_at__isnull=False) & ~Q(recusal_reason="")),
                name="rereading_recused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, total=None)
                | Q(signed_at__isnull=False, total__range=(Decimal(0), Decimal(100))),
                name="rereading_signed_with_its_total",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(cleared_at__isnull=False), name="rereading_signed_after_its_cover"
            ),
        ]

    def __str__(self):
        return f"{self.sample_id}: {self.proposal_id} > {self.judge_id}"

    @property
    def stage(self):
        """Whose rubric it is marked by; reads `sample`."""
        return self.sample.stage
