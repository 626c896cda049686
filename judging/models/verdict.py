"""Verdicts of the administrative selection, with their reasons; a correction is a new verdict."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class VerdictQuerySet(models.QuerySet):
    def current(self):
        """The verdict in force of each proposal."""
        return self.filter(superseded_at=None)


class Verdict(models.Model):
    """Whether a proposal passes a stage's checklist."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="verdicts", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="verdicts", verbose_name=_("usulan")
    )
    passed = models.BooleanField(_("lolos"))
    decided_at = models.DateTimeField(_("diputuskan"))
    decided_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("mengoreksi"),
    )
    correction_reason = models.TextField(_("alasan koreksi"), blank=True)
    # The dossier came back to be mended; handed in again, this verdict is superseded and the dossier waits anew.
    mending = models.OneToOneField(
        "proposals.Mending",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="verdict",
        verbose_name=_("masa perbaikan"),
    )
    superseded_at = models.DateTimeField(_("digantikan"), null=True, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("putusan administrasi")
        verbose_name_plural = _("putusan administrasi")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal"], condition=Q(superseded_at=None), name="verdict_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, correction_reason="")
                | (Q(corrects__isnull=False) & ~Q(correction_reason="")),
                name="verdict_correction_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(mending=None) | Q(passed=False), name="verdict_mended_did_not_pass"),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.passed}"


class Finding(models.Model):
    """One rule of the checklist, met or not, decided by the machine or by a person.

    The machine's findings exist before any verdict; a person's may contradict them, and then says why.
    """

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="findings", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="findings", verbose_name=_("usulan")
    )
    check_row = models.ForeignKey(
        "competitions.EntryCheck", models.PROTECT, related_name="findings", verbose_name=_("syarat")
    )
    # None: waits for a person.
    is_met = models.BooleanField(_("terpenuhi"), null=True)
    machine_says = models.BooleanField(_("hasil pemeriksaan otomatis"), null=True)
    # As long as the list of what is lacking.
    detail = models.TextField(_("rincian"), blank=True)
    note = models.TextField(_("catatan sekretariat"), blank=True)

    class Meta:
        verbose_name = _("temuan")
        verbose_name_plural = _("temuan")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal", "check_row"], name="finding_one_a_rule"),
            models.CheckConstraint(
                condition=Q(machine_says=None) | Q(is_met=None) | Q(is_met=models.F("machine_says")) | ~Q(note=""),
                name="finding_against_the_machine_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.check_row_id}: {self.is_met}"
