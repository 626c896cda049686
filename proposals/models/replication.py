"""One agency copies an innovation of another: interest, agreement, implementation, certificate."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.models.facts import together
from accounts.models.file import HandedIn
from accounts.models.printing import reprints


class ReplicationQuerySet(models.QuerySet):
    def locked(self, pk):
        """The replication with its entry and agencies, its own row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).with_ends().get(pk=pk)

    def with_ends(self):
        """Loaded with what every page says of it."""
        return self.select_related("entry__agency", "agency")

    def of_agency(self, agency):
        """Those that an agency asked for, and those that ask it."""
        return self.filter(Q(agency=agency) | Q(entry__agency=agency))

    def unowned(self, on):
        """Those of innovations for which nobody speaks on the date `on`: the secretariat asks their owners."""
        return self.exclude(entry__agency__in=Membership.objects.agencies_with_an_admin(on))

    def standing(self):
        """Those on their way or arrived."""
        return self.filter(declined_at=None, dropped_at=None)

    def at(self, step):
        """Those that have come to a step and no further."""
        reached = {
            Replication.Step.DROPPED: Q(dropped_at__isnull=False),
            Replication.Step.DECLINED: Q(dropped_at=None, declined_at__isnull=False),
            Replication.Step.CERTIFIED: Q(certified_at__isnull=False),
            Replication.Step.RUNNING: Q(implemented_at__isnull=False, certified_at=None, dropped_at=None),
            Replication.Step.AGREED: Q(agreed_at__isnull=False, implemented_at=None, dropped_at=None),
            Replication.Step.INTEREST: Q(agreed_at=None, declined_at=None, dropped_at=None),
        }
        return self.filter(reached[step])


class Replication(models.Model):
    """One agency's way with one innovation of the catalogue, step after step; what happened stays."""

    class Step(models.TextChoices):
        INTEREST = "interest", _("minat")
        AGREED = "agreed", _("disepakati")
        RUNNING = "running", _("diterapkan")
        CERTIFIED = "certified", _("bersertifikat")
        DECLINED = "declined", _("tidak disepakati")
        DROPPED = "dropped", _("tidak dilanjutkan")

    entry = models.ForeignKey(
        "proposals.CatalogueEntry", models.PROTECT, related_name="replications", verbose_name=_("inovasi asal")
    )
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="replications", verbose_name=_("instansi yang mereplikasi")
    )
    purpose = models.TextField(_("masalah yang ingin dijawab"))
    asked_at = models.DateTimeField(_("minat disampaikan"))
    asked_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    # The owner's word; where the owner has nobody here, the ministry notes a letter of the owner's.
    terms = models.TextField(_("isi kesepakatan"), blank=True)
    agreed_at = models.DateTimeField(_("disepakati"), null=True, blank=True)
    agreed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(_("ditolak"), null=True, blank=True)
    declined_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(_("dihentikan"), null=True, blank=True)
    dropped_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    # Why the owner said no, or why it was given up.
    reason = models.TextField(_("alasan"), blank=True)
    name = models.CharField(_("nama di tempat baru"), max_length=200, blank=True)
    running_since = models.DateField(_("berjalan sejak"), null=True, blank=True)
    result = models.TextField(_("hasil"), blank=True)
    implemented_at = models.DateTimeField(_("penerapan dilaporkan"), null=True, blank=True)
    implemented_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(_("nomor sertifikat"), max_length=60, blank=True)
    certified_at = models.DateTimeField(_("disahkan"), null=True, blank=True)
    certified_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("replikasi")
        verbose_name_plural = _("replikasi")
        triggers = [reprints()]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "agency"],
                condition=Q(declined_at=None, dropped_at=None),
                name="replication_stands_once_an_agency",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="replication_number_is_given_once"
            ),
            models.CheckConstraint(condition=together("agreed_at", "agreed_by"), name="replication_agreed_by_somebody"),
            models.CheckConstraint(
                condition=together("declined_at", "declined_by"), name="replication_declined_by_somebody"
            ),
            models.CheckConstraint(
                condition=together("dropped_at", "dropped_by"), name="replication_dropped_by_somebody"
            ),
            models.CheckConstraint(
                condition=together("implemented_at", "implemented_by", "running_since"),
                name="replication_implemented_by_somebody",
            ),
            models.CheckConstraint(
                condition=together("certified_at", "certified_by"), name="replication_certified_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, dropped_at=None) | ~Q(reason=""), name="replication_ended_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(declined_at=None), name="replication_agreed_or_declined"
            ),
            models.CheckConstraint(
                condition=Q(implemented_at=None) | Q(agreed_at__isnull=False),
                name="replication_implemented_once_agreed",
            ),
            models.CheckConstraint(
                condition=Q(certified_at=None, number="")
                | (Q(certified_at__isnull=False, implemented_at__isnull=False) & ~Q(number="")),
                name="replication_certified_once_implemented",
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} → {self.agency_id}"

    @property
    def step(self):
        """Where it is, derived from its facts."""
        reached = (
            (self.dropped_at, self.Step.DROPPED),
            (self.declined_at, self.Step.DECLINED),
            (self.certified_at, self.Step.CERTIFIED),
            (self.implemented_at, self.Step.RUNNING),
            (self.agreed_at, self.Step.AGREED),
        )
        return next((step for moment, step in reached if moment), self.Step.INTEREST)


class ReplicationEvidence(HandedIn):
    """The proof that an innovation runs at its new place; the ministry and both agencies read it."""

    replication = models.OneToOneField(
        Replication, models.PROTECT, related_name="evidence", verbose_name=_("replikasi")
    )
    came_at = models.DateTimeField(_("diterima"))

    class Meta:
        verbose_name = _("bukti replikasi")
        verbose_name_plural = _("bukti replikasi")
        constraints = HandedIn.Meta.constraints

    def __str__(self):
        return self.name
