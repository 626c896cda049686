"""The files of a dossier."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import HandedIn


class AttachmentQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)

    def of_the_group(self):
        """Those of the dossier as it is, like the sections of `SectionVersion.objects.of_the_group`."""
        own = F("proposal__group")
        asked = Q(section__group=None) | Q(section__group=own)
        return self.filter(asked, Q(requirement__group=None) | Q(requirement__group=own))

    def judged(self):
        """Those that judges and lists read: of a coached finalist, what was there when its coaching began."""
        since = F("proposal__coached_since")
        then = Q(attached_at__lte=since) & (Q(removed_at=None) | Q(removed_at__gt=since))
        return self.filter(Q(proposal__coached_since=None, removed_at=None) | then)


class Attachment(HandedIn):
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
    attached_at = models.DateTimeField(_("dilampirkan"))
    attached_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(_("dihapus"), null=True, blank=True)
    # Its owner lets the public read it with an award; of evidence alone.
    is_public = models.BooleanField(_("boleh dibaca umum"), default=False)
    # Nobody where it was put back by the portal itself.
    removed_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dihapus oleh")
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("lampiran")
        verbose_name_plural = _("lampiran")
        constraints = [
            *HandedIn.Meta.constraints,
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, section=None) | Q(requirement=None, section__isnull=False),
                name="attachment_is_a_document_or_evidence",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(section__isnull=False), name="attachment_public_is_evidence"
            ),
            models.CheckConstraint(
                condition=Q(removed_by=None) | Q(removed_at__isnull=False), name="attachment_removed_by_and_when"
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
        ]

    def __str__(self):
        return self.name
