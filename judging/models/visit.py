"""Field visits: the claims they look at, their photographs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import StoredCopy

from .assignment import Assignment


class VisitQuerySet(models.QuerySet):
    def held_by(self, user):
        """Visits that this verifier is assigned to and has no tie with."""
        held = Assignment.objects.held_by(user).filter(
            stage=models.OuterRef("stage"), proposal=models.OuterRef("proposal")
        )
        return self.filter(models.Exists(held))


class Visit(models.Model):
    """The verification of one finalist where the service is given. Its verifiers hold assignments."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="visits", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="visits", verbose_name=_("usulan"))
    planned_on = models.DateField(_("direncanakan"))
    visited_on = models.DateField(_("dikunjungi"), null=True, blank=True)
    summary = models.TextField(_("ringkasan kunjungan"), blank=True)
    reported_at = models.DateTimeField(_("dilaporkan"), null=True, blank=True)
    reported_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunjungan")
        verbose_name_plural = _("kunjungan")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal"], name="visit_once_a_proposal"),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False, visited_on__isnull=False),
                name="visit_reported_with_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.planned_on}"


class Claim(models.Model):
    """One claim of the dossier, and what was found on the spot."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("terbukti")
        PARTLY = "partly", _("terbukti sebagian")
        NOT = "not", _("tidak terbukti")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="claims", verbose_name=_("kunjungan"))
    section = models.ForeignKey("competitions.Section", models.PROTECT, related_name="+", verbose_name=_("bagian"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("klaim")
        verbose_name_plural = _("klaim")
        constraints = [
            models.UniqueConstraint(fields=["visit", "section"], name="claim_once_a_section"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["partly", "not"]) | ~Q(note=""),
                name="claim_not_confirmed_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.section_id}: {self.outcome}"


class Photo(models.Model):
    """A photograph taken on a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos", verbose_name=_("kunjungan"))
    file = models.FileField(_("berkas"), max_length=200)
    caption = models.CharField(_("keterangan"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    taken_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    added_at = models.DateTimeField(_("ditambahkan"))

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto")
        constraints = [models.UniqueConstraint(fields=["visit", "sha256"], name="photo_once_a_visit")]

    def __str__(self):
        return self.caption

    @property
    def clean(self):
        """The only copy that is kept: without author, place and time."""
        return StoredCopy(self.file.name, self.size, self.sha256)
