"""Who came in through the door and who did not: a log of its own, no part of the chain of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """One try to sign in, or to give the password once more, and what came of it. Kept for `sign_ins.KEPT`."""

    class Outcome(models.TextChoices):
        LET_IN = "let_in", _("Masuk")
        AGAIN = "again", _("Kata sandi sekali lagi cocok")
        WRONG = "wrong", _("Kata sandi tidak cocok")
        ASKED = "asked", _("Kata sandi cocok, pengaman kedua diminta")
        WRONG_CODE = "wrong_code", _("Kata sandi cocok, pengaman kedua tidak")
        REFUSED = "refused", _("Dikenal penyedia identitas, tidak dimasukkan")
        HELD = "held", _("Ditahan: terlalu banyak percobaan")

    at = models.DateTimeField(_("saat"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome)
    # As it was typed; nobody may have it.
    address = models.CharField(_("alamat surel"), max_length=254)
    # Whose address it is, where somebody has it.
    user = models.ForeignKey(
        "accounts.User", models.CASCADE, null=True, blank=True, related_name="sign_ins", verbose_name=_("pengguna")
    )
    # The network address of the browser; empty where none is known.
    visitor = models.CharField(_("alamat jaringan"), max_length=45, blank=True)
    browser = models.CharField(_("peramban"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("percobaan masuk")
        verbose_name_plural = _("percobaan masuk")
        indexes = [
            models.Index(fields=["-at", "-id"], name="sign_in_by_age"),
            models.Index(fields=["user", "-at"], name="sign_in_of_user"),
        ]

    def __str__(self):
        return f"{self.address} {self.outcome}"
