"""Who read what is blind or private: a log of its own, no part of the chain of events."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import Role

# The days that a reading is kept at least; the table refuses to lose it sooner.
DAYS = 400


class Reading(models.Model):
    """Something blind or private that one person opened, once for each hour of the clock. Kept for `DAYS`."""

    class Kind(models.TextChoices):
        DOSSIER = "dossier", _("Usulan dibaca penilai")
        FILE = "file", _("Bukti dibaca penilai")
        SENDER = "sender", _("Identitas pengirim tanggapan dilihat")
        ARCHIVE = "archive", _("Arsip data pribadi diambil")
        DRAFT = "draft", _("Draf dibaca sekretariat")

    kind = models.CharField(_("yang dibaca"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("saat"))
    # The hour that the moment lies in: what is opened again within it is the same reading.
    hour = models.DateTimeField(_("jam"))
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="readings", verbose_name=_("pengguna"))
    office = models.CharField(_("peran"), max_length=15, choices=Role, blank=True)
    subject_type = models.CharField(_("jenis subjek"), max_length=60)
    subject_id = models.BigIntegerField(_("subjek"))
    # What it is called, by its number: no title and no name.
    about = models.CharField(_("tentang"), max_length=120)
    # The network address of the browser; empty where none is known.
    visitor = models.CharField(_("alamat jaringan"), max_length=45, blank=True)

    class Meta:
        verbose_name = _("pembacaan")
        verbose_name_plural = _("pembacaan")
        indexes = [
            models.Index(fields=["-at", "-id"], name="reading_by_age"),
            models.Index(fields=["user", "-at"], name="reading_of_user"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject_type", "subject_id", "visitor", "hour"], name="reading_is_kept_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="kept_its_time",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    IF OLD.at > now() - interval '{DAYS} days' THEN
                        RAISE EXCEPTION 'reading_is_kept_its_time' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.user_id} {self.kind} {self.about}"
