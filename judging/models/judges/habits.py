"""How a judge likes to work."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _


class WithoutKeys(models.Model):
    """A judge who has switched the single keys of the card off: who speaks to the machine types by accident."""

    judge = models.OneToOneField(
        "accounts.User", models.CASCADE, related_name="without_keys", primary_key=True, verbose_name=_("juri")
    )
    since = models.DateTimeField(_("sejak"))

    class Meta:
        verbose_name = _("tanpa tombol pintas")
        verbose_name_plural = _("tanpa tombol pintas")

    def __str__(self):
        return f"{self.judge_id}"


def uses_keys(judge):
    """Whether the judge that a row leads to by this name works with single keys."""
    return ~Exists(WithoutKeys.objects.filter(judge=OuterRef(judge)))
