"""Letters to people: written in the act's transaction, sent afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LetterQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None).order_by("pk")


class Letter(models.Model):
    """One letter to one person; the outbox and the archive at once."""

    recipient = models.ForeignKey("accounts.User", models.PROTECT, related_name="letters", verbose_name=_("penerima"))
    name = models.CharField(_("jenis surat"), max_length=60)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"))
    written_at = models.DateTimeField(_("ditulis"))
    sent_at = models.DateTimeField(_("dikirim"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        indexes = [models.Index(fields=["id"], condition=Q(sent_at=None), name="letter_unsent")]

    def __str__(self):
        return self.subject
