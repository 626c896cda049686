"""Awards, and the certificates that prove them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Role, StoredCopy
from competitions.models.award_name import Seal, SealColour
from proposals.models import in_contest


@dataclass(frozen=True)
class End:
    """When and why an award was taken back."""

    at: datetime
    reason: str


class AwardQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not revoked, of proposals that have not left the contest since."""
        return self.filter(in_contest("proposal__"), ended_at=None)

    def locked(self, pk):
        return self.select_for_update(of=("self",)).select_related("stage__edition", "proposal").get(pk=pk)

    def visible_to(self, office):
        """Awards whose certificate the holder of `office` may fetch: its unit's, its agency's, or all."""
        if office.role == Role.UNIT:
            return self.filter(proposal__unit=office.unit_id)
        if office.role == Role.AGENCY_ADMIN:
            return self.filter(proposal__agency=office.agency_id)
        return self if office.role in MINISTRY else self.none()


class Award(models.Model):
    """One award to one agency for one innovation. The texts are frozen as they are printed."""

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="awards", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="awards", verbose_name=_("usulan"))
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("sebutan"), max_length=120)
    number = models.CharField(_("nomor sertifikat"), max_length=60, unique=True)
    agency_name = models.CharField(_("instansi"), max_length=200)
    unit_name = models.CharField(_("unit"), max_length=200, blank=True)
    title = models.CharField(_("judul inovasi"), max_length=200)
    edition_name = models.CharField(_("edisi"), max_length=120)
    decree_number = models.CharField(_("nomor keputusan"), max_length=80)
    decree_date = models.DateField(_("tanggal keputusan"))
    place = models.CharField(_("tempat"), max_length=60)
    signatory_name = models.CharField(_("penanda tangan"), max_length=120, blank=True)
    signatory_office = models.CharField(_("jabatan penanda tangan"), max_length=160)
    decree = models.CharField(_("sebutan keputusan"), max_length=120, blank=True)
    heading = models.CharField(_("judul sertifikat"), max_length=60, default="Sertifikat Penghargaan")
    issuer = models.CharField(_("kepala sertifikat"), max_length=160, blank=True)
    words = models.CharField(_("kalimat penutup sertifikat"), max_length=300, blank=True)
    seal = models.CharField(_("cap"), max_length=10, choices=Seal, blank=True)
    seal_colour = models.CharField(_("warna cap"), max_length=10, choices=SealColour, default=SealColour.GOLD)
    # Hashes of the pictures that are printed: in place of the drawn seal, at the top, above the signatory.
    picture = models.CharField(_("gambar cap"), max_length=64, blank=True)
    logo = models.CharField(_("lambang"), max_length=64, blank=True)
    signature = models.CharField(_("gambar tanda tangan"), max_length=64, blank=True)
    # Base32, 100 random bits: what the QR code carries.
    verification_code = models.CharField(_("kode verifikasi"), max_length=20, unique=True)
    given_at = models.DateTimeField(_("diberikan"))
    # Revoked by itself; where its proposal left the contest, the transition says so.
    ended_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(_("alasan dicabut"), blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("penghargaan")
        verbose_name_plural = _("penghargaan")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal", "key"], name="award_once_a_proposal"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
                name="award_revoked_who_when_and_why",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def shown_seal(self):
        """Its seal as an address of the public pages names it: the hash of a picture, a drawn one, or nothing."""
        return self.picture or (f"{self.seal}-{self.seal_colour}" if self.seal else "")

    @property
    def is_over(self):
        """Whether it was revoked, or its proposal left the contest, since it was given."""
        return self.ended_at is not None or not self.proposal.is_in_contest

    @property
    def end(self):
        """When and why it was taken back, or None while it stands."""
        if self.ended_at:
            return End(self.ended_at, self.ended_reason)
        out = self.proposal.transitions.ending().order_by("at").last()
        return End(out.at, out.note) if out else None


class CertificateBatch(models.Model):
    """The order to render every certificate of a stage; its progress is its awards' certificates."""

    stage = models.OneToOneField(
        "competitions.Stage", models.PROTECT, related_name="certificate_batch", verbose_name=_("tahap")
    )
    requested_at = models.DateTimeField(_("diminta"))
    requested_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # How often a worker was asked since anything came of it, and when last.
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=1)
    tried_at = models.DateTimeField(_("dicoba terakhir"))
    finished_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    failure = models.TextField(_("sebab gagal"), blank=True)

    class Meta:
        verbose_name = _("pencetakan sertifikat")
        verbose_name_plural = _("pencetakan sertifikat")

    def __str__(self):
        return f"{self.stage_id}"


class Certificate(models.Model):
    """The rendered PDF of an award: one, and only one."""

    award = models.OneToOneField(Award, models.PROTECT, related_name="certificate", verbose_name=_("penghargaan"))
    file = models.FileField(_("berkas"), max_length=200)
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    # Where the printed code leads.
    address = models.URLField(_("alamat tercetak"), max_length=300)
    # SHA-256 of the public key that it is signed with.
    key = models.CharField(_("kunci penanda tangan"), max_length=64, blank=True)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    rendered_at = models.DateTimeField(_("dicetak"))

    class Meta:
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="certificate_is_not_empty")]

    def __str__(self):
        return str(self.award_id)

    @property
    def printed(self):
        """The only copy there is: the portal made it."""
        return StoredCopy(self.file.name, self.size, self.sha256)
