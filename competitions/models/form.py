"""What an edition asks for: sections of questions, and documents."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.files.kinds import KINDS
from accounts.models.printing import reprints

FILE_KINDS = [(kind.key, kind.label) for kind in KINDS.values()]


def usual_kinds():
    """What may be handed in where an edition says nothing else."""
    return ["pdf", "jpeg", "png"]


class Section(models.Model):
    """One assessed aspect of the proposal, with its weight in the desk evaluation."""

    edition = models.ForeignKey(
        "competitions.Edition", models.CASCADE, related_name="sections", verbose_name=_("edisi")
    )
    group = models.ForeignKey(
        "competitions.Group",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("kelompok"),
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    title = models.CharField(_("judul"), max_length=120)
    weight = models.DecimalField(_("bobot (%)"), max_digits=5, decimal_places=2, default=Decimal(0))
    needs_evidence = models.BooleanField(_("perlu bukti"), default=False)
    # What the public reads first of an innovation; every other section stands under its own title.
    is_summary = models.BooleanField(_("ringkasan untuk publik"), default=False)
    # What a verifier checks in the field; empty when the section makes no claim that can be seen there.
    claim = models.CharField(_("yang diperiksa di lapangan"), max_length=200, blank=True)
    evidence_kinds = ArrayField(
        models.CharField(max_length=8, choices=FILE_KINDS), verbose_name=_("jenis berkas bukti"), default=usual_kinds
    )
    evidence_max_bytes = models.PositiveIntegerField(_("ukuran bukti paling besar (B)"), default=2_097_152)
    evidence_max_files = models.PositiveSmallIntegerField(_("bukti paling banyak"), default=10)

    class Meta:
        verbose_name = _("bagian")
        verbose_name_plural = _("bagian")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="section_key_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="section_position_is_unique", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(weight__range=(0, 100)), name="section_weight_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(evidence_kinds__len__gt=0, evidence_kinds__contained_by=list(KINDS)),
                name="section_evidence_is_of_known_kinds",
            ),
            models.CheckConstraint(
                condition=Q(evidence_max_bytes__gt=0, evidence_max_files__gt=0), name="section_evidence_has_room"
            ),
        ]

    def __str__(self):
        return self.title


class Question(models.Model):
    """One question of a section, with its limits in words."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions", verbose_name=_("bagian"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    prompt = models.CharField(_("pertanyaan"), max_length=200)
    hint = models.TextField(_("petunjuk"), blank=True)
    # How an answer may read, about a made-up innovation.
    example = models.TextField(_("contoh jawaban"), blank=True)
    min_words = models.PositiveSmallIntegerField(_("paling sedikit (kata)"), default=0)
    max_words = models.PositiveSmallIntegerField(_("paling banyak (kata)"))

    class Meta:
        verbose_name = _("pertanyaan")
        verbose_name_plural = _("pertanyaan")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="question_key_is_unique"),
            models.UniqueConstraint(
                fields=["section", "position"],
                name="question_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(max_words__gt=0, min_words__lte=F("max_words")),
                name="question_limits_are_in_order",
            ),
        ]

    def __str__(self):
        return self.prompt


class Requirement(models.Model):
    """A document that a proposal must carry."""

    class Applies(models.TextChoices):
        ALWAYS = "always", _("selalu")
        IF_APP = "if_app", _("bila berupa aplikasi")
        OPTIONAL = "optional", _("bila ada")

    edition = models.ForeignKey(
        "competitions.Edition", models.CASCADE, related_name="requirements", verbose_name=_("edisi")
    )
    group = models.ForeignKey(
        "competitions.Group",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="requirements",
        verbose_name=_("kelompok"),
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("nama"), max_length=160)
    hint = models.TextField(_("petunjuk"), blank=True)
    applies = models.CharField(_("berlaku"), max_length=10, choices=Applies, default=Applies.ALWAYS)
    kinds = ArrayField(
        models.CharField(max_length=8, choices=FILE_KINDS), verbose_name=_("jenis berkas"), default=usual_kinds
    )
    max_bytes = models.PositiveIntegerField(_("ukuran paling besar (B)"), default=1_048_576)
    # A letter to fill in, sign and hand in as this document: text with named fields, see domain/specimens.py.
    specimen = models.TextField(_("contoh surat"), blank=True)

    class Meta:
        verbose_name = _("dokumen yang diminta")
        verbose_name_plural = _("dokumen yang diminta")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="requirement_key_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="requirement_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0, kinds__contained_by=list(KINDS), max_bytes__gt=0),
                name="requirement_can_be_met",
            ),
        ]

    def __str__(self):
        return self.name
