"""Where programs of partners are told what was published, what they are told, and each try to tell it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet


class Happening(models.TextChoices):
    """What programs of partners are told of: the happening alone, never more than the public reads."""

    LIST_PROVISIONAL = "list.provisional", _("daftar sementara diumumkan")
    LIST_FINAL = "list.final", _("daftar akhir diumumkan")
    LIST_CORRECTED = "list.corrected", _("daftar yang sudah diumumkan dikoreksi")
    CERTIFICATE_REVOKED = "certificate.revoked", _("sertifikat dicabut")
    ENTRY_CHANGED = "entry.changed", _("inovasi dalam katalog berubah")
    ENTRIES_ADDED = "entries.added", _("banyak inovasi masuk katalog sekaligus")
    ENTRIES_TAKEN_BACK = "entries.taken_back", _("banyak inovasi dicabut dari katalog sekaligus")
    TEST = "test", _("kabar percobaan")

    @classmethod
    def offered(cls):
        """Those that a partner may wish for: a test is sent by hand."""
        return [one for one in cls if one != cls.TEST]


class HookQuerySet(LockingQuerySet):
    # What it is told goes on pointing at it.
    NO_KEY = True

    def standing(self):
        """Those that nobody ended, paused ones too."""
        return self.filter(ended_at=None)

    def paused(self):
        return self.standing().filter(paused_at__isnull=False)


class Hook(models.Model):
    """One address of one partner, with the happenings that it is told of. It pauses by itself when nobody answers.

    What its messages are signed with is in no table: it is made of `salt` and the portal's key (`domain/partners`).
    """

    partner = models.CharField(_("mitra"), max_length=120)
    url = models.URLField(_("alamat"), max_length=500)
    kinds = ArrayField(models.CharField(max_length=30, choices=Happening), verbose_name=_("yang dikabarkan"))
    salt = models.CharField(_("garam"), max_length=43)
    made_at = models.DateTimeField(_("dibuat"))
    made_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    paused_at = models.DateTimeField(_("terhenti"), null=True, blank=True)
    ended_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("diakhiri oleh")
    )

    objects = HookQuerySet.as_manager()

    class Meta:
        verbose_name = _("alamat kabar")
        verbose_name_plural = _("alamat kabar")
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=Q(ended_at=None), name="hook_of_an_address_stands_once"),
            models.CheckConstraint(condition=Q(url__startswith="https://"), name="hook_is_told_over_tls"),
            models.CheckConstraint(condition=~Q(kinds=[]), name="hook_is_told_of_something"),
            models.CheckConstraint(condition=together("ended_at", "ended_by"), name="hook_ended_by_somebody"),
        ]

    def __str__(self):
        return self.partner


class HookMessageQuerySet(LockingQuerySet):
    COMES_WITH = ("hook",)

    def due(self, at):
        """Those whose next try has come, at addresses that are neither paused nor ended; the oldest first."""
        waiting = self.filter(next_try_at__lte=at, hook__paused_at=None, hook__ended_at=None)
        return waiting.select_related("hook").order_by("next_try_at", "pk")


class HookMessage(models.Model):
    """What one address is told of one happening: written in the act's transaction, tried until it is taken."""

    hook = models.ForeignKey(Hook, models.PROTECT, related_name="messages", verbose_name=_("alamat kabar"))
    kind = models.CharField(_("kejadian"), max_length=30, choices=Happening)
    # By this a program knows that it was told before: the same at every try.
    key = models.CharField(_("pengenal"), max_length=40, unique=True)
    body = models.TextField(_("isi"))
    written_at = models.DateTimeField(_("ditulis"))
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    next_try_at = models.DateTimeField(_("dicoba lagi"), null=True, blank=True)
    taken_at = models.DateTimeField(_("diterima"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("tidak dicoba lagi"), null=True, blank=True)

    objects = HookMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("kabar kepada mitra")
        verbose_name_plural = _("kabar kepada mitra")
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(next_try_at__isnull=False), name="hook_message_due")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, taken_at=None, given_up_at=None)
                | Q(next_try_at=None, taken_at__isnull=False, given_up_at=None)
                | Q(next_try_at=None, taken_at=None, given_up_at__isnull=False),
                name="hook_message_waits_or_is_taken_or_given_up",
            )
        ]

    def __str__(self):
        return self.key


class HookTry(models.Model):
    """One try to tell: what was answered, how soon, or why nothing was."""

    class Failure(models.TextChoices):
        """Why a message was not taken."""

        NOT_PUBLIC = "not_public", _("alamatnya bukan alamat umum")
        NO_ADDRESS = "no_address", _("namanya tidak ditemukan")
        UNREACHABLE = "unreachable", _("tidak dapat dihubungi")
        NOT_SECURE = "not_secure", _("sambungan amannya gagal")
        TOO_SLOW = "too_slow", _("terlalu lama menjawab")
        UNREADABLE = "unreadable", _("jawabannya tidak terbaca")
        REDIRECTS = "redirects", _("menunjuk ke alamat lain")
        REFUSED = "refused", _("menolak")

    message = models.ForeignKey(
        HookMessage, models.CASCADE, related_name="attempts", verbose_name=_("kabar kepada mitra")
    )
    at = models.DateTimeField(_("saat"))
    status = models.PositiveSmallIntegerField(_("status HTTP"), null=True, blank=True)
    milliseconds = models.PositiveIntegerField(_("lama (ms)"))
    # The first letters of what was answered.
    answer = models.CharField(_("jawaban"), max_length=300, blank=True)
    failure = models.CharField(_("sebab gagal"), max_length=15, choices=Failure, blank=True)

    class Meta:
        verbose_name = _("percobaan kabar")
        verbose_name_plural = _("percobaan kabar")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__isnull=False) | ~Q(failure=""), name="hook_try_was_answered_or_says_why_not"
            )
        ]

    def __str__(self):
        return f"{self.at}"
