"""What a judge writes for themselves while reading."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PrivateNoteQuerySet(models.QuerySet):
    def of_what_is_over(self):
        """Those that have served: the stage is over, or the work was given back."""
        stage = "assignment__stage__"
        return self.filter(
            Q(**{f"{stage}published_at__isnull": False})
            | Q(**{f"{stage}skipped_at__isnull": False})
            | Q(assignment__recused_at__isnull=False)
        )


class PrivateNote(models.Model):
    """A judge's own note on one dossier. Nobody else reads it, nothing counts it, and it does not outlive the stage."""

    assignment = models.OneToOneField(
        "judging.Assignment", models.CASCADE, related_name="private_note", verbose_name=_("penugasan")
    )
    text = models.TextField(_("catatan pribadi"))
    number = models.PositiveIntegerField(_("nomor"))
    saved_at = models.DateTimeField(_("disimpan"))

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan pribadi")
        verbose_name_plural = _("catatan pribadi")

    def __str__(self):
        return f"{self.assignment_id}"
