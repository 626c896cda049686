"""A calibration round: dossiers of earlier editions that all judges of a stage mark before its own, and talk about."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class CalibrationRound(models.Model):
    """The round of a stage. Once revealed, every judge sees all marks, and the stage takes its own."""

    stage = models.OneToOneField(
        "competitions.Stage", models.PROTECT, related_name="calibration", verbose_name=_("tahap")
    )
    set_at = models.DateTimeField(_("ditetapkan"))
    set_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    revealed_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    revealed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("putaran kalibrasi")
        verbose_name_plural = _("putaran kalibrasi")
        constraints = [
            models.CheckConstraint(
                condition=together("revealed_at", "revealed_by"), name="calibration_revealed_who_and_when"
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}"


class CalibrationDossier(models.Model):
    """One dossier of a round, of an earlier edition; it is no entrant of the stage and ranked by nobody."""

    round = models.ForeignKey(CalibrationRound, models.PROTECT, related_name="dossiers", verbose_name=_("putaran"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+", verbose_name=_("usulan"))
    position = models.PositiveSmallIntegerField(_("urutan"))

    class Meta:
        verbose_name = _("usulan kalibrasi")
        verbose_name_plural = _("usulan kalibrasi")
        constraints = [
            models.UniqueConstraint(fields=["round", "proposal"], name="calibration_dossier_once_a_round"),
            models.UniqueConstraint(fields=["round", "position"], name="calibration_dossier_has_its_place"),
        ]

    def __str__(self):
        return f"{self.round_id}: {self.proposal_id}"


class CalibrationCard(models.Model):
    """What one judge gave one dossier of a round; signed at once, and then as it is."""

    dossier = models.ForeignKey(CalibrationDossier, models.PROTECT, related_name="cards", verbose_name=_("usulan"))
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("penilai"))
    # Points and remark by criterion key.
    marks = models.JSONField(_("nilai kriteria"))
    remark = models.TextField(_("catatan penilai"), blank=True)
    total = models.DecimalField(_("nilai"), max_digits=5, decimal_places=2)
    # What was signed as canonical JSON, 32 random bytes in hexadecimal digits, and the commitment they make together.
    body = models.TextField(_("isi"))
    salt = models.CharField(_("kunci"), max_length=64)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    signed_at = models.DateTimeField(_("dikunci"))

    class Meta:
        verbose_name = _("lembar kalibrasi")
        verbose_name_plural = _("lembar kalibrasi")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "judge"], name="calibration_card_once_a_judge"),
            models.CheckConstraint(
                condition=Q(total__range=(Decimal(0), Decimal(100))), name="calibration_card_total_is_0_to_100"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.dossier_id}: {self.judge_id}"


class CalibrationDraft(models.Model):
    """What one judge has filled in for one dossier of a round so far; gone once the card is signed."""

    dossier = models.ForeignKey(CalibrationDossier, models.CASCADE, related_name="drafts", verbose_name=_("usulan"))
    judge = models.ForeignKey("accounts.User", models.CASCADE, related_name="+", verbose_name=_("penilai"))
    # Points (or None) and remark by criterion key.
    marks = models.JSONField(_("nilai kriteria"))
    remark = models.TextField(_("catatan penilai"), blank=True)
    number = models.PositiveIntegerField(_("nomor"))
    saved_at = models.DateTimeField(_("disimpan"))

    class Meta:
        verbose_name = _("isian kalibrasi")
        verbose_name_plural = _("isian kalibrasi")
        constraints = [models.UniqueConstraint(fields=["dossier", "judge"], name="calibration_draft_once_a_judge")]

    def __str__(self):
        return f"{self.dossier_id}: {self.judge_id}"


class CalibrationEntry(models.Model):
    """What somebody said of a dossier once the marks were open; a row is added and none is changed."""

    dossier = models.ForeignKey(CalibrationDossier, models.PROTECT, related_name="entries", verbose_name=_("usulan"))
    text = models.TextField(_("isi"))
    said_at = models.DateTimeField(_("saat"))
    said_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("tanggapan kalibrasi")
        verbose_name_plural = _("tanggapan kalibrasi")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="calibration_entry_says_something")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.dossier_id}: {self.said_by_id}"


def has_calibrated(stage):
    """Whether the round of the stage that a row leads to by this name is revealed."""
    return Exists(CalibrationRound.objects.filter(stage=OuterRef(stage), revealed_at__isnull=False))
