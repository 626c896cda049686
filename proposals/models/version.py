"""What was written in a part of a dossier, save by save: the newest version is what stands."""

from datetime import timedelta

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

# Saves of one writer that follow each other this closely are one sitting.
SITTING = timedelta(minutes=5)
# From so many words on, a text of which most disappears at once is kept as a version.
WORTH_KEEPING = 20


class Version(models.Model):
    """One part of a proposal as it was saved; the highest number stands.

    Saving adds a version and overwrites none, but for the saves of one sitting, which take the place of each other
    until the version is closed.
    """

    number = models.PositiveIntegerField(_("nomor"))
    # The unit's own word that the part is finished; never beside gaps.
    is_done = models.BooleanField(_("selesai"), default=False)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    saved_at = models.DateTimeField(_("disimpan"))
    saved_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # From then on nothing takes its place: saved by button, handed over, submitted.
    closed_at = models.DateTimeField(_("selesai ditulis"), null=True, blank=True)
    # The number of the version whose content this is again.
    restored_from = models.PositiveIntegerField(_("dipulihkan dari versi"), null=True, blank=True)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Protect(
                name="closed_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
        ]

    @property
    def length(self):
        """How many words it has."""
        raise NotImplementedError

    def is_of_one_sitting_with(self, by, at, *, words):
        """Whether a save of `by` at `at`, of so many words, continues the sitting in which this version was written.

        Where most of a text goes at once, what was there stays as a version: it may have been a slip of the hand.
        """
        is_slip = self.length >= WORTH_KEEPING and words * 2 < self.length
        return self.closed_at is None and self.saved_by_id == by.pk and at - self.saved_at < SITTING and not is_slip
