"""Stages of an edition: rows."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet
from accounts.models.printing import reprints
from competitions.kinds import NEEDS, Needs, Settings, understood


class StageQuerySet(LockingQuerySet):
    COMES_WITH = ("edition", "rubric")

    def in_order(self):
        return self.order_by("edition", "position")

    def read_blind(self):
        """Those whose judges must not know whose a proposal is, and still give marks or are going to."""
        return self.filter(is_blind=True, closed_at=None, skipped_at=None)


def earlier_than_this():
    """The stages of the edition that must be over before the one at hand, for a subquery: not those it runs beside."""
    own = Stage.objects.filter(
        edition=OuterRef(OuterRef("edition")), position__lte=OuterRef(OuterRef("position")), is_beside=False
    )
    first = Subquery(own.order_by("-position").values("position")[:1])
    return Stage.objects.filter(edition=OuterRef("edition"), position__lt=first)


class Stage(models.Model):
    """One stage. Its window is a plan; the acts that opened, closed, skipped and published it are facts."""

    class State(models.TextChoices):
        PLANNED = "planned", _("belum dibuka")
        OPEN = "open", _("berjalan")
        CLOSED = "closed", _("ditutup")
        PUBLISHED = "published", _("diumumkan")
        SKIPPED = "skipped", _("dilewati")

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="stages", verbose_name=_("edisi"))
    position = models.PositiveSmallIntegerField(_("urutan"))
    # By its key a recap names the stage; two stages of one kind have two keys.
    key = models.SlugField(_("kunci"), max_length=30)
    # One of `NEEDS`, a table of code: the column knows no list, so a new kind needs no migration.
    kind = models.CharField(_("jenis"), max_length=15)
    name = models.CharField(_("nama"), max_length=120)
    opens_at = models.DateTimeField(_("direncanakan mulai"))
    closes_at = models.DateTimeField(_("direncanakan selesai"))
    rubric = models.ForeignKey(
        "competitions.Rubric",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name=_("rubrik"),
    )
    readers_each = models.PositiveSmallIntegerField(_("penilai per usulan"), null=True, blank=True)
    # Three switches of who knows whom: the judge the applicant, the judge the other judges, the applicant the judge.
    is_blind = models.BooleanField(_("nama instansi disembunyikan"), default=False)
    hides_colleagues = models.BooleanField(_("penilai tidak saling tahu nama"), default=False)
    hides_judges = models.BooleanField(_("nama penilai disembunyikan dari pengusul"), default=True)
    # It runs at the same time as the one before: both take the same entrants, and who goes on from one alone goes no
    # further.
    is_beside = models.BooleanField(_("berjalan bersama tahap sebelumnya"), default=False)
    # Adjusted totals below this do not go on, whatever the places; used by the 2025 edition.
    passing_score = models.DecimalField(_("nilai lulus"), max_digits=5, decimal_places=2, null=True, blank=True)
    # Calendar days after the day of its provisional list in which the public may object; None: final at once.
    objection_days = models.PositiveSmallIntegerField(_("masa sanggah (hari)"), null=True, blank=True)

    # How to mark in this stage, in the words of the edition; beside every card.
    guide = models.TextField(_("pedoman penilaian"), blank=True)

    # What the kind understands besides: see `arranged`.
    settings = models.JSONField(_("pengaturan"), default=dict, blank=True)

    opened_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    opened_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    closed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    provisional_at = models.DateTimeField(_("daftar sementara diumumkan"), null=True, blank=True)
    provisional_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    objections_until = models.DateTimeField(_("masa sanggah berakhir"), null=True, blank=True)
    published_at = models.DateTimeField(_("diumumkan"), null=True, blank=True)
    published_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    skipped_at = models.DateTimeField(_("dilewati"), null=True, blank=True)
    skipped_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    skip_reason = models.TextField(_("alasan dilewati"), blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("tahap")
        verbose_name_plural = _("tahap")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position"], name="stage_position_is_unique", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["edition", "key"], name="stage_key_is_unique"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(kind=""), name="stage_has_a_key_and_a_kind"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="stage_closes_after_it_opens"),
            models.CheckConstraint(condition=together("opened_at", "opened_by"), name="stage_opened_who_and_when"),
            models.CheckConstraint(condition=together("closed_at", "closed_by"), name="stage_closed_who_and_when"),
            models.CheckConstraint(
                condition=together("published_at", "published_by"), name="stage_published_who_and_when"
            ),
            models.CheckConstraint(condition=together("skipped_at", "skipped_by"), name="stage_skipped_who_and_when"),
            models.CheckConstraint(
                condition=together("provisional_at", "provisional_by", "objections_until"),
                name="stage_provisional_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(objection_days=None) | Q(objection_days__range=(1, 60)), name="stage_objection_days_1_to_60"
            ),
            models.CheckConstraint(
                condition=Q(objections_until=None) | Q(objections_until__gt=F("provisional_at")),
                name="stage_objections_end_after_the_list",
            ),
            models.CheckConstraint(
                condition=Q(objections_until=None) | Q(published_at=None) | Q(published_at__gte=F("objections_until")),
                name="stage_published_after_the_objections",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="stage_closed_only_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(closed_at__isnull=False),
                name="stage_published_only_after_closing",
            ),
            models.CheckConstraint(
                condition=Q(skipped_at=None, skip_reason="")
                | (Q(skipped_at__isnull=False, published_at=None) & ~Q(skip_reason="")),
                name="stage_skipped_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def needs(self) -> Needs:
        """What a stage of this kind works with."""
        return NEEDS[self.kind]

    @property
    def kind_label(self):
        """The kind in words."""
        return self.needs.label

    @property
    def arranged(self) -> Settings:
        """The settings as the kind understands them; what the row does not say has its default."""
        return understood(self.kind, self.settings)

    @property
    def state(self):
        """Where the stage stands, derived from its facts."""
        if self.skipped_at:
            return self.State.SKIPPED
        if self.published_at:
            return self.State.PUBLISHED
        if self.closed_at:
            return self.State.CLOSED
        return self.State.OPEN if self.opened_at else self.State.PLANNED

    @property
    def together(self):
        """The stages that run at the same time, this one among them, in order; one query."""
        blocks = []
        for stage in self.edition.stages.order_by("position"):
            if not blocks or not stage.is_beside:
                blocks.append([])
            blocks[-1].append(stage)
        return next(block for block in blocks if self.pk in {stage.pk for stage in block})

    @property
    def earlier(self):
        """The stages that must be over before this one may begin."""
        return self.edition.stages.filter(position__lt=self.together[0].position)

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_over(self):
        return self.state in (self.State.PUBLISHED, self.State.SKIPPED)

    def takes_objections(self, at):
        """Whether the public may object to its provisional list at the moment `at`."""
        return self.provisional_at is not None and self.published_at is None and at < self.objections_until

    def takes_marks(self, at):
        """Whether judges may work at the moment `at`: opened, not closed, inside the window."""
        return self.is_open and self.opens_at <= at < self.closes_at
