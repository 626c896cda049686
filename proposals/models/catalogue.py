"""What the public sees: written once at publication, with no way back to the scores."""

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject, Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind
from accounts.models.printing import reprints
from competitions.models import Stage
from proposals.models.entry_words import STEMMER, key_of_entry, words_of_entry
from proposals.models.taken_over.entry_sources import EVERYTHING, PARTIAL_LIST, programme_of

# What tells agencies apart in counts: what the register calls them today, else the name as published, in any case.
SAME_AGENCY = Lower(Coalesce("agency__name", "agency_name"))

LATEST_FIRST = ("-year", "title_key", "pk")
# Those known from public pages alone, of which nobody says that they are all there are.
PARTIAL = Q(proposal=None, winner_list=None)

# What another programme honours is no award of the contest, which is what everything counts.
NO_AWARD_OF_THE_CONTEST = """
    IF EXISTS (SELECT FROM proposals_catalogueentry WHERE id = NEW.entry_id AND programme_id IS NOT NULL) THEN
        RAISE EXCEPTION 'an innovation of another programme holds no award of the contest';
    END IF;
    RETURN NEW;
"""


def reads_blind(path):
    """Whether an edition still has a stage whose judges must not know whose a proposal is, as an expression.

    `path` leads from the rows to the edition. Nowhere else is it said how long the public reads numbers for names.
    """
    return Exists(Stage.objects.read_blind().filter(edition=OuterRef(path)))


def of_a_year_run_here():
    """Those of earlier lists whose year has an edition here by now, as a condition."""
    return Q(proposal=None, programme=None, year__in=CatalogueEntry.objects.exclude(proposal=None).values("year"))


class CatalogueEntryQuerySet(models.QuerySet):
    def latest_first(self):
        return self.order_by(*LATEST_FIRST)

    def told(self):
        """Those that may be read: not while judges of their edition must not know whose they are."""
        return self.exclude(reads_blind("proposal__edition"))

    def standing(self):
        """Those that were not taken back: what lists, counts and the front page speak of."""
        return self.told().filter(ended_at=None)

    def of_the_contest(self):
        """Those of the contest itself, not of another programme."""
        return self.filter(programme=None)

    def listed(self):
        """What the public finds: other programmes, and the contest as it is counted."""
        return self.standing().exclude(of_a_year_run_here())

    def counted(self):
        """What public numbers are of: the contest, a year run here by its edition alone, others by earlier lists."""
        return self.listed().of_the_contest()

    def of_source(self, source):
        """Those of one choice of `entry_sources`; of the contest as it is counted where none is made."""
        if source == PARTIAL_LIST:
            return self.standing().filter(PARTIAL)
        if source == EVERYTHING:
            return self.listed()
        programme = programme_of(source)
        return self.standing().filter(programme=programme) if programme else self.counted()

    def with_held_awards(self):
        """Each with `held_awards`, its awards in order as name, decree and seal, without a query of their own."""
        held = CatalogueAward.objects.filter(entry=models.OuterRef("pk")).order_by("position", "name", "pk")
        return self.annotate(
            held_awards=ArraySubquery(held.values(told=JSONObject(name="name", decree="decree", seal="seal")))
        )

    def partial_years(self):
        """The first and the last year of the partial list; two Nones where there is none."""
        return self.filter(PARTIAL).aggregate(first=models.Min("year"), last=models.Max("year"))

    def holding(self, *keys):
        """Those that hold an award of one of the keys, each once."""
        return self.filter(pk__in=CatalogueAward.objects.filter(key__in=keys).values("entry"))

    def matching(self, text):
        """Those with every word of `text` in one of its forms, or with a title much like it."""
        return self.filter(Q(words=SearchQuery(text, config=STEMMER)) | Q(title_key__trigram_word_similar=text.lower()))


class CatalogueEntryManager(models.Manager.from_queryset(CatalogueEntryQuerySet)):  # type: ignore[misc]
    """What a search looks in stays in the database: nobody reads it."""

    def get_queryset(self):
        return super().get_queryset().defer("words")


