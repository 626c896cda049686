"""A dossier that resembles another, or an innovation of the catalogue: found by the machine, judged by a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together


class ResemblanceQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has answered."""
        return self.filter(answered_at=None)

    def in_order(self):
        """Those that wait first, the most alike before others."""
        return self.order_by(models.F("answered_at").asc(nulls_first=True), "-cosine", "-shared", "-title", "pk")


class Resemblance(models.Model):
    """One pair of a stage's examination. How alike they are is three shares of 1; none of them rejects anything."""

    class Answer(models.TextChoices):
        APART = "apart", _("bukan duplikat")
        DEVELOPMENT = "development", _("pengembangan usulan sendiri")
        COPY = "copy", _("duplikat")

    stage = models.ForeignKey(
        "competitions.Stage", models.PROTECT, related_name="resemblances", verbose_name=_("tahap")
    )
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="resemblances", verbose_name=_("usulan")
    )
    other = models.ForeignKey(
        "proposals.Proposal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resembled_by",
        verbose_name=_("usulan lain"),
    )
    entry = models.ForeignKey(
        "proposals.CatalogueEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resembled_by",
        verbose_name=_("inovasi di katalog"),
    )
    title = models.DecimalField(_("kemiripan judul"), max_digits=4, decimal_places=3)
    shared = models.DecimalField(_("deret kata yang sama"), max_digits=4, decimal_places=3)
    cosine = models.DecimalField(_("kemiripan isi"), max_digits=4, decimal_places=3)
    found_at = models.DateTimeField(_("ditemukan"))
    answer = models.CharField(_("putusan"), max_length=12, choices=Answer, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    answered_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    answered_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kemiripan")
        verbose_name_plural = _("kemiripan")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal", "other"], name="resemblance_of_two_proposals_once"),
            models.UniqueConstraint(fields=["stage", "proposal", "entry"], name="resemblance_to_an_entry_once"),
            models.CheckConstraint(
                condition=Q(other=None, entry__isnull=False) | Q(other__isnull=False, entry=None),
                name="resemblance_to_one_thing",
            ),
            models.CheckConstraint(condition=~Q(other=models.F("proposal")), name="resemblance_is_of_two_proposals"),
            models.CheckConstraint(
                condition=together("answered_at", "answered_by"), name="resemblance_answered_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="", reason="")
                | (Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(reason="")),
                name="resemblance_answered_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.other_id or self.entry_id}"

    @property
    def other_title(self):
        """What the thing that it resembles is called; reads `other` or `entry`."""
        return (self.other or self.entry).title

    @property
    def other_agency(self):
        """Whose the thing is that it resembles; reads `other` with its agency, or `entry`."""
        return (self.other or self.entry).agency_name
