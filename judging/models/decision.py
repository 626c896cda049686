"""What people decided on the standings; a motion settles it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from proposals.models import in_contest


class Decision(models.Model):
    """Who goes on from a stage."""

    class Listing(models.TextChoices):
        """Of two lists the one that counts: by the adjusted scores or by the plain means."""

        ADJUSTED = "adjusted", _("nilai setara")
        PLAIN = "plain", _("rata-rata mentah")

    stage = models.OneToOneField("competitions.Stage", models.PROTECT, related_name="decision", verbose_name=_("tahap"))
    minutes = models.TextField(_("catatan rapat"), blank=True)
    decree_number = models.CharField(_("nomor keputusan"), max_length=80, blank=True)
    decree_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    # The rules of composition that people decided against, as sentences, with their reason; shown in public.
    override = models.JSONField(_("penyimpangan dari aturan komposisi"), default=dict, blank=True)
    # What the meeting that decides lacked, and why it was decided all the same: {"said", "reason"}; shown in public.
    without_quorum = models.JSONField(_("keputusan tanpa kuorum"), default=dict, blank=True)
    drafted_at = models.DateTimeField(_("disusun"))
    # Which list counts, where people decided it; "" where they did not: the adjusted one.
    listing = models.CharField(_("daftar yang berlaku"), max_length=10, choices=Listing, blank=True)
    listing_reason = models.TextField(_("alasan daftar yang berlaku"), blank=True)
    listed_at = models.DateTimeField(_("daftar diputuskan"), null=True, blank=True)
    listed_by = models.ForeignKey(
        "accounts.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diputuskan oleh"),
    )
    # Counts the acts on its choices: what a page of the plenary was drawn from.
    version = models.PositiveIntegerField(_("versi"), default=1)
    # Who had a hand in the choices: none of them is the second person.
    authors = models.ManyToManyField("accounts.User", related_name="+", verbose_name=_("penyusun"))
    # The latest motion to settle it; earlier ones stay readable as they were.
    motion = models.ForeignKey(
        "accounts.Motion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pengajuan")
    )

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints = [
            models.CheckConstraint(
                condition=Q(decree_number="", decree_date=None) | (~Q(decree_number="") & Q(decree_date__isnull=False)),
                name="decision_decree_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(listing="", listing_reason="", listed_at=None, listed_by=None)
                | (
                    Q(listing__in=["adjusted", "plain"], listed_at__isnull=False, listed_by__isnull=False)
                    & ~Q(listing_reason="")
                ),
                name="decision_list_is_decided_with_who_when_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.stage}, {self.stage.edition}"

    def stamp(self):
        """The stamp of the whole as it stands, with how many are still in the contest; one query."""
        return f"{self.version}.{Choice.objects.filter(decision=self).standing().count()}"

    @property
    def goes_by_means(self):
        """Whether people decided that the plain means count."""
        return self.listing == self.Listing.PLAIN

    @property
    def is_proposed(self):
        """Whether it waits for a second person, or has been approved."""
        return self.motion is not None and (self.motion.is_on_its_way or self.motion.is_carried)

    @property
    def proposed_at(self):
        return self.motion.moved_at if self.is_proposed else None

    @property
    def proposer(self):
        return self.motion.mover if self.is_proposed else None

    @property
    def agreed_at(self):
        """When the second person agreed, to what still waits or has been settled."""
        return self.motion.seconded_at if self.is_proposed else None

    @property
    def approved_at(self):
        """When it was settled, after its wait."""
        return self.motion.carried_at if self.motion else None

    @property
    def approver(self):
        return self.motion.seconder if self.approved_at else None

    @property
    def declined_reason(self):
        """Why the second person sent it back, until it is proposed again."""
        return self.motion.decline_reason if self.motion else ""


class ChoiceQuerySet(models.QuerySet):
    def standing(self):
        """Those of proposals still in the contest: what is counted, checked, announced and told."""
        return self.filter(in_contest("proposal__"))

    def going_on(self):
        """Those who go on and are still in the contest."""
        return self.standing().filter(goes_on=True)


class Choice(models.Model):
    """One proposal in a decision: what the machine proposed, what people decided, and why if they differ."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="choices", verbose_name=_("keputusan"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="choices", verbose_name=_("usulan"))
    proposed_by_machine = models.BooleanField(_("saran sistem"))
    goes_on = models.BooleanField(_("lanjut"))
    reason = models.TextField(_("alasan"), blank=True)
    # Whom it was exchanged with, where it was: that one departs, too.
    partner = models.ForeignKey(
        "proposals.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditukar dengan"),
    )
    # Award keys given one by one ("outstanding"), beside those that everyone who goes on receives.
    honours = models.JSONField(_("penghargaan khusus"), default=list, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilihan")
        verbose_name_plural = _("pilihan")
        constraints = [
            models.UniqueConstraint(fields=["decision", "proposal"], name="choice_once_a_decision"),
            models.CheckConstraint(
                condition=Q(goes_on=F("proposed_by_machine")) | ~Q(reason=""),
                name="choice_departure_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | ~Q(goes_on=F("proposed_by_machine")),
                name="choice_exchanged_is_a_departure",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.goes_on}"

    @property
    def has_left(self):
        """Whether its proposal left the contest since."""
        return not self.proposal.is_in_contest

    @property
    def departs(self):
        """Whether people decided other than the machine proposed."""
        return self.goes_on != self.proposed_by_machine

    @property
    def says(self):
        """What is decided, as plain values."""
        return [self.goes_on, self.reason, sorted(self.honours)]
