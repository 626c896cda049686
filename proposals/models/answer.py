"""The files the unit attached."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def attachment_path(attachment, filename):
    """Files lie under their content hash; the name people gave stays in the row."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}.{suffix}"


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """One file: a required document, or the evidence of a section. Removal is a moment, not a deletion."""

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
    file = models.FileField(
        _("berkas"),
        upload_to=attachment_path,
        max_length=200,
        validators=[FileExtensionValidator(["pdf", "jpg", "jpeg", "png"])],
    )
    name = models.CharField(_("nama berkas"), max_length=200)
    content_type = models.CharField(_("jenis isi"), max_length=60)
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    sha256 = models.CharField(_("sidik"), max_length=64)
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
        ]

    def __str__(self):
        return self.name
