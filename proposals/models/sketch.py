"""What is kept of a text so that texts much like it are found: see `accounts.arithmetic.likeness`."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sketch(models.Model):
    """About a quarter of the runs of words of a sent dossier, or of an entry of the catalogue."""

    proposal = models.OneToOneField(
        "proposals.Proposal",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sketch",
        verbose_name=_("usulan"),
    )
    entry = models.OneToOneField(
        "proposals.CatalogueEntry",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sketch",
        verbose_name=_("inovasi"),
    )
    runs = ArrayField(models.IntegerField(), default=list, verbose_name=_("deret kata"))
    made_at = models.DateTimeField(_("dibuat"))

    class Meta:
        verbose_name = _("sketsa teks")
        verbose_name_plural = _("sketsa teks")
        indexes = [GinIndex(fields=["runs"], name="sketch_by_run")]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal=None, entry__isnull=False) | Q(proposal__isnull=False, entry=None),
                name="sketch_of_one_text",
            )
        ]

    def __str__(self):
        return f"{self.proposal_id or self.entry_id}: {len(self.runs)}"
