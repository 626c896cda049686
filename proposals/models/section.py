"""What the unit wrote in a section: every version of it, the newest being what stands."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .version import Version


class SectionVersionQuerySet(models.QuerySet):
    def of_the_group(self):
        """Those of the dossier as it is: what was written for another group before the proposal changed its own is no
        part of it, and nobody is shown it.
        """
        return self.filter(Q(section__group=None) | Q(section__group=F("proposal__group")))

    def current(self):
        """The version that stands of each section of each proposal."""
        newer = SectionVersion.objects.filter(
            proposal=OuterRef("proposal"), section=OuterRef("section"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def judged(self):
        """The version of each section that judges and lists read: of a coached finalist, what stood when its coaching
        began.
        """
        is_judged = Q(proposal__coached_since=None) | Q(saved_at__lte=F("proposal__coached_since"))
        newer = SectionVersion.objects.filter(
            is_judged, proposal=OuterRef("proposal"), section=OuterRef("section"), number__gt=OuterRef("number")
        )
        return self.filter(is_judged).filter(~Exists(newer))


class SectionVersion(Version):
    """The texts of one section of one proposal as they were saved."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="versions", verbose_name=_("usulan")
    )
    section = models.ForeignKey(
        "competitions.Section", models.PROTECT, related_name="versions", verbose_name=_("bagian")
    )
    # By the key of the question.
    texts = models.JSONField(_("jawaban"))
    # By the same, as they were counted when it was saved: what a writer was told holds until the next save.
    words = models.JSONField(_("jumlah kata"))

    objects = SectionVersionQuerySet.as_manager()

    class Meta(Version.Meta):
        abstract = False
        verbose_name = _("versi bagian")
        verbose_name_plural = _("versi bagian")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "section", "number"], name="section_version_number_is_unique")
        ]

    def __str__(self):
        return f"{self.proposal_id}/{self.section_id}/{self.number}"

    @property
    def stamp(self):
        """What a form drawn from this version carries."""
        # The saves of one sitting share a number, and two tabs of one writer may share the sitting.
        return f"{self.number}.{self.sha256[:12]}"

    def says(self, texts, *, is_done):
        """Whether this version says exactly that."""
        return (self.texts, self.is_done) == (texts, is_done)

    @property
    def length(self):
        """How many words there are in all its texts."""
        return sum(self.words.values())
