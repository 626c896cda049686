"""What an outsider needs to compute a published result again, and when the portal last did so itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredCopy
from accounts.models.printing import reprints


class ResultBundle(models.Model):
    """The signed bundle of a stage: one, and only one. Its file says the same for ever; the last look changes."""

    stage = models.OneToOneField("competitions.Stage", models.PROTECT, related_name="bundle", verbose_name=_("tahap"))
    file = models.FileField(_("berkas"), max_length=200)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    # The public key that it is signed with, in hexadecimal digits.
    key = models.CharField(_("kunci publik"), max_length=64)
    made_at = models.DateTimeField(_("dibuat"))
    looked_at = models.DateTimeField(_("dihitung ulang"), null=True, blank=True)
    # Keys of what did not hold then, and of what could not be said.
    broken = models.JSONField(_("tidak benar"), default=list, blank=True)
    unsure = models.JSONField(_("tidak dapat dipastikan"), default=list, blank=True)

    class Meta:
        triggers = [reprints()]
        verbose_name = _("berkas bukti hasil")
        verbose_name_plural = _("berkas bukti hasil")

    def __str__(self):
        return str(self.stage)

    @property
    def printed(self):
        """The only copy there is: the portal made it."""
        return StoredCopy(self.file.name, self.size, self.sha256)
