"""The integrity pact: what each judge signed, word for word."""

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _


class PactSignature(models.Model):
    """One judge's signature under one wording of an edition's pact. Only the wording that stands opens anything."""

    edition = models.ForeignKey(
        "competitions.Edition", models.PROTECT, related_name="pact_signatures", verbose_name=_("edisi")
    )
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="pact_signatures", verbose_name=_("juri"))
    text = models.TextField(_("yang ditandatangani"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    signed_at = models.DateTimeField(_("ditandatangani"))
    signed_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("tanda tangan pakta")
        verbose_name_plural = _("tanda tangan pakta")
        constraints = [
            models.UniqueConstraint(fields=["edition", "judge", "sha256"], name="pact_signed_once_a_wording"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.judge_id}"


def has_signed(judge, edition):
    """Whether the judge has signed the pact that stands, for a row that leads to both by these names."""
    signed = PactSignature.objects.filter(
        judge=judge if not isinstance(judge, str) else OuterRef(judge),
        edition=OuterRef(edition),
        text=F("edition__pact"),
    )
    return Exists(signed)
