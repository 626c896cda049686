"""An edition of the competition as announced, with its groups and categories."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet
from accounts.models.printing import reprints

# The least months between two questions to a winner, where any are asked.
YEARLY = 12


@cache
def standard_pact():
    """What judges promise where an edition does not word it itself."""
    return (Path(__file__).parents[1] / "data" / "pact.txt").read_text().strip()


class EditionQuerySet(LockingQuerySet):
    def announced(self):
        return self.exclude(announced_at=None)

    def extended(self, at):
        """Those that take proposals at the moment `at` longer than was first announced."""
        return self.announced().filter(opens_at__lte=at, closes_at__gt=at).exclude(closed_first_at=None).latest_first()

    def latest_first(self):
        return self.order_by("-year", "slug")

    def names(self):
        """What editions are called, by their addresses, the latest first."""
        return dict(self.latest_first().values_list("slug", "name"))


class Edition(models.Model):
    """One edition. Everything that changes from year to year hangs from here as rows."""

    slug = models.SlugField(_("alamat"), max_length=30, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    year = models.PositiveSmallIntegerField(_("tahun"))
    theme = models.CharField(_("tema"), max_length=200, blank=True)
    legal_basis = models.CharField(_("dasar hukum"), max_length=200)
    opens_at = models.DateTimeField(_("pendaftaran dibuka"))
    closes_at = models.DateTimeField(_("pendaftaran ditutup"))
    # When it would have closed before it was extended for the first time, and why it was extended last.
    closed_first_at = models.DateTimeField(_("penutupan semula"), null=True, blank=True)
    extension_reason = models.TextField(_("alasan perpanjangan"), blank=True)
    agency_cap = models.PositiveSmallIntegerField(_("batas usulan per instansi"), null=True, blank=True)
    # What every lot of the edition is drawn with: empty until two people have drawn it, then fixed. See `Lot`.
    lot_seed = models.CharField(_("angka awal undian"), max_length=64, blank=True)
    # What certificates print below the award.
    award_place = models.CharField(_("tempat penghargaan"), max_length=60, default="Jakarta")
    signatory_name = models.CharField(_("penanda tangan"), max_length=120, blank=True)
    signatory_office = models.CharField(
        _("jabatan penanda tangan"),
        max_length=160,
        default="Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    )
    # What they say besides: their heading, who gives them (empty: the signatory's office), a sentence below the decree.
    certificate_heading = models.CharField(_("judul sertifikat"), max_length=60, default="Sertifikat Penghargaan")
    certificate_issuer = models.CharField(_("kepala sertifikat"), max_length=160, blank=True)
    certificate_words = models.CharField(_("kalimat penutup sertifikat"), max_length=300, blank=True)
    # Hashes of pictures (see `Picture`): at the top of certificates and of the public page, and above the signatory.
    logo = models.CharField(_("lambang"), max_length=64, blank=True)
    signature = models.CharField(_("gambar tanda tangan"), max_length=64, blank=True)
    # What judges read and sign before anything of the edition opens to them; worded anew, it is signed anew.
    pact = models.TextField(_("pakta integritas"), default=standard_pact)
    # Whether anybody may fetch what its results were computed from, with proposals by number, once all is over.
    opens_results = models.BooleanField(_("berkas bukti hasil dibuka"), default=False)
    # After so many months its winners are asked how their innovation fares, again and again; 0: never by the clock.
    check_in_months = models.PositiveSmallIntegerField(_("jarak pemutakhiran pemenang (bulan)"), default=YEARLY)
    announced_at = models.DateTimeField(_("diumumkan"), null=True, blank=True)
    # Played by made-up people for real agencies: whatever it publishes is marked as an example.
    is_example = models.BooleanField(_("edisi contoh"), default=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edisi")
        verbose_name_plural = _("edisi")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_first_at=None, extension_reason="")
                | (Q(closed_first_at__isnull=False) & ~Q(extension_reason="")),
                name="edition_extended_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="edition_closes_after_it_opens"),
            # A winner is asked once in a calendar year at most.
            models.CheckConstraint(
                condition=Q(check_in_months=0) | Q(check_in_months__range=(YEARLY, 120)),
                name="edition_check_ins_never_or_a_year_apart",
            ),
            # Codes of proposals carry it in capitals.
            models.CheckConstraint(condition=Q(slug=Lower(F("slug"))), name="edition_slug_is_in_small_letters"),
            models.CheckConstraint(
                condition=Q(lot_seed="") | Q(lot_seed__regex="^[0-9a-f]{64}$"), name="edition_lot_seed_is_a_hash"
            ),
        ]
        triggers = [
            reprints(),
            # Once drawn, the seed is what every drawing and every tie was decided with.
            pgtrigger.Protect(
                name="lot_seed_stands",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__lot_seed="") & pgtrigger.Q(old__lot_seed__df=pgtrigger.F("new__lot_seed")),
            ),
        ]

    def __str__(self):
        return self.name

    def accepts_proposals(self, at):
        """Whether proposals may be written and sent at the moment `at`; the close is exclusive."""
        return self.announced_at is not None and self.opens_at <= at < self.closes_at

    @property
    def last_day(self):
        """The last day on which a proposal may be sent: a close at midnight belongs to the day before."""
        return timezone.localdate(self.closes_at - timedelta(minutes=1), timezone.get_default_timezone())


class Parents(models.TextChoices):
    """Which innovations of the public catalogue a proposal of a group names as those it comes from."""

    NONE = "none", _("tidak menyebut inovasi asal")
    OWN_TOP = "own_top", _("melanjutkan inovasi instansinya sendiri yang meraih penghargaan utama")
    OWN = "own", _("melanjutkan inovasi instansinya sendiri yang pernah menjadi finalis atau meraih penghargaan")
    ANY = "any", _("meniru inovasi mana pun dalam katalog")

    @property
    def is_own(self):
        """Whether they are the agency's own."""
        return self in (Parents.OWN_TOP, Parents.OWN)


