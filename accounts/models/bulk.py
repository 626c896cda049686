"""One act done to many things at once: what was asked, and what came of each of them."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet
from accounts.models.membership import Role

from .counting import number_by


class BulkActQuerySet(LockingQuerySet):
    def unfinished(self, *, since):
        """Those that nobody has been at since the moment; oldest first."""
        return self.filter(finished_at=None, tried_at__lte=since).order_by("tried_at", "pk")

    def visible_to(self, office):
        """Those that the holder of `office` may look at: an agency's admin those of the agency, others all."""
        own = self.filter(begun_by__agency=office.agency_id, begun_by__role=Role.AGENCY_ADMIN)
        return own if office.role == Role.AGENCY_ADMIN else self

    def counted(self):
        """With who asked and how many rows there are, were done and were not, the latest first.

        And with `n_left`: how many were done that could be taken back and were not.
        """
        back = BulkRow.objects.filter(act__undoes=OuterRef("pk"), done_at__isnull=False)
        return (
            self.select_related("begun_by__user")
            .annotate(
                n_rows=Count("rows"),
                n_done=Count("rows", filter=Q(rows__done_at__isnull=False)),
                n_refused=Count("rows", filter=~Q(rows__sentence="")),
                n_left=Count("rows", filter=Q(rows__made_id__isnull=False)) - number_by(back, "act__undoes"),
            )
            .order_by("-begun_at", "-pk")
        )


class BulkAct(models.Model):
    """One kind of act, asked for once for many things. Each of them is done by its own act, whole or not at all."""

    # Drawn with the form: pressed twice, it is the same.
    key = models.UUIDField(_("kunci formulir"), unique=True)
    kind = models.CharField(_("jenis tindakan"), max_length=40)
    # What was asked for besides the things, as JSON values.
    inputs = models.JSONField(_("isian"), default=dict, blank=True)
    # The list that they were chosen from, narrowed as it was.
    path = models.CharField(_("daftar"), max_length=1500, blank=True)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("membatalkan")
    )
    begun_at = models.DateTimeField(_("dimulai"))
    begun_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    tries = models.PositiveSmallIntegerField(_("kali dimulai"), default=0)
    tried_at = models.DateTimeField(_("terakhir dikerjakan"))
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)

    objects = BulkActQuerySet.as_manager()

    class Meta:
        verbose_name = _("tindakan massal")
        verbose_name_plural = _("tindakan massal")
        indexes = [models.Index(fields=["tried_at"], condition=Q(finished_at=None), name="bulk_act_unfinished")]

    def __str__(self):
        return self.kind


class BulkRowQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nothing came of yet, in the order in which they are done."""
        return self.filter(done_at=None, sentence="").order_by("position")

    def with_undoing(self):
        """In order, each with `is_undone`: whether what was done was taken back by another act on many."""
        undone = BulkRow.objects.filter(
            act__undoes=OuterRef("act"), subject_id=OuterRef("made_id"), done_at__isnull=False
        )
        return self.annotate(is_undone=Exists(undone)).order_by("position")


class BulkRow(models.Model):
    """One thing of an act on many, and what came of it."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="rows", verbose_name=_("tindakan massal"))
    position = models.PositiveIntegerField(_("urutan"))
    subject_id = models.BigIntegerField(_("nomor yang dikenai"))
    # What it was called when it was chosen.
    called = models.CharField(_("nama"), max_length=300)
    done_at = models.DateTimeField(_("dilakukan"), null=True, blank=True)
    # What was made, for taking it back.
    made_id = models.BigIntegerField(_("nomor hasil"), null=True, blank=True)
    # Why it was not done; in the language of the source.
    sentence = models.TextField(_("sebab tidak dilakukan"), blank=True)

    objects = BulkRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("baris tindakan massal")
        verbose_name_plural = _("baris tindakan massal")
        constraints = [
            models.UniqueConstraint(fields=["act", "subject_id"], name="bulk_row_once_a_thing"),
            models.UniqueConstraint(fields=["act", "position"], name="bulk_row_once_a_position"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(sentence=""), name="bulk_row_is_done_or_says_why_not"),
            models.CheckConstraint(
                condition=Q(made_id=None) | Q(done_at__isnull=False), name="bulk_row_made_what_was_done"
            ),
        ]

    def __str__(self):
        return self.called
