"""Whether a judge of a blind stage recognised whose a dossier is: the judge's own word, no part of any mark."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .assignment import Assignment


class Recognition(models.Model):
    """A judge recognised the applicant of one dossier; no row where not. It changes no mark and no result."""

    assignment = models.OneToOneField(
        Assignment, models.CASCADE, related_name="recognition", verbose_name=_("penugasan")
    )
    # Who it is, or what gave it away.
    clue = models.TextField(_("siapa atau dari mana"), blank=True)
    told_at = models.DateTimeField(_("dinyatakan"))

    class Meta:
        verbose_name = _("pengusul dikenali")
        verbose_name_plural = _("pengusul dikenali")

    def __str__(self):
        return f"{self.assignment_id}: {self.clue}"