class CatalogueEntry(models.Model):
    """One innovation in the public catalogue: of an edition run here, taken over, or of the partial list.

    What was taken over is of the contest or of another `programme`.
    """

    slug = models.SlugField(_("alamat"), max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("tahun"))
    title = models.CharField(_("judul"), max_length=200)
    # By which titles are ordered and compared: without quotation marks, other signs, and capitals.
    title_key = models.GeneratedField(
        expression=key_of_entry(),
        output_field=models.CharField(max_length=200),
        db_persist=True,
        verbose_name=_("kunci judul"),
    )
    words = models.GeneratedField(
        expression=words_of_entry(),
        output_field=SearchVectorField(),
        db_persist=True,
        verbose_name=_("kata pencarian"),
    )
    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="catalogue",
        verbose_name=_("instansi"),
    )
    agency_name = models.CharField(_("nama instansi"), max_length=200)
    agency_kind = models.CharField(_("jenis instansi"), max_length=15, choices=AgencyKind)
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="catalogue", verbose_name=_("unit")
    )
    unit_name = models.CharField(_("nama unit"), max_length=200, blank=True)
    province = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provinsi")
    )
    group_name = models.CharField(_("kelompok"), max_length=80, blank=True)
    category_name = models.CharField(_("kategori"), max_length=120, blank=True)
    sdgs = models.JSONField(_("tujuan pembangunan berkelanjutan"), default=list, blank=True)
    summary = models.TextField(_("ringkasan"), blank=True)
    # Published sections in order: [{"title": ..., "text": ...}].
    sections = models.JSONField(_("uraian"), default=list, blank=True)
    # What its owner agreed to have shown besides, and takes back at will (see `PublicPage`).
    cost = models.CharField(_("biaya"), max_length=300, blank=True)
    duration = models.CharField(_("lama menyiapkan"), max_length=200, blank=True)
    # The office to ask: {"name", "address", "phone", "email"}, or {}.
    office = models.JSONField(_("kantor yang dihubungi"), default=dict, blank=True)
    # {"file", "size", "sha256", "alt"}, or {}.
    picture = models.JSONField(_("gambar"), default=dict, blank=True)
    # Evidence in the order of the form: [{"section", "name", "content_type", "file", "size", "sha256"}, ...].
    evidence = models.JSONField(_("bukti"), default=list, blank=True)
    proposal = models.OneToOneField(
        "proposals.Proposal", models.PROTECT, null=True, blank=True, related_name="catalogue_entry"
    )
    # The list with which the ministry took it over from the years before this portal.
    winner_list = models.ForeignKey(
        "proposals.WinnerList",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("daftar pemenang terdahulu"),
    )
    programme = models.ForeignKey(
        "proposals.OtherProgramme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("program lain"),
    )
    # What that programme gave it, in its own words, and the number under which it is registered there.
    honour = models.CharField(_("penghargaan program lain"), max_length=120, blank=True)
    registered_as = models.CharField(_("nomor registrasi"), max_length=40, blank=True)
    source_url = models.URLField(_("sumber"), max_length=300, blank=True)
    source_note = models.CharField(_("catatan sumber"), max_length=300, blank=True)
    is_example = models.BooleanField(_("contoh"), default=False)
    published_at = models.DateTimeField(_("diterbitkan"))
    # Its awards were taken back: the page stays, and says so.
    ended_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    ended_reason = models.TextField(_("alasan dicabut"), blank=True)
    # Single awards that were taken back: [{"name", "ended_at", "ended_reason"}, ...].
    ended_awards = models.JSONField(_("penghargaan yang dicabut"), default=list, blank=True)

    objects = CatalogueEntryManager()

    class Meta:
        verbose_name = _("inovasi")
        verbose_name_plural = _("inovasi")
        triggers = [reprints()]
        indexes = [
            models.Index(fields=["-year", "title_key", "id"], name="catalogue_latest_first"),
            models.Index(fields=["title_key", "id"], name="catalogue_by_title"),
            GinIndex(fields=["words"], name="catalogue_by_word"),
            GinIndex(fields=["title_key"], opclasses=["gin_trgm_ops"], name="catalogue_by_likeness_of_title"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal__isnull=False) | ~Q(source_url="") | ~Q(source_note=""),
                name="catalogue_entry_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(proposal=None) | Q(winner_list=None), name="catalogue_entry_won_here_or_was_taken_over"
            ),
            models.CheckConstraint(
                condition=Q(programme=None, honour="", registered_as="")
                | Q(programme__isnull=False, winner_list__isnull=False),
                name="catalogue_entry_of_a_programme_was_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_reason="") | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="catalogue_entry_ended_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_taken_over(self):
        """Whether it won before this portal, by a list of the ministry's."""
        return self.winner_list_id is not None and self.programme_id is None

    @property
    def is_withdrawn(self):
        """Whether another programme sent it and two people took that back: nothing is told of it but that."""
        return self.programme_id is not None and self.ended_at is not None

    @property
    def is_from_partial_list(self):
        return self.proposal_id is None and self.winner_list_id is None


class CatalogueAward(models.Model):
    """An award of a catalogue entry."""

    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="awards", verbose_name=_("inovasi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    # The stage's award key ("finalist", "top", "outstanding"): what statistics count by.
    key = models.SlugField(_("kunci"), max_length=40)
    name = models.CharField(_("sebutan"), max_length=120)
    decree = models.CharField(_("keputusan"), max_length=120, blank=True)
    decree_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    # The seal beside its name: the hash of a picture (see `competitions.Picture`), or a drawn one with its colour.
    seal = models.CharField(_("cap"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("penghargaan")
        verbose_name_plural = _("penghargaan")
        triggers = [
            reprints(),
            pgtrigger.Trigger(
                name="of_the_contest",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_AWARD_OF_THE_CONTEST,
            ),
        ]
        indexes = [models.Index(fields=["key", "entry"], name="catalogue_award_by_key")]
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="catalogue_award_once_an_entry")]

    def __str__(self):
        return self.name
