"""Who came in through the door and who did not: a log of its own, no part of the chain of events."""

import pgtrigger
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
        WRONG_KEY = "wrong_key", _("Kunci perangkat tidak cocok")
        CHANGED = "changed", _("Kata sandi diganti")
        REFUSED = "refused", _("Dikenal penyedia identitas, tidak dimasukkan")
        HELD = "held", _("Ditahan: terlalu banyak percobaan")

    class Means(models.TextChoices):
        PASSWORD = "password", _("Kata sandi")
        CODE = "totp", _("Aplikasi kode")
        SPARE = "recovery_codes", _("Kode cadangan")
        KEY = "webauthn", _("Kunci perangkat")
        PROVIDER = "provider", _("Penyedia identitas")
        LINK = "link", _("Tautan lewat surel")

    at = models.DateTimeField(_("saat"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome)
    # By what it was tried, the last step where there were two.
    means = models.CharField(_("cara"), max_length=15, choices=Means, default=Means.PASSWORD)
    # As it was typed; nobody may have it, and a key alone that is not known names none.
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
        # Erased in time, or with the person; never written anew.
        triggers = [pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.address} {self.outcome}"
