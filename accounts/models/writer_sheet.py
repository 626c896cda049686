"""Spreadsheets of writers that agencies' admins hand in, and what became of them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WriterSheetQuerySet(models.QuerySet):
    def unfinished(self, *, since):
        """Handed in, neither finished nor failed, and left alone since the moment `since`; oldest first."""
        return self.filter(finished_at=None, failed_at=None, tried_at__lte=since).order_by("tried_at", "pk")

    def latest(self):
        """The last handed in first."""
        return self.order_by("-sent_at", "-pk")

    def free(self, pk):
        """The unfinished sheet, its row locked until the transaction ends; None where another worker is at it."""
        unfinished = self.filter(finished_at=None, failed_at=None)
        return unfinished.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()


class WriterSheet(models.Model):
    """One spreadsheet of writers. First all of them get their offices or none, then their letters are written."""

    class State(models.TextChoices):
        WAITING = "waiting", _("menunggu")
        RUNNING = "running", _("berjalan")
        DONE = "done", _("selesai")
        FAILED = "failed", _("gagal")

    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name=_("instansi"))
    name = models.CharField(_("nama berkas"), max_length=200)
    # [[row number, unit, name, address], ...]; emptied once the letters are written.
    lines = models.JSONField(_("isi"), encoder=DjangoJSONEncoder)
    sent_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("pengirim"))
    sent_at = models.DateTimeField(_("dikirim"))
    tries = models.PositiveSmallIntegerField(_("kali dimulai"), default=0)
    tried_at = models.DateTimeField(_("terakhir dikerjakan"))
    # All at once: who got an office.
    taken_in_at = models.DateTimeField(_("dicatat"), null=True, blank=True)
    writers = models.PositiveIntegerField(_("penulis baru"), default=0)
    units = models.PositiveIntegerField(_("unit baru"), default=0)
    known = models.PositiveIntegerField(_("sudah tercatat"), default=0)
    # The new offices, in the order in which their letters are written, and how many are.
    offices = models.JSONField(_("keanggotaan"), default=list, blank=True)
    told = models.PositiveIntegerField(_("surat ditulis"), default=0)
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    failed_at = models.DateTimeField(_("gagal"), null=True, blank=True)
    # [[row number or null, key of the refusal], ...]
    faults = models.JSONField(_("yang keliru"), default=list, blank=True)

    objects = WriterSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas penulis")
        verbose_name_plural = _("berkas penulis")
        indexes = [
            models.Index(
                fields=["tried_at"], condition=Q(finished_at=None, failed_at=None), name="writer_sheet_unfinished"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(taken_in_at__isnull=False, told=F("writers"), lines=[]),
                name="writer_sheet_finished_has_told_everybody",
            ),
            models.CheckConstraint(
                condition=(Q(failed_at=None) & Q(faults=[]))
                | (Q(failed_at__isnull=False, taken_in_at=None, lines=[]) & ~Q(faults=[])),
                name="writer_sheet_failed_did_nothing_and_says_why",
            ),
            models.CheckConstraint(
                condition=Q(taken_in_at__isnull=False) | Q(writers=0, units=0, known=0, told=0, offices=[]),
                name="writer_sheet_counts_what_was_taken_in",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def state(self):
        """Where it stands, derived from its facts."""
        if self.failed_at:
            return self.State.FAILED
        if self.finished_at:
            return self.State.DONE
        return self.State.RUNNING if self.tries else self.State.WAITING

    @property
    def is_under_way(self):
        """Whether a worker has it, or will."""
        return not (self.finished_at or self.failed_at)
