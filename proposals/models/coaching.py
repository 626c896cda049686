"""Coaching of finalists: notes of panel and secretariat, and a time to better the text beside the judged one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet


class Coaching(models.Model):
    """One finalist's time for coaching. When it begins and ends stands on the proposal, too: its rules ask no more.

    What was written until it began is what judges, proofs and lists go on reading.
    """

    proposal = models.OneToOneField(
        "proposals.Proposal", models.PROTECT, related_name="coaching", verbose_name=_("usulan")
    )
    # The stage whose publication began it, and whose plan says how long it is.
    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="coachings", verbose_name=_("tahap"))
    opened_at = models.DateTimeField(_("dibuka"))
    opened_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # The moment, exclusive, until which the text may be bettered.
    until = models.DateTimeField(_("sampai"))
    # Whether its owner lets the public read the bettered text; None: nobody has said so yet.
    is_shown = models.BooleanField(_("tampil untuk umum"), null=True)
    reminded_at = models.DateTimeField(_("diingatkan"), null=True, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembinaan finalis")
        verbose_name_plural = _("pembinaan finalis")
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("opened_at")), name="coaching_ends_after_it_began"),
        ]

    def __str__(self):
        return f"{self.proposal_id}"


class CoachingNote(models.Model):
    """What somebody of the panel or the secretariat advises, on the whole or on one section."""

    coaching = models.ForeignKey(Coaching, models.CASCADE, related_name="notes", verbose_name=_("pembinaan finalis"))
    section = models.ForeignKey(
        "competitions.Section", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bagian")
    )
    text = models.TextField(_("catatan"))
    at = models.DateTimeField(_("saat"))
    by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("catatan pembinaan")
        verbose_name_plural = _("catatan pembinaan")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="coaching_note_says_something")]

    def __str__(self):
        return f"{self.coaching_id}/{self.at}"
