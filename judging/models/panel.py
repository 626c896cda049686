"""Who judges a stage, what stands in it, and who may not see what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models import in_contest


class PanelMember(models.Model):
    """A judge of one stage. The list is locked once work has been given out."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="panel", verbose_name=_("tahap"))
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="panels", verbose_name=_("penilai"))
    # The judge's employer when seated; None for somebody from outside every agency.
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instansi")
    )
    # Judges are named by letter and number wherever scores are shown beside each other.
    code = models.CharField(_("kode"), max_length=5)
    at_most = models.PositiveSmallIntegerField(_("paling banyak usulan"), null=True, blank=True)
    # Keys of the categories that this judge reads, where the stage goes by them; none: all.
    categories = models.JSONField(_("kategori"), default=list, blank=True)
    # The room of the panel this judge belongs to, where a stage has several; "" where all hear everybody.
    room = models.CharField(_("ruang panel"), max_length=60, blank=True)
    seated_at = models.DateTimeField(_("ditetapkan"))

    class Meta:
        verbose_name = _("anggota penilai")
        verbose_name_plural = _("anggota penilai")
        constraints = [
            models.UniqueConstraint(fields=["stage", "judge"], name="panel_member_once_a_stage"),
            models.UniqueConstraint(fields=["stage", "code"], name="panel_member_code_is_unique"),
        ]

    def __str__(self):
        return self.code

    def reads(self, category):
        """Whether this judge reads a category, named by its key."""
        return not self.categories or category in self.categories

    @property
    def label(self):
        """Code and name, since two judges of one panel may share a name; reads `judge`."""
        return f"{self.code} {self.judge.full_name}"


class EntrantQuerySet(models.QuerySet):
    def standing(self, stage):
        """A stage's entrants that are still in the contest, with everything that places them, in a fixed order.

        Who was disqualified or withdrew since entering does not count any more: no place, no work, no result.
        """
        return (
            self.filter(in_contest("proposal__"), stage=stage)
            .select_related("proposal__agency__region", "proposal__group", "proposal__category")
            .order_by("proposal_id")
        )


class Entrant(models.Model):
    """A proposal that stands in a stage."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="entrants", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="entrances", verbose_name=_("usulan")
    )
    entered_at = models.DateTimeField(_("masuk"))

    objects = EntrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("peserta tahap")
        verbose_name_plural = _("peserta tahap")
        constraints = [models.UniqueConstraint(fields=["stage", "proposal"], name="entrant_once_a_stage")]

    def __str__(self):
        return f"{self.stage_id}: {self.proposal_id}"


class Interest(models.Model):
    """A judge's tie to one proposal, in the judge's own words. It closes the dossier for good."""

    class Kind(models.TextChoices):
        FAMILY = "family", _("keluarga atau kerabat")
        WORK = "work", _("bekerja atau pernah bekerja di sana")
        ADVICE = "advice", _("konsultan, pembina, atau narasumber")
        MONEY = "money", _("hubungan usaha atau keuangan")
        OTHER = "other", _("hubungan lain")

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="interests", verbose_name=_("usulan")
    )
    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="interests", verbose_name=_("penilai"))
    kind = models.CharField(_("jenis hubungan"), max_length=10, choices=Kind, default=Kind.OTHER)
    reason = models.TextField(_("alasan"))
    declared_at = models.DateTimeField(_("dinyatakan"))

    class Meta:
        verbose_name = _("benturan kepentingan")
        verbose_name_plural = _("benturan kepentingan")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "judge"], name="interest_once_a_proposal"),
            models.CheckConstraint(condition=~Q(reason=""), name="interest_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind__in=["family", "work", "advice", "money", "other"]), name="interest_kind_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.judge_id}: {self.proposal_id}"
