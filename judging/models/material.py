"""What entrants hand in before they are heard: slides, a summary, the link of a video."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import HandedIn


class MaterialQuerySet(models.QuerySet):
    def present(self):
        """Those that count, each with its file if it has one."""
        return self.filter(replaced_at=None).select_related("kept")


class Material(models.Model):
    """One thing handed in for a session. What comes later replaces it; the row stays."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="materials", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="materials", verbose_name=_("usulan")
    )
    # One of `MATERIALS`, a table of code.
    kind = models.CharField(_("jenis bahan"), max_length=15)
    # "" for a file.
    link = models.URLField(_("tautan"), max_length=300, blank=True)
    handed_in_at = models.DateTimeField(_("diserahkan"))
    handed_in_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    replaced_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("bahan presentasi")
        verbose_name_plural = _("bahan presentasi")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal", "kind"],
                condition=Q(replaced_at=None),
                name="material_one_present_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.kind}"


class MaterialFile(HandedIn):
    """The file of a material that is one."""

    material = models.OneToOneField(Material, models.PROTECT, related_name="kept", verbose_name=_("bahan presentasi"))

    class Meta:
        verbose_name = _("berkas bahan presentasi")
        verbose_name_plural = _("berkas bahan presentasi")
        constraints = [*HandedIn.Meta.constraints]

    def __str__(self):
        return self.name
