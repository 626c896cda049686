"""Letters that somebody does not want, though they are kindly meant."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _


class Unwanted(models.Model):
    """A kind of letter that a person wants no more of. Only kinds that are a courtesy are ever kept back by it."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="unwanted", verbose_name=_("penerima"))
    name = models.CharField(_("jenis surat"), max_length=60)
    since = models.DateTimeField(_("sejak"))

    class Meta:
        verbose_name = _("surat yang tidak diinginkan")
        verbose_name_plural = _("surat yang tidak diinginkan")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="unwanted_is_said_once")]

    def __str__(self):
        return f"{self.name} {self.user_id}"


def is_unwanted():
    """Whether the recipient of the letter at hand wants no more of its kind, as an expression."""
    return Exists(Unwanted.objects.filter(user=OuterRef("recipient"), name=OuterRef("name")))
