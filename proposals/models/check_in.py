"""How winners of earlier years fare: asked once a year, answered by their agency, shown with its date."""

from datetime import timedelta

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.file import HandedIn
from accounts.models.printing import reprints

# An answer older than this is shown as an old one: half a year past the next survey.
FRESH = timedelta(days=548)


class SurveyQuerySet(models.QuerySet):
    def locked(self, pk):
        """The survey, its row locked until the transaction ends."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Survey(models.Model):
    """One year's question to all winners of the years before."""

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    due_on = models.DateField(_("dijawab paling lambat"))
    asked_at = models.DateTimeField(_("ditanyakan"))
    # None: the clock asked, as the editions of the winners say.
    asked_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("oleh")
    )
    reminded_at = models.DateTimeField(_("terakhir diingatkan"), null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("putaran pemutakhiran")
        verbose_name_plural = _("putaran pemutakhiran")
        triggers = [reprints()]

    def __str__(self):
        return str(self.year)


class CheckInQuerySet(models.QuerySet):
    def locked(self, pk):
        """The check-in with its survey and entry, its own row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("survey", "entry").get(pk=pk)

    def answered(self):
        return self.exclude(answered_at=None)

    def unanswered(self):
        return self.filter(answered_at=None)

    def newest(self):
        """The last answer about each entry of the catalogue."""
        latest = self.answered().order_by("entry", "-survey__year").distinct("entry")
        return CheckIn.objects.filter(pk__in=latest.values("pk"))

    def latest_of(self, entry):
        """The last answer about an entry of the catalogue, or None."""
        return self.answered().filter(entry=entry).select_related("survey").order_by("-survey__year").first()


class CheckIn(models.Model):
    """One innovation of the catalogue in one year: whether it runs, how far it has spread, and who says so."""

    class State(models.TextChoices):
        RUNNING = "running", _("masih berjalan")
        DEVELOPED = "developed", _("berjalan dan dikembangkan")
        PAUSED = "paused", _("terhenti sementara")
        STOPPED = "stopped", _("berhenti")

    class Reach(models.TextChoices):
        OWN = "own", _("hanya di tempat asalnya")
        REPLICATED = "replicated", _("direplikasi di tempat lain")
        NATIONAL = "national", _("diterapkan secara nasional")

    # What no longer runs needs a reason.
    ENDED = (State.PAUSED, State.STOPPED)

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="check_ins", verbose_name=_("putaran"))
    entry = models.ForeignKey(
        "proposals.CatalogueEntry", models.PROTECT, related_name="check_ins", verbose_name=_("inovasi")
    )
    # When this one was asked, where that is not when its survey began.
    asked_at = models.DateTimeField(_("ditanyakan"), null=True, blank=True)
    # Where the link was sent when nobody of the agency has an office here.
    address = models.EmailField(_("alamat surel"), max_length=254, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State, blank=True)
    reach = models.CharField(_("jangkauan"), max_length=10, choices=Reach, blank=True)
    replications = models.PositiveSmallIntegerField(_("tempat replikasi"), default=0)
    note = models.TextField(_("keterangan"), blank=True)
    evidence_url = models.URLField(_("tautan bukti"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    # Name and position, as they stand in the answer; the office where it was given by one.
    answered_name = models.CharField(_("dijawab oleh"), max_length=200, blank=True)
    answered_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemutakhiran inovasi")
        verbose_name_plural = _("pemutakhiran inovasi")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(fields=["survey", "entry"], name="check_in_once_a_year"),
            models.CheckConstraint(
                condition=Q(answered_at=None, state="", reach="", answered_name="", answered_by=None)
                | (Q(answered_at__isnull=False) & ~Q(state="") & ~Q(reach="") & ~Q(answered_name="")),
                name="check_in_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paused", "stopped"]) | ~Q(note=""), name="check_in_ended_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(reach="own", replications=0) | ~Q(reach="own"), name="check_in_at_home_has_no_replications"
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.survey_id}"

    @property
    def is_old(self):
        """Whether the answer was given so long ago that it is shown as an old one."""
        return self.answered_at is not None and timezone.now() - self.answered_at > FRESH


class CheckInEvidence(HandedIn):
    """The document that came with an answer; the ministry and the agency read it."""

    check_in = models.OneToOneField(CheckIn, models.PROTECT, related_name="evidence", verbose_name=_("pemutakhiran"))
    came_at = models.DateTimeField(_("diterima"))

    class Meta:
        verbose_name = _("bukti pemutakhiran")
        verbose_name_plural = _("bukti pemutakhiran")
        constraints = HandedIn.Meta.constraints

    def __str__(self):
        return self.name


def last_state(entry="pk"):
    """As a subquery: the state that was said last of an entry."""
    said = CheckIn.objects.answered().filter(entry=OuterRef(entry)).order_by("-survey__year")
    return Subquery(said.values("state")[:1])
