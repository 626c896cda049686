"""What the unit wrote in a section: every version of it, the newest being what stands."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

# Saves of one writer that follow each other this closely are one sitting.
SITTING = timedelta(minutes=5)
# From so many words on, a text of which most disappears at once is kept as a version.
WORTH_KEEPING = 20


class SectionVersionQuerySet(models.QuerySet):
    def current(self):
        """The version that stands of each section of each proposal."""
        newer = SectionVersion.objects.filter(
            proposal=OuterRef("proposal"), section=OuterRef("section"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))


class SectionVersion(models.Model):
    """The texts of one section of one proposal as they were saved; the highest number stands.

    Saving adds a version and overwrites none, but for the saves of one sitting, which take the place of each other
    until the version is closed.
    """

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="versions", verbose_name=_("usulan")
    )
    section = models.ForeignKey(
        "competitions.Section", models.PROTECT, related_name="versions", verbose_name=_("bagian")
    )
    number = models.PositiveIntegerField(_("nomor"))
    # By the key of the question.
    texts = models.JSONField(_("jawaban"))
    words = models.JSONField(_("jumlah kata"))
    # The unit's own word that the section is finished; never beside gaps.
    is_done = models.BooleanField(_("selesai"), default=False)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    saved_at = models.DateTimeField(_("disimpan"))
    saved_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # From then on nothing takes its place: saved by button, handed over, submitted.
    closed_at = models.DateTimeField(_("selesai ditulis"), null=True, blank=True)
    # The number of the version whose texts these are again.
    restored_from = models.PositiveIntegerField(_("dipulihkan dari versi"), null=True, blank=True)

    objects = SectionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi bagian")
        verbose_name_plural = _("versi bagian")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "section", "number"], name="section_version_number_is_unique")
        ]
        triggers = [
            pgtrigger.Protect(
                name="closed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
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

    def is_of_one_sitting_with(self, by, at, *, words):
        """Whether a save of `by` at `at`, of so many words, continues the sitting in which this version was written.

        Where most of a text goes at once, what was there stays as a version: it may have been a slip of the hand.
        """
        is_slip = self.length >= WORTH_KEEPING and words * 2 < self.length
        return self.closed_at is None and self.saved_by_id == by.pk and at - self.saved_at < SITTING and not is_slip
