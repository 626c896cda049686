"""What was announced: the list of a stage as the public read it, and the counts of an edition."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints
from proposals.models.catalogue import reads_blind


class AnnouncementQuerySet(models.QuerySet):
    def with_codes(self):
        """Each with `in_codes`, whether the public reads numbers for names on it."""
        return self.annotate(in_codes=reads_blind("stage__edition"))


class Announcement(models.Model):
    """What was announced when a stage was published: an alphabetical list, without ranks and scores."""

    stage = models.OneToOneField(
        "competitions.Stage", models.PROTECT, related_name="announcement", verbose_name=_("tahap")
    )
    title = models.CharField(_("judul"), max_length=300)
    decree = models.CharField(_("keputusan"), max_length=120, blank=True)
    # Where people decided against rules of composition: {"rules": [sentences], "reason"}; what a meeting lacked.
    override = models.JSONField(_("penyimpangan dari aturan komposisi"), default=dict, blank=True)
    without_quorum = models.JSONField(_("keputusan tanpa kuorum"), default=dict, blank=True)
    # [{"code", "title", "agency", "unit", "group", "awards": [...]}, ...] in alphabetical order of title; a line that
    # was taken back has "ended_at" and "ended_reason" as well, one that lost an award "ended_awards".
    entries = models.JSONField(_("daftar"), default=list)
    figure = models.CharField(_("ukuran"), max_length=15, blank=True)
    published_at = models.DateTimeField(_("diumumkan"))
    # Until when the public may object to it; None where it was final at once. Then the moment it became final.
    objections_until = models.DateTimeField(_("masa sanggah berakhir"), null=True, blank=True)
    final_at = models.DateTimeField(_("ditetapkan"), null=True, blank=True)
    # What the final list changed on the provisional one: [{"code", "title", "reason"}, ...], "" where nobody objected.
    changes = models.JSONField(_("perubahan"), default=list, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengumuman")
        verbose_name_plural = _("pengumuman")
        triggers = [reprints()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("proposals:announcement", args=[self.stage.edition.slug, self.stage.position])

    @property
    def is_provisional(self):
        """Whether the public may still object to it, or has and is not answered yet."""
        return self.objections_until is not None and self.final_at is None

    @property
    def standing(self):
        """The lines that were not taken back."""
        return [line for line in self.entries if not line.get("ended_at")]


class Figure(models.Model):
    """One published count of an edition: how many registered, submitted, passed, became finalists, won."""

    class Key(models.TextChoices):
        REGISTERED = "registered", _("terdaftar")
        SUBMITTED = "submitted", _("diajukan")
        PASSED = "passed", _("lolos administrasi")
        NOMINATED = "nominated", _("dinominasikan")
        FINALISTS = "finalists", _("finalis")
        WINNERS = "winners", _("terpuji")

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="figures", verbose_name=_("edisi"))
    key = models.CharField(_("ukuran"), max_length=15, choices=Key)
    innovations = models.PositiveIntegerField(_("inovasi"))
    agencies = models.PositiveIntegerField(_("instansi"))
    published_at = models.DateTimeField(_("diterbitkan"))

    class Meta:
        verbose_name = _("angka")
        verbose_name_plural = _("angka")
        triggers = [reprints()]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="figure_one_a_key")]

    def __str__(self):
        return f"{self.edition_id} {self.key}: {self.innovations}"
