"""Messages that a person of the ministry writes to a list of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One text with named fields, sent once to everybody on a list; each got a letter of their own."""

    # Drawn with the form: pressed twice, it is the same message.
    key = models.UUIDField(_("kunci formulir"), unique=True)
    # Who was meant, in words, as the page said it.
    audience = models.CharField(_("penerima"), max_length=300)
    subject = models.CharField(_("perihal"), max_length=200)
    body = models.TextField(_("isi"))
    reply_to = models.EmailField(_("alamat balasan"), blank=True)
    written_at = models.DateTimeField(_("ditulis"))
    written_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("ditulis oleh")
    )

    class Meta:
        verbose_name = _("pesan ke daftar")
        verbose_name_plural = _("pesan ke daftar")

    def __str__(self):
        return self.subject
