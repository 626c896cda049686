"""The meeting in which a panel decides: who sat in it, and what was put to the vote."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class Plenary(models.Model):
    """The plenary of one decision."""

    decision = models.OneToOneField(
        "judging.Decision", models.PROTECT, related_name="plenary", verbose_name=_("keputusan")
    )
    held_on = models.DateField(_("tanggal rapat"))
    place = models.CharField(_("tempat rapat"), max_length=200)
    chair = models.ForeignKey("judging.PanelMember", models.PROTECT, related_name="+", verbose_name=_("pimpinan rapat"))
    # Counts the changes of attendance and the votes: what a form was drawn from.
    version = models.PositiveIntegerField(_("versi"), default=1)

    class Meta:
        verbose_name = _("rapat pleno")
        verbose_name_plural = _("rapat pleno")

    def __str__(self):
        return f"{self.place} {self.held_on}"


class Presence(models.Model):
    """One member of the panel who is at the plenary."""

    plenary = models.ForeignKey(Plenary, models.CASCADE, related_name="presences", verbose_name=_("rapat pleno"))
    member = models.ForeignKey(
        "judging.PanelMember", models.PROTECT, related_name="presences", verbose_name=_("anggota penilai")
    )
    noted_at = models.DateTimeField(_("dicatat"))

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        constraints = [models.UniqueConstraint(fields=["plenary", "member"], name="presence_once_a_member")]

    def __str__(self):
        return f"{self.plenary_id}: {self.member_id}"


class Vote(models.Model):
    """One question that was put to the vote: an exchange of two proposals, or whatever was asked."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="votes", verbose_name=_("rapat pleno"))
    question = models.CharField(_("yang ditanyakan"), max_length=300)
    out = models.ForeignKey(
        "proposals.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("usulan yang keluar"),
    )
    taken = models.ForeignKey(
        "proposals.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("usulan yang masuk"),
    )
    # The codes of those who were there and left the room for a tie to one of the two.
    left = models.JSONField(_("yang meninggalkan ruang"), default=list, blank=True)
    held_at = models.DateTimeField(_("diadakan"))
    held_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # Until then members give their ballots on their own screens; nothing is counted before.
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ditutup oleh")
    )

    class Meta:
        triggers = [
            pgtrigger.Protect(name="vote_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="vote_closed_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="vote_asks_the_same", fields=["plenary", "question", "out", "taken", "held_at", "held_by"]
            ),
        ]
        verbose_name = _("pemungutan suara")
        verbose_name_plural = _("pemungutan suara")
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="vote_asks_something"),
            models.CheckConstraint(
                condition=Q(out=None, taken=None) | Q(out__isnull=False, taken__isnull=False),
                name="vote_on_an_exchange_names_both",
            ),
            models.CheckConstraint(condition=together("closed_at", "closed_by"), name="vote_closed_who_and_when"),
            models.UniqueConstraint(fields=["plenary"], condition=Q(closed_at=None), name="vote_one_is_open"),
        ]

    def __str__(self):
        return self.question


class Ballot(models.Model):
    """What one member said in a vote; it is open, and is not changed."""

    class Answer(models.TextChoices):
        FOR = "for", _("setuju")
        AGAINST = "against", _("tidak setuju")
        ABSTAIN = "abstain", _("tidak memilih")

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots", verbose_name=_("pemungutan suara"))
    member = models.ForeignKey(
        "judging.PanelMember", models.PROTECT, related_name="+", verbose_name=_("anggota penilai")
    )
    answer = models.CharField(_("suara"), max_length=10, choices=Answer)
    cast_at = models.DateTimeField(_("diberikan"))
    # The member on a screen of their own, or the secretariat for one without.
    cast_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("suara")
        verbose_name_plural = _("suara")
        constraints = [models.UniqueConstraint(fields=["vote", "member"], name="ballot_once_a_member")]

    def __str__(self):
        return f"{self.member_id}: {self.answer}"
