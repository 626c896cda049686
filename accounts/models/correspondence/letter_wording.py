"""What people made of the texts of letters: of an edition on a floor above, of the portal itself here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet


class LetterWording(models.Model):
    """A text with named fields for one kind of letter, in Indonesian and, where there is one, in English."""

    key = models.CharField(_("jenis surat"), max_length=60)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"))
    subject_en = models.CharField(_("perihal (Inggris)"), max_length=200, blank=True)
    body_en = models.TextField(_("isi (Inggris)"), blank=True)
    reply_to = models.EmailField(_("alamat balasan"), blank=True)

    class Meta:
        abstract = True


class PortalLetterQuerySet(LockingQuerySet):
    def worded(self):
        """Those that say something else than what the portal brings."""
        return self.exclude(body="")


class PortalLetter(LetterWording):
    """One kind of letter of the portal itself that the ministry has worded, or had worded: an empty one says again
    what the portal brings.
    """

    altered_at = models.DateTimeField(_("diubah"), null=True)
    altered_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, related_name="+", verbose_name=_("diubah oleh")
    )

    objects = PortalLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("naskah surat portal")
        verbose_name_plural = _("naskah surat portal")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="portal_letter_is_worded_once"),
            models.CheckConstraint(
                condition=Q(subject="", body="") | (~Q(subject="") & ~Q(body="")),
                name="portal_letter_has_a_whole_text_or_none",
            ),
            models.CheckConstraint(
                condition=Q(subject_en="", body_en="") | (~Q(subject_en="") & ~Q(body_en="") & ~Q(body="")),
                name="portal_letter_has_a_whole_english_text_or_none",
            ),
            models.CheckConstraint(
                condition=Q(altered_at=None, altered_by=None) | Q(altered_at__isnull=False, altered_by__isnull=False),
                name="portal_letter_altered_by_somebody",
            ),
        ]

    def __str__(self):
        return self.key
