"""Files of a dossier that are on their way."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """A file that comes in pieces: whose, for which place, and how much of it is there. Forgotten after some hours.

    Its token is known to the page that began it, so that two tabs never mix what they send.
    """

    token = models.UUIDField(_("kunci"), default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+", verbose_name=_("usulan"))
    requirement = models.ForeignKey(
        "competitions.Requirement", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("dokumen")
    )
    section = models.ForeignKey(
        "competitions.Section", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("bagian")
    )
    # The evidence that it is to take the place of.
    instead_of = models.ForeignKey(
        "proposals.Attachment", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("menggantikan")
    )
    name = models.CharField(_("nama berkas"), max_length=500)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    # What its sender says that the whole of it will be; "" where the browser could not tell.
    sha256 = models.CharField(_("sidik digital"), max_length=64, blank=True)
    # The stamp of what stood in the place of a document when it was begun.
    seen = models.CharField(_("versi yang dilihat"), max_length=64, blank=True)
    received = models.PositiveIntegerField(_("diterima (B)"), default=0)
    begun_at = models.DateTimeField(_("dimulai"))
    begun_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    # What became of it, so that an answer which was lost on the way can be given again.
    attachment = models.ForeignKey(
        "proposals.Attachment", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("lampiran")
    )

    class Meta:
        verbose_name = _("berkas dalam perjalanan")
        verbose_name_plural = _("berkas dalam perjalanan")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0, received__lte=F("size")), name="upload_is_no_longer_than_said"
            ),
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, section=None, instead_of=None)
                | Q(requirement=None, section__isnull=False),
                name="upload_goes_to_one_place",
            ),
            models.CheckConstraint(
                condition=Q(attachment=None) | Q(received=F("size")), name="upload_is_attached_whole"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_whole(self):
        return self.received == self.size
