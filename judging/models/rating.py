"""Ratings by citizens, and what two people decided of ratings that came together."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from judging.arithmetic.holding import DOMAIN, NETWORK
from proposals.models import in_contest


class RatingQuerySet(models.QuerySet):
    def standing(self, stage):
        """The ratings of a stage's innovations that are still in the contest, in a fixed order."""
        return self.filter(in_contest("proposal__"), stage=stage).order_by("pk")


class Rating(models.Model):
    """What one visitor thinks of one innovation, as it stands; changeable until the window closes."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="ratings", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="ratings", verbose_name=_("usulan"))
    visitor = models.ForeignKey(
        "accounts.Visitor", models.PROTECT, related_name="ratings", verbose_name=_("pengunjung terkonfirmasi")
    )
    # Points by the key of the criterion.
    points = models.JSONField(_("poin"), default=dict)
    total = models.DecimalField(_("nilai"), max_digits=5, decimal_places=2)
    rated_at = models.DateTimeField(_("dinilai"))
    # From where it came as it stands; emptied once the stage is published.
    network = models.CharField(_("jaringan"), max_length=45, blank=True)
    domain = models.CharField(_("domain surel"), max_length=254, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("penilaian masyarakat")
        verbose_name_plural = _("penilaian masyarakat")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal", "visitor"], name="rating_once_a_visitor"),
            models.CheckConstraint(
                condition=Q(total__range=(Decimal(0), Decimal(100))), name="rating_total_is_0_to_100"
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.visitor_id} > {self.proposal_id}"


class BatchDecision(models.Model):
    """A batch of ratings let in, in part or whole, or left out, by two people, exactly as it stood; the latest about a
    batch counts.
    """

    class Sort(models.TextChoices):
        NETWORK = NETWORK, _("jaringan")
        DOMAIN = DOMAIN, _("domain surel")

    stage = models.ForeignKey(
        "competitions.Stage", models.PROTECT, related_name="batch_decisions", verbose_name=_("tahap")
    )
    sort = models.CharField(_("jenis sumber"), max_length=10, choices=Sort)
    name = models.CharField(_("sumber"), max_length=254)
    since = models.DateTimeField(_("penilaian pertama"))
    until = models.DateTimeField(_("penilaian terakhir"))
    number = models.PositiveIntegerField(_("jumlah penilaian"))
    is_let_in = models.BooleanField(_("dihitung"))
    # Of one that counts: the stretch in which it came thickest and does not.
    besides_since = models.DateTimeField(_("tidak dihitung sejak"), null=True, blank=True)
    besides_until = models.DateTimeField(_("tidak dihitung sampai"), null=True, blank=True)
    reason = models.TextField(_("alasan"))
    decided_at = models.DateTimeField(_("diputuskan"))
    decided_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("putusan penilaian tertahan")
        verbose_name_plural = _("putusan penilaian tertahan")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="batch_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason=""), name="batch_decided_with_a_reason"),
            models.CheckConstraint(
                condition=Q(besides_since=None, besides_until=None)
                | Q(
                    is_let_in=True,
                    besides_since__gte=F("since"),
                    besides_until__gte=F("besides_since"),
                    besides_until__lte=F("until"),
                ),
                name="batch_counts_besides_a_stretch_of_its_own",
            ),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.name}"
