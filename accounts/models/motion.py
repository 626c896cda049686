"""Grave acts on their way: moved by one person, seconded by another, then carried out; none is erased."""

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet
from accounts.models.printing import reprints

ENDS = ("carried", "withdrawn", "declined", "lapsed")
ON_ITS_WAY = Q(carried_at=None, withdrawn_at=None, declined_at=None, lapsed_at=None)

# Whoever had a hand in what is decided cannot be the second person, whatever the code says.
NO_AUTHOR_SECONDS = """
    IF NEW.seconder_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM accounts_motionauthor WHERE motion_id = NEW.id AND user_id = NEW.seconder_id
    ) THEN
        RAISE EXCEPTION 'an author of what is decided does not second it';
    END IF;
    RETURN NEW;
"""


class MotionQuerySet(LockingQuerySet):
    COMES_WITH = ("mover", "seconder", "declined_by__user")

    def on_its_way(self):
        """Those that are neither carried out nor dropped."""
        return self.filter(ON_ITS_WAY)

    def waiting_first(self):
        """Those on their way first, the latest of each first."""
        return self.order_by(Case(When(ON_ITS_WAY, then=0), default=1), "-pk")

    def run_out(self, at):
        """Those that no second person has agreed to in their time."""
        return self.on_its_way().filter(seconded_at=None, lapses_at__lte=at)

    def about(self, subject):
        """Everything ever moved about one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-pk")

    def with_authors(self):
        """Each with `author_ids`: who had a hand in what it decides."""
        authors = MotionAuthor.objects.filter(motion=OuterRef("pk")).order_by("user_id")
        return self.annotate(author_ids=ArraySubquery(authors.values("user_id")))

    def with_people(self):
        return self.with_authors().select_related(
            "mover", "moved_by", "seconder", "declined_by__user", "declined_by__agency", "declined_by__unit"
        )


class Motion(models.Model):
    """One grave act before, while and after it happens. What was shown to its mover stands here for good."""

    class State(models.TextChoices):
        MOVED = "moved", _("menunggu orang kedua")
        WAITING = "waiting", _("disetujui, menunggu waktunya")
        CARRIED = "carried", _("dilaksanakan")
        WITHDRAWN = "withdrawn", _("ditarik pengusulnya")
        DECLINED = "declined", _("dikembalikan")
        LAPSED = "lapsed", _("gugur")

    kind = models.SlugField(_("jenis"), max_length=40)
    subject_type = models.CharField(_("jenis subjek"), max_length=60)
    subject_id = models.BigIntegerField(_("subjek"))
    subject_name = models.CharField(_("nama subjek"), max_length=300)
    reason = models.TextField(_("alasan"))
    # What the act needs besides its subject, as JSON values.
    inputs = models.JSONField(_("masukan"), default=dict, blank=True)
    # Canonical JSON of what is decided, as its mover saw it, and its SHA-256.
    body = models.TextField(_("isi"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    moved_at = models.DateTimeField(_("diajukan"))
    moved_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    mover = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("pengusul"))
    seconded_at = models.DateTimeField(_("disetujui"), null=True, blank=True)
    seconded_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    seconder = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("penyetuju")
    )
    # When it lapses unless a second person has agreed.
    lapses_at = models.DateTimeField(_("gugur bila belum disetujui"), null=True, blank=True)
    # From when it may be carried out.
    due_at = models.DateTimeField(_("berlaku mulai"), null=True, blank=True)
    carried_at = models.DateTimeField(_("dilaksanakan"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, blank=True)
    declined_at = models.DateTimeField(_("dikembalikan"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(_("alasan dikembalikan"), blank=True)
    lapsed_at = models.DateTimeField(_("gugur"), null=True, blank=True)
    lapse_reason = models.TextField(_("sebab gugur"), blank=True)

    objects = MotionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengajuan")
        verbose_name_plural = _("pengajuan")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="motion_of_subject")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="motion_says_why"),
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"], condition=ON_ITS_WAY, name="motion_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=together("seconded_at", "seconded_by", "seconder", "due_at"),
                name="motion_seconded_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(seconder=None) | ~Q(seconder=F("mover")),
                name="motion_seconded_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(lapses_at=None) | Q(seconded_at=None) | Q(seconded_at__lt=F("lapses_at")),
                name="motion_seconded_before_it_lapses",
            ),
            models.CheckConstraint(
                condition=Q(carried_at=None) | Q(due_at__isnull=False, due_at__lte=F("carried_at")),
                name="motion_carried_only_when_seconded_and_due",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason="")),
                name="motion_declined_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=(Q(lapsed_at=None) & Q(lapse_reason="")) | (Q(lapsed_at__isnull=False) & ~Q(lapse_reason="")),
                name="motion_lapsed_when_and_why",
            ),
            models.CheckConstraint(
                condition=ON_ITS_WAY
                | Q(carried_at__isnull=False, withdrawn_at=None, declined_at=None, lapsed_at=None)
                | Q(carried_at=None, withdrawn_at__isnull=False, declined_at=None, lapsed_at=None)
                | Q(carried_at=None, withdrawn_at=None, declined_at__isnull=False, lapsed_at=None)
                | Q(carried_at=None, withdrawn_at=None, declined_at=None, lapsed_at__isnull=False),
                name="motion_ends_once",
            ),
        ]
        triggers = [
            # An alteration that was seconded is told on the page of its edition.
            reprints(),
            pgtrigger.ReadOnly(
                name="what_was_shown_stands",
                fields=[
                    "kind",
                    "subject_type",
                    "subject_id",
                    "subject_name",
                    "reason",
                    "inputs",
                    "body",
                    "sha256",
                    "moved_at",
                    "moved_by",
                    "mover",
                    "lapses_at",
                ],
            ),
            pgtrigger.Protect(name="is_never_erased", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_author_seconds", when=pgtrigger.Before, operation=pgtrigger.Update, func=NO_AUTHOR_SECONDS
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_name}"

    @cached_property
    def author_ids(self):
        """The ids of the users who had a hand in what it decides; they never change."""
        return list(self.authors.order_by("user_id").values_list("user_id", flat=True))

    @property
    def state(self):
        """Where the motion is, derived from its facts."""
        for name in ENDS:
            if getattr(self, f"{name}_at"):
                return self.State(name)
        return self.State.WAITING if self.seconded_at else self.State.MOVED

    def has_run_out(self, at):
        """Whether it waits for a second person in vain at the moment `at`."""
        return self.state == self.State.MOVED and self.lapses_at is not None and self.lapses_at <= at

    @property
    def is_on_its_way(self):
        return self.state in (self.State.MOVED, self.State.WAITING)

    @property
    def is_carried(self):
        return self.state == self.State.CARRIED


class MotionAuthor(models.Model):
    """Somebody who had a hand in what a motion decides, and is therefore not its second person."""

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="authors", verbose_name=_("pengajuan"))
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("orang"))

    class Meta:
        verbose_name = _("penyusun")
        verbose_name_plural = _("penyusun")
        constraints = [models.UniqueConstraint(fields=["motion", "user"], name="motion_author_once")]

    def __str__(self):
        return f"{self.motion_id}: {self.user_id}"
