"""The files of a dossier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """One file: a required document, or the evidence of a section. Removal is a moment, not a deletion.

    It lies in the store twice: as it is kept (a letter with an electronic signature as it came), and as judges read
    it, without author, place and history. The two are often the same bytes.
    """

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="attachments", verbose_name=_("usulan")
    )
    requirement = models.ForeignKey(
        "competitions.Requirement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dokumen"),
    )
    section = models.ForeignKey(
        "competitions.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bagian"),
    )
    name = models.CharField(_("nama berkas"), max_length=200)
    content_type = models.CharField(_("jenis isi"), max_length=60)
    # Of the bytes as they came: the same upload is known again, also where something was taken out of it.
    came_sha256 = models.CharField(_("sidik digital kiriman"), max_length=64)
    file = models.FileField(_("berkas"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    clean_file = models.FileField(_("salinan untuk penilai"), max_length=200)
    clean_size = models.PositiveIntegerField(_("ukuran salinan (B)"))
    clean_sha256 = models.CharField(_("sidik digital salinan"), max_length=64)
    is_signed = models.BooleanField(_("bertanda tangan elektronik"), default=False)
    attached_at = models.DateTimeField(_("dilampirkan"))
    attached_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("dihapus"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        constraints = [
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, section=None) | Q(requirement=None, section__isnull=False),
                name="attachment_is_a_document_or_evidence",
            ),
            models.UniqueConstraint(
                fields=["proposal", "requirement"],
                condition=Q(removed_at=None, requirement__isnull=False),
                name="attachment_one_present_a_document",
            ),
            models.UniqueConstraint(
                fields=["proposal", "section", "came_sha256"],
                condition=Q(removed_at=None, section__isnull=False),
                name="attachment_once_a_section",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, clean_size__gt=0), name="attachment_is_not_empty"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(sha256=models.F("came_sha256")), name="attachment_signed_is_as_it_came"
            ),
        ]

    def __str__(self):
        return self.name
