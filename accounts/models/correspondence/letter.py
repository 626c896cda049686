"""Letters to people: written in the act's transaction, sent afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.correspondence.hold import is_held
from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet


class Failure(models.TextChoices):
    """Why the last try to send a letter did not get through."""

    UNREACHABLE = "unreachable", _("Server surel tidak menjawab")
    REFUSED = "refused", _("Server surel menolak suratnya")
    UNSENDABLE = "unsendable", _("Alamatnya tidak dapat dikirimi surat")
    INTERRUPTED = "interrupted", _("Belum pasti sampai, jadi tidak dikirim ulang dengan sendirinya")
    RETURNED = "returned", _("Kotak surat mengembalikan suratnya")
    UNWANTED = "unwanted", _("Penerima tidak mau menerima surat seperti ini")
    TAKEN_BACK = "taken_back", _("Ditarik pengirimnya sebelum berangkat")


class LetterQuerySet(LockingQuerySet):
    def unsent(self):
        """Those that wait to be sent, in the order of writing."""
        return self.filter(next_try_at__isnull=False).order_by("pk")

    def due(self, at):
        """Those whose next try has come and nobody holds: what somebody waits for at the screen first, then by that
        moment.
        """
        return self.filter(~is_held(), next_try_at__lte=at).order_by("-is_waited_for", "next_try_at", "pk")

    def begun(self):
        """Those in the hands of a sender: its next one, or one that died, is asked how it ended."""
        return self.filter(begun_at__isnull=False, given_up_at=None).order_by("pk")

    def cut_off(self):
        """Those of which nobody knows whether the mail server took them; a person decides."""
        return self.filter(begun_at__isnull=False, given_up_at__isnull=False)


class Letter(models.Model):
    """One letter to one person; the outbox and the archive at once.

    Each act writes a person one letter of a name at most, and it is handed over once: `begun_at` is set while its end
    is not known. A letter that was cut off there is given up, and a person decides what becomes of it.
    """

    # None: a visitor without an account, at the address below.
    recipient = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("penerima")
    )
    address = models.CharField(_("alamat surel pengunjung"), max_length=254, blank=True)
    name = models.CharField(_("jenis surat"), max_length=60)
    # What the letter is about and which of its acts wrote it.
    occasion = models.CharField(_("kejadian"), max_length=120)
    # The address of the edition it is about, where it is about one.
    edition = models.CharField(_("edisi"), max_length=30, blank=True)
    subject = models.CharField(_("perihal"), max_length=200)
    # Emptied after the end of a letter that carries a key.
    body = models.TextField(_("isi"), blank=True)
    # A calendar that goes along (RFC 5546): it asks its reader in, or calls off.
    calendar = models.TextField(_("kalender"), blank=True)
    reply_to = models.EmailField(_("alamat balasan"), blank=True)
    is_secret = models.BooleanField(_("memuat kunci"), default=False)
    # Somebody sits before the screen and waits for it.
    is_waited_for = models.BooleanField(_("ditunggu di layar"), default=False)
    # Not official: whoever wants no more of the kind gets none.
    is_courtesy = models.BooleanField(_("boleh ditolak penerima"), default=False)
    written_at = models.DateTimeField(_("ditulis"))
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    next_try_at = models.DateTimeField(_("dicoba lagi"), null=True, blank=True)
    # When handing it over began, for as long as nobody knows how that ended.
    begun_at = models.DateTimeField(_("mulai dikirim"), null=True, blank=True)
    sent_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    # Who said of a letter that was cut off that it arrived.
    vouched_at = models.DateTimeField(_("dinyatakan sampai"), null=True, blank=True)
    vouched_by = models.ForeignKey(
        "accounts.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dinyatakan sampai oleh"),
    )
    given_up_at = models.DateTimeField(_("tidak dikirim lagi"), null=True, blank=True)
    failure = models.CharField(_("sebab gagal"), max_length=15, choices=Failure, blank=True)
    # What the mail server said, as it said it.
    failure_detail = models.CharField(_("jawaban server surel"), max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        indexes = [
            models.Index(
                fields=["-is_waited_for", "next_try_at", "id"],
                condition=Q(next_try_at__isnull=False),
                name="letter_due",
            ),
            models.Index(fields=["given_up_at"], condition=Q(given_up_at__isnull=False), name="letter_given_up"),
            models.Index(fields=["begun_at"], condition=Q(begun_at__isnull=False), name="letter_begun"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "name", "occasion"], name="letter_is_written_once"),
            models.UniqueConstraint(
                fields=["address", "name", "occasion"],
                condition=Q(recipient=None),
                name="letter_to_a_visitor_is_written_once",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, address="") | (Q(recipient=None) & ~Q(address="")),
                name="letter_goes_to_a_person_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, begun_at=None, sent_at=None, given_up_at=None)
                | Q(next_try_at=None, begun_at__isnull=False, sent_at=None, given_up_at=None)
                | Q(next_try_at=None, begun_at=None, sent_at__isnull=False, given_up_at=None)
                | Q(next_try_at=None, sent_at=None, given_up_at__isnull=False),
                name="letter_waits_or_is_begun_or_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=Q(begun_at=None) | Q(given_up_at=None) | Q(failure=Failure.INTERRUPTED),
                name="letter_without_a_known_end_was_cut_off",
            ),
            models.CheckConstraint(
                condition=together("vouched_at", "vouched_by") & (Q(vouched_at=None) | Q(sent_at__isnull=False)),
                name="letter_is_called_delivered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | ~Q(failure=""), name="letter_is_given_up_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(is_secret=False)
                | Q(next_try_at__isnull=False)
                | Q(begun_at__isnull=False, given_up_at=None)
                | Q(body=""),
                name="letter_keeps_no_key_after_its_end",
            ),
            models.CheckConstraint(
                condition=Q(is_courtesy=False) | Q(recipient__isnull=False, is_secret=False),
                name="letter_of_courtesy_goes_to_a_person_and_carries_no_key",
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def is_cut_off(self):
        """Whether handing it over broke off, so that nobody knows how it ended."""
        return self.begun_at is not None and self.given_up_at is not None

    @property
    def to(self):
        """Where it is sent."""
        return self.recipient.email if self.recipient_id else self.address

    @property
    def addressee(self):
        """For whom it is, as pages say it."""
        return self.recipient.full_name if self.recipient_id else _("Pengunjung")
