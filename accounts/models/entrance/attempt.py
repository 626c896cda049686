"""Who tried what at the door of the portal, so that guessing has an end."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AttemptQuerySet(models.QuerySet):
    def unanswered(self):
        """Wishes for a link that nobody has looked at yet, oldest first."""
        return self.filter(kind=Attempt.Kind.LINK, answered_at=None).order_by("pk")


class Attempt(models.Model):
    """One try to sign in that gave a wrong password or a wrong code (a right one leaves none), one wish for a link to
    make a new password or to confirm an address, one application of an agency, one statement about a list, or one
    question about an innovation. Kept for a day.
    """

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("masuk")
        CODE = "code", _("kode kedua")
        LINK = "link", _("minta tautan")
        APPLICATION = "applied", _("permohonan instansi")
        VISITOR = "visitor", _("minta konfirmasi alamat")
        OBJECTION = "objected", _("tanggapan masyarakat")
        INQUIRY = "inquired", _("permintaan replikasi")
        FILE = "file", _("pemeriksaan berkas")

    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    address = models.CharField(_("alamat surel"), max_length=254)
    # The network address of the browser; empty where none is known.
    visitor = models.CharField(_("alamat jaringan"), max_length=45, blank=True)
    at = models.DateTimeField(_("saat"))
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("percobaan")
        verbose_name_plural = _("percobaan")
        indexes = [
            models.Index(fields=["address", "at"], name="attempt_by_address"),
            models.Index(fields=["visitor", "at"], name="attempt_by_visitor"),
            models.Index(fields=["at"], name="attempt_by_age"),
            models.Index(fields=["id"], condition=Q(kind="link", answered_at=None), name="attempt_unanswered"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.address}"
