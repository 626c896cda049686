"""What happened to a dossier: its transitions, and the text as it stood when it was submitted."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models.proposal import Status


class TransitionQuerySet(models.QuerySet):
    def ending(self):
        """Those with which a dossier left the contest."""
        return self.filter(target__in=[Status.WITHDRAWN, Status.DISQUALIFIED])


class Transition(models.Model):
    """One change of status."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="transitions", verbose_name=_("usulan")
    )
    act = models.CharField(_("tindakan"), max_length=20)
    source = models.CharField(_("dari"), max_length=15)
    target = models.CharField(_("menjadi"), max_length=15)
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    at = models.DateTimeField(_("saat"))
    note = models.TextField(_("catatan"), blank=True)
    # What stood in the dossier beside its texts when it changed hands: files, innovations it comes from, public page.
    stood = models.JSONField(_("isi saat itu"), default=dict, blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("perpindahan")
        verbose_name_plural = _("perpindahan")
        indexes = [models.Index(fields=["proposal", "at"], name="transition_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=["return", "disqualify", "let_go"]) | ~Q(note=""),
                name="transition_return_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.source} > {self.target}"


class Revision(models.Model):
    """The whole dossier as submitted: canonical JSON text and its hash, the receipt's substance."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="revisions", verbose_name=_("usulan")
    )
    number = models.PositiveSmallIntegerField(_("nomor"))
    # Bettered after the judges had read: beside the judged text, never in its place.
    is_coached = models.BooleanField(_("hasil pembinaan"), default=False)
    body = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    at = models.DateTimeField(_("saat"))
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("naskah")
        verbose_name_plural = _("naskah")
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="revision_number_is_unique")]

    def __str__(self):
        return f"{self.proposal_id}/{self.number}"
