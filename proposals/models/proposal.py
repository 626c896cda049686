"""The dossier: what a unit proposes, and what happened to it. Where it stands in the contest is judging's."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Trim
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.models.facts import together


class Status(models.TextChoices):
    DRAFT = "draft", _("draf")
    WITH_AGENCY = "with_agency", _("di admin instansi")
    RETURNED = "returned", _("dikembalikan")
    SUBMITTED = "submitted", _("diajukan")
    WITHDRAWN = "withdrawn", _("ditarik")
    DISQUALIFIED = "disqualified", _("didiskualifikasi")

    def label_for(self, role):
        """The status as the given role would say it."""
        return LABELS.get((self, role), self.label)


LABELS = {
    (Status.WITH_AGENCY, Role.UNIT): _("diserahkan ke admin instansi"),
    (Status.WITH_AGENCY, Role.AGENCY_ADMIN): _("perlu Anda periksa"),
    (Status.RETURNED, Role.UNIT): _("perlu Anda perbaiki"),
    (Status.RETURNED, Role.AGENCY_ADMIN): _("di unit untuk diperbaiki"),
    (Status.DRAFT, Role.AGENCY_ADMIN): _("masih ditulis unit"),
}

WRITABLE = (Status.DRAFT, Status.RETURNED)
# What has not reached the ministry and still can.
UNSENT = (*WRITABLE, Status.WITH_AGENCY)


def key_of_title(title):
    """The key under which two titles are the same, as an expression; `title` is the path of the field."""
    return Lower(Trim(title))


def in_contest(path=""):
    """Which rows are about a proposal that is still in the contest: sent, and neither withdrawn nor disqualified since.

    `path` leads from the rows to the proposal ("proposal__"). Nowhere else is this said.
    """
    return Q(**{f"{path}status": Status.SUBMITTED})


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, office):
        """What the holder of `office` may read as a dossier: a unit its own, an agency admin the agency's,
        the ministry what was submitted. Judges read through their assignments, never through here.
        """
        if office.role == Role.UNIT:
            return self.filter(unit=office.unit_id, deleted_at=None)
        if office.role == Role.AGENCY_ADMIN:
            return self.filter(agency=office.agency_id, deleted_at=None)
        if office.role in (Role.SECRETARY, Role.MINISTRY_ADMIN):
            return self.exclude(submitted_at=None)
        return self.none()

    def locked(self, pk):
        """The proposal with its edition, its row locked until the transaction ends.

        Every act starts here: what few acts need (agency, unit, group) they load themselves.
        """
        return self.select_for_update(of=("self",)).select_related("edition").get(pk=pk)

    def locked_all(self, *pks):
        """The same of several, in one order whoever asks for which first: two acts at once wait for each other."""
        return self.filter(pk__in=pks).select_for_update(of=("self",)).select_related("edition").order_by("pk")

    def locked_under(self, code):
        """The same by its code, of those that are looked at: `visible_to(office).locked_under(code)`."""
        return self.select_for_update(of=("self",)).select_related("edition").get(code=code.upper())

    def in_contest(self):
        return self.filter(in_contest())

    def with_places(self):
        return self.select_related("edition", "agency__region", "unit", "group", "category")


class Proposal(models.Model):
    """One innovation proposed by one unit, or by an agency itself, in one edition."""

    edition = models.ForeignKey(
        "competitions.Edition", models.PROTECT, related_name="proposals", verbose_name=_("edisi")
    )
    number = models.PositiveIntegerField(_("nomor"))
    code = models.CharField(_("nomor usulan"), max_length=40, unique=True)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="proposals", verbose_name=_("instansi"))
    # None: the agency proposes by itself, and its admin writes.
    unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("unit")
    )
    # What they were called in the time of the edition; empty while that is what the register calls them.
    agency_then = models.CharField(_("nama instansi pada edisinya"), max_length=200, blank=True)
    unit_then = models.CharField(_("nama unit pada edisinya"), max_length=200, blank=True)

    title = models.CharField(_("judul inovasi"), max_length=200)
    title_key = models.GeneratedField(
        expression=key_of_title("title"), output_field=models.CharField(max_length=200), db_persist=True
    )
    group = models.ForeignKey(
        "competitions.Group",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("kelompok"),
    )
    category = models.ForeignKey(
        "competitions.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("kategori"),
    )
    started_on = models.DateField(_("mulai diterapkan"), null=True, blank=True)
    sdgs = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        verbose_name=_("tujuan pembangunan berkelanjutan"),
    )
    # None: nobody has said so yet.
    is_app = models.BooleanField(_("berupa aplikasi"), null=True)
    video_url = models.URLField(_("tautan video"), max_length=300, blank=True)
    contact_name = models.CharField(_("nama inovator"), max_length=150, blank=True)
    contact_phone = models.CharField(_("telepon inovator"), max_length=60, blank=True)
    contact_email = models.EmailField(_("surel inovator"), blank=True)
    identity_done = models.BooleanField(_("identitas selesai"), default=False)

    status = models.CharField(_("status"), max_length=15, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField(_("dibuat"))
    created_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    # The key of the form it was begun with: the same form sent twice begins once.
    begun_with = models.UUIDField(_("kunci formulir"), null=True, blank=True)
    # The own earlier dossier that it was begun with.
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name=_("disalin dari")
    )
    changed_at = models.DateTimeField(_("diubah"))
    handed_over_at = models.DateTimeField(_("diserahkan"), null=True, blank=True)
    handed_over_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(_("dikembalikan"), null=True, blank=True)
    returned_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("diajukan"), null=True, blank=True)
    submitted_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    # While a sent dossier is open to be mended: until when, and in which of its parts (see `Mending`).
    mending_until = models.DateTimeField(_("masa perbaikan sampai"), null=True, blank=True)
    mending_parts = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("bagian yang dibuka")
    )
    # Of a finalist: since when, and until when, its text is bettered beside the judged one (see `Coaching`).
    coached_since = models.DateTimeField(_("masa pembinaan sejak"), null=True, blank=True)
    coached_until = models.DateTimeField(_("masa pembinaan sampai"), null=True, blank=True)
    ended_at = models.DateTimeField(_("diakhiri"), null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    # Out of everybody's sight: a draft that was never sent. Its number is not given again.
    deleted_at = models.DateTimeField(_("dihapus"), null=True, blank=True)
    deleted_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan")
        verbose_name_plural = _("usulan")
        indexes = [
            models.Index(fields=["edition", "status"], name="proposal_by_status"),
            models.Index(fields=["edition", "title_key"], name="proposal_by_title"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="proposal_by_likeness_of_title"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="proposal_number_is_unique"),
            models.UniqueConstraint(fields=["created_by", "begun_with"], name="proposal_begun_once_a_form"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="proposal_status_is_known"),
            models.CheckConstraint(
                condition=together("handed_over_at", "handed_over_by"),
                name="proposal_handed_over_who_and_when",
            ),
            models.CheckConstraint(
                condition=together("returned_at", "returned_by"), name="proposal_returned_who_and_when"
            ),
            models.CheckConstraint(
                condition=together("submitted_at", "submitted_by"), name="proposal_submitted_who_and_when"
            ),
            models.CheckConstraint(condition=together("ended_at", "ended_by"), name="proposal_ended_who_and_when"),
            models.CheckConstraint(
                condition=together("deleted_at", "deleted_by"), name="proposal_deleted_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(status=Status.WITHDRAWN, submitted_at=None),
                name="proposal_deleted_was_never_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITH_AGENCY) | Q(handed_over_at__isnull=False),
                name="proposal_with_agency_was_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RETURNED) | Q(returned_at__isnull=False),
                name="proposal_returned_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SUBMITTED, submitted_at__isnull=False)
                | Q(status__in=[Status.WITHDRAWN, Status.DISQUALIFIED])
                | Q(status__in=[Status.DRAFT, Status.WITH_AGENCY, Status.RETURNED], submitted_at=None),
                name="proposal_submitted_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.WITHDRAWN, Status.DISQUALIFIED], ended_at__isnull=False)
                | (~Q(status__in=[Status.WITHDRAWN, Status.DISQUALIFIED]) & Q(ended_at=None)),
                name="proposal_ended_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SUBMITTED) | Q(group__isnull=False, category__isnull=False),
                name="proposal_submitted_has_group_and_category",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="proposal_has_a_title"),
            models.CheckConstraint(
                condition=Q(mending_until=None, mending_parts=[])
                | Q(mending_until__isnull=False, mending_parts__len__gt=0, submitted_at__isnull=False),
                name="proposal_mended_until_and_where",
            ),
            models.CheckConstraint(
                condition=Q(coached_since=None, coached_until=None)
                | Q(coached_until__gt=F("coached_since"), submitted_at__isnull=False),
                name="proposal_coached_since_and_until",
            ),
        ]

    @property
    def is_mended(self):
        """Whether it was sent and is open again to be mended; by when, its rule says."""
        return self.status == Status.SUBMITTED and self.mending_until is not None

    @property
    def is_coached(self):
        """Whether its text was, or is, bettered beside the judged one; until when, its rule says."""
        return self.coached_since is not None

    @property
    def is_in_contest(self):
        """Whether it was sent and has not left since."""
        return self.status == Status.SUBMITTED

    def __str__(self):
        return self.title

    @property
    def agency_name(self):
        """What the agency was called in the time of the edition; reads `agency`."""
        return self.agency_then or self.agency.name

    @property
    def unit_name(self):
        """What the unit was called in the time of the edition, reads `unit`; empty where the agency itself proposes."""
        return self.unit_then or (self.unit.name if self.unit_id else "")

    @property
    def proposer_name(self):
        """Who proposes: the unit, or the agency itself."""
        return self.unit_name or self.agency_name

    @property
    def traits(self):
        """Its value on each dimension of composition; reads group, category and the agency with its region.

        The values are those that anybody can look up: an agency goes by its name, which is unique.
        """
        return {
            "category": self.category.key,
            "group": self.group.key,
            "agency_kind": self.agency.kind,
            "agency": self.agency_name,
            "province": self.agency.province_code or "",
            "region_class": str(self.agency.region_class),
        }

    @property
    def since(self):
        """Since when it has been where it is."""
        return {
            Status.DRAFT: self.created_at,
            Status.WITH_AGENCY: self.handed_over_at,
            Status.RETURNED: self.returned_at,
            Status.SUBMITTED: self.submitted_at,
        }.get(self.status, self.ended_at)
