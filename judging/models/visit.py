"""Field visits: the claims they look at, what each verifier reports of them, their photographs and files."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import HandedIn, StoredCopy
from accounts.models.facts import together
from proposals.models import in_contest

from .assignment import Assignment


class VisitQuerySet(models.QuerySet):
    def held_by(self, user):
        """Visits that this verifier is assigned to and has no tie with."""
        held = Assignment.objects.held_by(user).filter(stage=OuterRef("stage"), proposal=OuterRef("proposal"))
        return self.filter(Exists(held))

    def standing(self):
        """Those of proposals that are still in the contest; the others are off."""
        return self.filter(in_contest("proposal__"))

    def differing(self):
        """Those that two of their verifiers signed differently, a claim or the day, and nobody has decided."""
        claims = signed_by_verifiers(Observation.objects.filter(claim__visit=OuterRef("pk")), "report__")
        days = signed_by_verifiers(VisitReport.objects.filter(visit=OuterRef("pk")))
        return self.standing().filter(
            Exists(told_differently(claims, "claim", "outcome"))
            | Exists(told_differently(days, "visit", "visited_on")),
            reported_at=None,
        )

    def locked(self, pk):
        """The visit with stage and proposal, its row locked until the transaction ends."""
        return (
            self.select_for_update(of=("self",)).select_related("stage__edition", "proposal__agency__region").get(pk=pk)
        )


def signed_by_verifiers(rows, report=""):
    """Of reports, or of what lies `report`__ below them, what is signed by somebody who still verifies the visit."""
    held = Assignment.objects.standing().filter(
        stage=OuterRef(f"{report}visit__stage"),
        proposal=OuterRef(f"{report}visit__proposal"),
        judge=OuterRef(f"{report}verifier"),
    )
    return rows.filter(Exists(held), **{f"{report}signed_at__isnull": False})


def told_differently(rows, about, said):
    """Of rows, by what they are `about`, those that say more than one thing."""
    return rows.order_by().values(about).annotate(things=Count(said, distinct=True)).filter(things__gt=1)


class Visit(models.Model):
    """The verification of one finalist where the service is given; moved, it stays the same row.

    Its verifiers hold assignments, and each signs a report. It is reported once both found the same, or once somebody
    else decided where they differ.
    """

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="visits", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="visits", verbose_name=_("usulan"))
    planned_on = models.DateField(_("direncanakan"))
    # How often it was moved: calendars replace what they have by what has a higher number.
    sequence = models.PositiveSmallIntegerField(_("berapa kali dipindahkan"), default=0)
    # Whether the agency knows the day beforehand; once it knows, it knows.
    is_announced = models.BooleanField(_("diberitahukan kepada instansi"), default=True)
    # Who else was asked to come: name and institution.
    party = models.CharField(_("pihak lain yang ditugaskan"), max_length=200, blank=True)
    visited_on = models.DateField(_("dikunjungi"), null=True, blank=True)
    reported_at = models.DateTimeField(_("dilaporkan"), null=True, blank=True)
    # Who signed second, or who decided.
    reported_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunjungan")
        verbose_name_plural = _("kunjungan")
        constraints = [
            models.UniqueConstraint(fields=["stage", "proposal"], name="visit_once_a_proposal"),
            models.CheckConstraint(
                condition=Q(reported_at=None, reported_by=None, visited_on=None)
                | Q(reported_at__isnull=False, reported_by__isnull=False, visited_on__isnull=False),
                name="visit_reported_with_a_date",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.planned_on}"


class Claim(models.Model):
    """One claim of the dossier, and what was found on the spot once the visit is reported.

    Where the verifiers differed, somebody else decided, with a reason.
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("terbukti")
        PARTLY = "partly", _("terbukti sebagian")
        NOT = "not", _("tidak terbukti")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="claims", verbose_name=_("kunjungan"))
    section = models.ForeignKey("competitions.Section", models.PROTECT, related_name="+", verbose_name=_("bagian"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(_("alasan putusan"), blank=True)
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    decided_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("klaim")
        verbose_name_plural = _("klaim")
        constraints = [
            models.UniqueConstraint(fields=["visit", "section"], name="claim_once_a_section"),
            models.CheckConstraint(condition=together("decided_at", "decided_by"), name="claim_decided_who_and_when"),
            models.CheckConstraint(
                condition=Q(decided_at=None, reason="")
                | (Q(decided_at__isnull=False) & ~Q(reason="") & ~Q(outcome="")),
                name="claim_decided_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.section_id}: {self.outcome}"


class VisitReport(models.Model):
    """What one verifier reports of a visit. Nobody else writes in it; signed, it stays as it is until taken back."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="reports", verbose_name=_("kunjungan"))
    verifier = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("verifikator"))
    visited_on = models.DateField(_("tanggal kunjungan"), null=True, blank=True)
    summary = models.TextField(_("ringkasan kunjungan"), blank=True)
    saved_at = models.DateTimeField(_("disimpan"))
    signed_at = models.DateTimeField(_("ditandatangani"), null=True, blank=True)
    signed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("laporan kunjungan")
        verbose_name_plural = _("laporan kunjungan")
        constraints = [
            models.UniqueConstraint(fields=["visit", "verifier"], name="visitreport_once_a_verifier"),
            models.CheckConstraint(
                condition=together("signed_at", "signed_by"), name="visitreport_signed_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | (Q(visited_on__isnull=False) & ~Q(summary="")),
                name="visitreport_signed_whole",
            ),
        ]

    def __str__(self):
        return f"{self.visit_id}: {self.verifier_id}"


class Observation(models.Model):
    """What one verifier found of one claim."""

    report = models.ForeignKey(VisitReport, models.CASCADE, related_name="observations", verbose_name=_("laporan"))
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="observations", verbose_name=_("klaim"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=Claim.Outcome, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("temuan kunjungan")
        verbose_name_plural = _("temuan kunjungan")
        constraints = [
            models.UniqueConstraint(fields=["report", "claim"], name="observation_once_a_claim"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["partly", "not"]) | ~Q(note=""),
                name="observation_not_confirmed_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.claim_id}: {self.outcome}"


class Photo(models.Model):
    """A photograph taken on a visit, of one claim where one is named.

    The copy that is shown tells nothing of when, where and with what it was taken. What the camera had written of that,
    and the hash of the picture as it came, stay on the record for the verifiers and the ministry.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos", verbose_name=_("kunjungan"))
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="photos", verbose_name=_("klaim")
    )
    file = models.FileField(_("berkas"), max_length=200)
    caption = models.CharField(_("keterangan"), max_length=200)
    size = models.PositiveIntegerField(_("ukuran (B)"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    came_sha256 = models.CharField(_("sidik digital kiriman"), max_length=64)
    # What the device said of the picture when it was taken without a network; "" where it came at once.
    captured_sha256 = models.CharField(_("sidik digital saat diambil"), max_length=64, blank=True)
    taken_at = models.DateTimeField(_("diambil"), null=True, blank=True)
    latitude = models.DecimalField(_("lintang"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6, null=True, blank=True)
    taken_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    added_at = models.DateTimeField(_("ditambahkan"))

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto")
        constraints = [
            models.UniqueConstraint(fields=["visit", "taken_by", "sha256"], name="photo_once_a_person"),
            models.CheckConstraint(condition=together("latitude", "longitude"), name="photo_place_is_whole"),
        ]

    def __str__(self):
        return self.caption

    @property
    def clean(self):
        """The only copy that is kept: without author, place and time."""
        return StoredCopy(self.file.name, self.size, self.sha256)

    @property
    def is_altered(self):
        """Whether what came is something else than what the device had taken."""
        return self.captured_sha256 not in ("", self.came_sha256)


class VisitFile(HandedIn):
    """A file that a visit brought back, of one claim where one is named."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="files", verbose_name=_("kunjungan"))
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="files", verbose_name=_("klaim")
    )
    caption = models.CharField(_("keterangan"), max_length=200)
    added_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))
    added_at = models.DateTimeField(_("ditambahkan"))

    class Meta:
        verbose_name = _("berkas kunjungan")
        verbose_name_plural = _("berkas kunjungan")
        constraints = [
            *HandedIn.Meta.constraints,
            models.UniqueConstraint(fields=["visit", "added_by", "came_sha256"], name="visitfile_once_a_person"),
        ]

    def __str__(self):
        return self.caption
