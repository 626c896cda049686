"""Interview sessions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.printing import reprints
from proposals.models import in_contest


class DateTimeRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class SessionQuerySet(models.QuerySet):
    def standing(self):
        """Those of proposals that are still in the contest; the others are off."""
        return self.filter(in_contest("proposal__"))

    def locked(self, pk):
        """The session with stage and proposal, its row locked until the transaction ends."""
        return (
            self.select_for_update(of=("self",)).select_related("stage__edition", "proposal__agency__region").get(pk=pk)
        )


class Session(models.Model):
    """One presentation with its interview, as long as the edition sets; moved, it stays the same row."""

    class Outcome(models.TextChoices):
        """What came of it; until somebody notes that, nothing."""

        HELD = "held", _("berlangsung")
        ABSENT = "absent", _("peserta tidak hadir")
        INTERRUPTED = "interrupted", _("terputus sebelum selesai")

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="sessions", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="sessions", verbose_name=_("usulan")
    )
    room = models.CharField(_("ruang"), max_length=60)
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    # How often it was moved: calendars replace what they have by what has a higher number.
    sequence = models.PositiveSmallIntegerField(_("berapa kali dipindahkan"), default=0)
    # Who presents, as its agency says it or as it was noted.
    presenter = models.CharField(_("penyaji"), max_length=200, blank=True)
    outcome = models.CharField(_("jalannya sesi"), max_length=11, choices=Outcome, blank=True)
    head_was_present = models.BooleanField(_("pimpinan instansi hadir"), null=True, blank=True)
    note = models.TextField(_("catatan sesi"), blank=True)
    noted_at = models.DateTimeField(_("dicatat"), null=True, blank=True)
    noted_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesi wawancara")
        verbose_name_plural = _("sesi wawancara")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal"], name="session_once_a_proposal"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.CheckConstraint(condition=together("noted_at", "noted_by"), name="session_noted_who_and_when"),
            models.CheckConstraint(
                condition=Q(outcome="", noted_at=None, note="", head_was_present=None)
                | Q(outcome="held", noted_at__isnull=False, head_was_present__isnull=False)
                | (Q(outcome__in=["absent", "interrupted"], noted_at__isnull=False) & ~Q(note="")),
                name="session_noted_with_what_belongs_to_it",
            ),
            ExclusionConstraint(
                name="session_room_is_free",
                expressions=[
                    ("stage", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (DateTimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.room} {self.starts_at:%d/%m %H:%M}"


class PublicTimetable(models.Model):
    """That the public may read when who is heard in a stage, and where it is broadcast."""

    stage = models.OneToOneField(
        "competitions.Stage", models.CASCADE, related_name="public_timetable", verbose_name=_("tahap")
    )
    broadcast = models.URLField(_("tautan siaran"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("diumumkan"))
    published_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("jadwal wawancara terbuka")
        verbose_name_plural = _("jadwal wawancara terbuka")
        triggers = [reprints()]

    def __str__(self):
        return f"{self.stage_id}"


class MeetingRoom(models.Model):
    """The link behind which one room of a stage meets. Participants and the panel see it, nobody else."""

    stage = models.ForeignKey(
        "competitions.Stage", models.CASCADE, related_name="meeting_rooms", verbose_name=_("tahap")
    )
    room = models.CharField(_("ruang"), max_length=60)
    link = models.URLField(_("tautan rapat"), max_length=300)

    class Meta:
        verbose_name = _("ruang rapat daring")
        verbose_name_plural = _("ruang rapat daring")
        constraints = [models.UniqueConstraint(fields=["stage", "room"], name="meeting_room_has_one_link")]

    def __str__(self):
        return self.room
