"""Pictures that the ministry handed in for certificates and public pages: seals, a logo, a signature."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredCopy


class Picture(models.Model):
    """One picture, known by the hash of its content: plans name it, whichever edition they are of."""

    name = models.CharField(_("nama berkas"), max_length=200)
    content_type = models.CharField(_("jenis isi"), max_length=60)
    file = models.FileField(_("berkas"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64, unique=True)
    added_at = models.DateTimeField(_("diunggah"))
    added_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("gambar")
        verbose_name_plural = _("gambar")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="picture_is_not_empty")]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What people tell it by: two may bear one name."""
        return f"{self.name} ({self.sha256[:8]})"

    @property
    def clean(self):
        """The only copy: without author, place and history."""
        return StoredCopy(self.file.name, self.size, self.sha256)
