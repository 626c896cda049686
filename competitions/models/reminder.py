"""When people are reminded of what they have left to do, and which reminders have been sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """One reminder of the plan: of what, and how long before the end."""

    class About(models.TextChoices):
        """What is left to do; the letter is called `reminder.<value>`."""

        DRAFTS = "drafts", _("usulan belum diajukan, kepada penulis dan admin instansi")
        JUDGING = "judging", _("penilaian belum selesai, kepada penilai")
        INVITED = "invited", _("undangan belum dijawab, kepada calon penilai")
        MATERIALS = "materials", _("bahan presentasi belum diserahkan, kepada peserta")
        ANSWERS = "answers", _("sanggahan belum dijawab, kepada yang ditugasi menjawab")
        LATE = "late", _("penilai yang belum selesai, kepada sekretariat")

    edition = models.ForeignKey(
        "competitions.Edition", models.CASCADE, related_name="reminders", verbose_name=_("edisi")
    )
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    about = models.CharField(_("tentang"), max_length=10, choices=About)
    # None: when half of the time has passed.
    days_before = models.PositiveSmallIntegerField(_("hari sebelum berakhir"), null=True, blank=True)

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="reminder_key_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "about", "days_before"],
                name="reminder_once_a_moment",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="reminder_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.about} {self.days_before}"


class Reminding(models.Model):
    """A reminder that was sent: about this edition or stage, at this moment of its time. There is one, ever."""

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="+", verbose_name=_("edisi"))
    stage = models.ForeignKey(
        "competitions.Stage", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("tahap")
    )
    about = models.CharField(_("tentang"), max_length=10, choices=Reminder.About)
    due_at = models.DateTimeField(_("waktunya"))
    sent_at = models.DateTimeField(_("ditulis"))

    class Meta:
        verbose_name = _("pengingat terkirim")
        verbose_name_plural = _("pengingat terkirim")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "stage", "about", "due_at"], name="reminding_happens_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.about} {self.due_at:%Y-%m-%d}"
