"""The checklist of the administrative selection."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints


class EntryCheck(models.Model):
    """One rule of entry: what must hold, on what ground, and how it could have been met."""

    class Method(models.TextChoices):
        """How the rule is decided: by one of the machine's tests, or by a person."""

        AGE = "age", _("usia inovasi")
        COMPLETENESS = "completeness", _("kelengkapan")
        WORD_MINIMUM = "word_minimum", _("jumlah kata minimum")
        WORD_LIMIT = "word_limit", _("batas jumlah kata")
        SAME_TITLE = "same_title", _("judul sama")
        GROUP = "group", _("aturan kelompok")
        AGENCY_CAP = "agency_cap", _("batas usulan per instansi")
        PERSON = "person", _("diperiksa sekretariat")

    class Mends(models.TextChoices):
        """Which parts of a dossier are opened again where it is not met and the stage gives time to mend."""

        NOTHING = "", _("tidak dapat diperbaiki")
        IDENTITY = "identity", _("identitas inovasi")
        SECTIONS = "sections", _("jawaban dan bukti")
        DOCUMENTS = "documents", _("surat dan dokumen")
        ALL = "all", _("seluruh usulan")

    edition = models.ForeignKey(
        "competitions.Edition", models.CASCADE, related_name="entry_checks", verbose_name=_("edisi")
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    code = models.CharField(_("kode alasan"), max_length=10)
    method = models.CharField(_("cara memeriksa"), max_length=15, choices=Method)
    statement = models.CharField(_("syarat"), max_length=200)
    legal_basis = models.CharField(_("dasar"), max_length=200)
    remedy = models.CharField(_("cara memenuhi"), max_length=300)
    mends = models.CharField(_("dapat diperbaiki"), max_length=10, choices=Mends, default=Mends.NOTHING, blank=True)

    class Meta:
        verbose_name = _("syarat administrasi")
        verbose_name_plural = _("syarat administrasi")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="entry_check_code_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="entry_check_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return self.statement

    @property
    def can_be_mended(self):
        """Whether who does not meet it may mend that."""
        return self.mends != self.Mends.NOTHING

    @property
    def is_automatic(self):
        return self.method != self.Method.PERSON
