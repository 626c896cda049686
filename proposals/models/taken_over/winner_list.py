"""Lists that the ministry hands in, of earlier winners or of another programme, and what became of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.printing import reprints

# What a worker has to do: judge the rows of a sheet whose columns were named, or take over what two people agreed to.
WAITS = Q(failed_at=None) & (Q(agreed_at__isnull=False, taken_over_at=None) | (~Q(mapping={}) & Q(read_at=None)))


class WinnerListQuerySet(models.QuerySet):
    def of_winners(self):
        """Those of winners of the years before this portal."""
        return self.filter(programme=None)

    def of_programmes(self):
        """Those of other programmes."""
        return self.exclude(programme=None)

    def latest(self):
        """The last handed in first."""
        return self.order_by("-sent_at", "-pk")

    def locked(self, pk):
        """The list, its row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def unfinished(self, *, since):
        """Those that wait for a worker and were left alone since the moment `since`; oldest first."""
        return self.filter(WAITS, tried_at__lte=since).order_by("tried_at", "pk")

    def free(self, pk):
        """The list if it waits for a worker, its row locked until the transaction ends; None where another is at it."""
        return self.select_for_update(of=("self",), skip_locked=True).filter(WAITS, pk=pk).first()


class WinnerList(models.Model):
    """One list of winners of the years before this portal, or of innovations of another programme.

    The catalogue has them once two people agreed. Winners are `rows`; what a programme sends is `sheet_rows`, which a
    worker reads once somebody has said what its columns are.
    """

    class State(models.TextChoices):
        UNREAD = "unread", _("kolom belum dipasangkan")
        READING = "reading", _("baris sedang dibaca")
        READ = "read", _("belum diambil alih")
        WAITING = "waiting", _("menunggu giliran")
        RUNNING = "running", _("sedang dicatat")
        DONE = "done", _("diambil alih")
        FAILED = "failed", _("gagal diambil alih")
        TAKEN_BACK = "taken_back", _("dicabut dari katalog")

    name = models.CharField(_("nama berkas"), max_length=200)
    # [{"row": number, column: text, ...}, ...]
    rows = models.JSONField(_("isi"), default=list, blank=True)
    programme = models.ForeignKey(
        "proposals.OtherProgramme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lists",
        verbose_name=_("program lain"),
    )
    # Of a programme's sheet: its headings in order, one beyond those that are read where it has more; and
    # {field: place} as they were named, {} until then.
    headings = models.JSONField(_("judul kolom"), default=list, blank=True)
    mapping = models.JSONField(_("pasangan kolom"), default=dict, blank=True)
    # The year of rows that say none of their own.
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)
    # What says that they won: shown beside each innovation that has no source of its own.
    reason = models.CharField(_("dasar"), max_length=300)
    # Every row was judged by the columns as they are named.
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)
    sent_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("pengirim"))
    sent_at = models.DateTimeField(_("dikirim"))
    # Whoever named its columns, also where somebody named them anew later.
    named_by = models.ManyToManyField("accounts.User", related_name="+", verbose_name=_("pemasang kolom"))
    agreed_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("penyetuju")
    )
    agreed_at = models.DateTimeField(_("disetujui"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("kali dimulai"), default=0)
    tried_at = models.DateTimeField(_("terakhir dikerjakan"), null=True, blank=True)
    # How many innovations the catalogue has from it, and how many of them were not there before.
    innovations = models.PositiveIntegerField(_("inovasi"), default=0)
    fresh = models.PositiveIntegerField(_("inovasi baru"), default=0)
    taken_over_at = models.DateTimeField(_("diambil alih"), null=True, blank=True)
    # Two people took back what another programme sent: its innovations say so, and nothing lists them.
    taken_back_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pencabut")
    )
    taken_back_reason = models.TextField(_("alasan dicabut"), blank=True)
    failed_at = models.DateTimeField(_("gagal"), null=True, blank=True)
    # The key of the refusal.
    failure = models.CharField(_("sebab gagal"), max_length=40, blank=True)

    objects = WinnerListQuerySet.as_manager()

    class Meta:
        verbose_name = _("daftar pemenang terdahulu")
        verbose_name_plural = _("daftar pemenang terdahulu")
        # What an innovation was taken over by is shown on its page.
        triggers = [reprints()]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="winner_list_has_a_source"),
            models.CheckConstraint(
                condition=Q(programme__isnull=False) | Q(headings=[], mapping={}, year=None, read_at=None),
                name="winner_list_of_no_programme_has_no_columns_to_map",
            ),
            models.CheckConstraint(
                condition=together("agreed_at", "agreed_by"), name="winner_list_is_agreed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(programme=None) | Q(read_at__isnull=False),
                name="winner_list_agreed_was_read",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, mapping={}) | Q(tried_at__isnull=False),
                name="winner_list_for_a_worker_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(taken_over_at=None, innovations=0, fresh=0)
                | Q(taken_over_at__isnull=False, agreed_at__isnull=False, failed_at=None),
                name="winner_list_taken_over_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                name="winner_list_is_taken_back_by_somebody_who_says_why",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(taken_over_at__isnull=False, programme__isnull=False),
                name="winner_list_taken_back_was_of_a_programme",
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="") | (Q(failed_at__isnull=False) & ~Q(failure="")),
                name="winner_list_failed_says_why",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def act(self):
        """How the events of its kind begin."""
        return "import" if self.programme_id else "winner_list"

    @property
    def author_ids(self):
        """The ids of the users who had a hand in what it would bring, and therefore do not agree to it."""
        return {self.sent_by.user_id, *self.named_by.values_list("pk", flat=True)}

    @property
    def to_take_over(self):
        """How many of its rows would enter the catalogue; of a sheet one query."""
        return self.sheet_rows.filter(outcome="good").count() if self.programme_id else len(self.rows)

    @property
    def state(self):
        """Where it stands, derived from its facts."""
        if self.failed_at:
            return self.State.FAILED
        if self.taken_back_at:
            return self.State.TAKEN_BACK
        if self.taken_over_at:
            return self.State.DONE
        if self.agreed_at:
            return self.State.RUNNING if self.tries else self.State.WAITING
        if self.read_at or not self.programme_id:
            return self.State.READ
        return self.State.READING if self.mapping else self.State.UNREAD
