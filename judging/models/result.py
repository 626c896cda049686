"""Results: the frozen input, the work on it, and what came out."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """Everything a computation reads, as canonical JSON text, frozen when the stage closed."""

    stage = models.OneToOneField("competitions.Stage", models.PROTECT, related_name="snapshot", verbose_name=_("tahap"))
    body = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    frozen_at = models.DateTimeField(_("dibekukan"))

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("potret data")
        verbose_name_plural = _("potret data")

    def __str__(self):
        return self.sha256[:12]


class ComputationQuerySet(models.QuerySet):
    def unfinished(self):
        """Asked for, and neither done nor failed, oldest first."""
        return self.filter(state__in=Computation.UNFINISHED).order_by("requested_at", "pk")


class Computation(models.Model):
    """One run over a snapshot, with its progress. A failed one may be run again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        RUNNING = "running", _("berjalan")
        DONE = "done", _("selesai")
        FAILED = "failed", _("gagal")

    UNFINISHED = (State.WAITING, State.RUNNING)

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="computation", verbose_name=_("potret data"))
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(_("langkah"), max_length=80, blank=True)
    done = models.PositiveIntegerField(_("langkah selesai"), default=0)
    total = models.PositiveIntegerField(_("langkah seluruhnya"), default=0)
    # A key with values, and the step under way; said in words when shown.
    failure = models.JSONField(_("sebab gagal"), default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(_("kali dimulai"), default=0)
    requested_at = models.DateTimeField(_("diminta"))
    started_at = models.DateTimeField(_("mulai"), null=True, blank=True)
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    # What the standings were computed with, and their own hash: same snapshot, same bytes.
    code_version = models.CharField(_("versi perhitungan"), max_length=64, blank=True)
    notes = models.JSONField(_("keterangan hasil"), default=dict, blank=True)
    result_sha256 = models.CharField(_("sidik digital hasil"), max_length=64, blank=True)

    objects = ComputationQuerySet.as_manager()

    class Meta:
        verbose_name = _("perhitungan")
        verbose_name_plural = _("perhitungan")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(finished_at__isnull=False) & ~Q(result_sha256="")),
                name="computation_done_has_a_result",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure={}), name="computation_failed_says_why"),
        ]

    def __str__(self):
        return f"{self.snapshot_id}: {self.state}"

    @property
    def tried_at(self):
        """When a worker last began, or was first asked; a start before the last request was of another one."""
        return max(self.requested_at, self.started_at or self.requested_at)


class StandingQuerySet(models.QuerySet):
    def unsealed(self):
        """Standings that may be read: a stage that has not closed has none to show."""
        return self.filter(stage__closed_at__isnull=False)

    def in_order(self):
        return self.order_by("rank", "proposal__title", "pk")


class Standing(models.Model):
    """Where one proposal came out of one stage. Written once by the computation, never changed."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="standings", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="standings", verbose_name=_("usulan")
    )
    # Place within the proposal's group; None where the stage does not rank.
    rank = models.PositiveIntegerField(_("peringkat"), null=True, blank=True)
    score = models.DecimalField(_("nilai"), max_digits=7, decimal_places=2, null=True, blank=True)
    raw_score = models.DecimalField(_("rata-rata mentah"), max_digits=7, decimal_places=2, null=True, blank=True)
    decided_by = models.CharField(_("penentu urutan"), max_length=20, blank=True)
    # Whether the machine proposes that it goes on.
    goes_on = models.BooleanField(_("disarankan lanjut"))
    particulars = models.JSONField(_("rincian"), default=dict, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("kedudukan")
        verbose_name_plural = _("kedudukan")
        constraints = [models.UniqueConstraint(fields=["stage", "proposal"], name="standing_once_a_stage")]

    def __str__(self):
        return f"{self.stage_id} {self.rank}: {self.proposal_id}"