class EnteredBy(models.TextChoices):
    """Who proposes in a group."""

    UNIT = "unit", _("unit penyelenggara pelayanan")
    AGENCY = "agency", _("instansi sendiri, tanpa unit")
    EITHER = "either", _("unit atau instansi sendiri")


class GroupQuerySet(models.QuerySet):
    def open_to(self, agency):
        """Those that an agency may enter: all but the ones by invitation that it was not invited to."""
        return self.filter(Q(by_invitation=False) | Q(invited__contains=[agency.name]))


class Group(models.Model):
    """Umum, replikasi, khusus: who competes with whom."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="groups", verbose_name=_("edisi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=30)
    name = models.CharField(_("nama"), max_length=80)
    description = models.TextField(_("keterangan"), blank=True)
    min_age_months = models.PositiveSmallIntegerField(_("usia inovasi paling sedikit (bulan)"))
    # What the group asks of an innovation's past: see EntryCheck.GROUP.
    parents = models.CharField(_("inovasi asal"), max_length=10, choices=Parents, default=Parents.NONE)
    entered_by = models.CharField(_("pengusul"), max_length=10, choices=EnteredBy, default=EnteredBy.UNIT)
    # Counts beside the edition's own cap: whichever is reached first.
    agency_cap = models.PositiveSmallIntegerField(_("batas usulan per instansi"), null=True, blank=True)
    by_invitation = models.BooleanField(_("hanya atas undangan"), default=False)
    # Names of agencies, as they are registered.
    invited = ArrayField(
        models.CharField(max_length=200), verbose_name=_("instansi yang diundang"), default=list, blank=True
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelompok")
        verbose_name_plural = _("kelompok")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="group_key_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="group_position_is_unique", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(agency_cap=None) | Q(agency_cap__gt=0), name="group_cap_leaves_a_place"),
            models.CheckConstraint(condition=Q(parents__in=Parents.values), name="group_parents_are_known"),
            models.CheckConstraint(condition=Q(entered_by__in=EnteredBy.values), name="group_entered_by_is_known"),
        ]

    def __str__(self):
        return self.name


class Category(models.Model):
    """The field of service an innovation belongs to."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="categories", verbose_name=_("edisi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("nama"), max_length=120)

    class Meta:
        verbose_name = _("kategori")
        verbose_name_plural = _("kategori")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="category_key_is_unique"),
            models.UniqueConstraint(
                fields=["edition", "position"],
                name="category_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return self.name
