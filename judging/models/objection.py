"""What the public says of a provisional list. Who said it is shown to the secretariat alone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import HandedIn, Motion, Role
from accounts.models.facts import together

# Whether the answer waits for a second person, or for the moment at which it is carried out.
IS_MOVED = Q(pk__in=Motion.objects.on_its_way().filter(kind="answer-objection").values("subject_id"))


class ObjectionQuerySet(models.QuerySet):
    def locked(self, pk):
        """The statement with what its acts read, its row locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("stage__edition", "proposal").get(pk=pk)

    def to_answer(self):
        """Objections that nobody has decided yet; support and opinions are read and hold nothing up."""
        return self.filter(sort=Objection.Sort.OBJECTION, answered_at=None)

    def to_write(self):
        """Objections whose answer nobody has put before a second person."""
        return self.to_answer().exclude(IS_MOVED)

    def in_order(self):
        """Those that wait first, by their deadline, then as they came."""
        return self.order_by(F("answered_at").asc(nulls_first=True), F("answer_by").asc(nulls_last=True), "pk")


class Objection(models.Model):
    """One statement of one visitor about one proposal of a provisional list: support, an opinion, or an objection."""

    class Sort(models.TextChoices):
        SUPPORT = "support", _("dukungan")
        OPINION = "opinion", _("pendapat")
        OBJECTION = "objection", _("sanggahan")

    class Outcome(models.TextChoices):
        STANDS = "stands", _("tetap dalam daftar")
        SUSPENDED = "suspended", _("dikeluarkan dari daftar")

    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="objections", verbose_name=_("tahap"))
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="objections", verbose_name=_("usulan")
    )
    sort = models.CharField(_("jenis"), max_length=10, choices=Sort)
    text = models.TextField(_("isi"))
    sent_at = models.DateTimeField(_("dikirim"))
    assigned_to = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("petugas")
    )
    assigned_at = models.DateTimeField(_("ditugaskan"), null=True, blank=True)
    answer_by = models.DateField(_("dijawab paling lambat"), null=True, blank=True)
    outcome = models.CharField(_("putusan"), max_length=10, choices=Outcome, blank=True)
    # What the visitor is told, and what everybody may read: no names in the second.
    answer = models.TextField(_("jawaban"), blank=True)
    summary = models.TextField(_("ringkasan untuk publik"), blank=True)
    # The same for readers of English; who is not told in it reads the Indonesian one.
    summary_en = models.TextField(_("ringkasan dalam bahasa Inggris"), blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    motion = models.ForeignKey(
        "accounts.Motion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("pengajuan")
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("tanggapan masyarakat")
        verbose_name_plural = _("tanggapan masyarakat")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=together("assigned_to", "assigned_at", "answer_by"), name="objection_assigned_whom_and_when"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, motion=None, outcome="", answer="", summary="")
                | (
                    Q(answered_at__isnull=False, motion__isnull=False) & ~Q(outcome="") & ~Q(answer="") & ~Q(summary="")
                ),
                name="objection_answered_by_a_motion_and_whole",
            ),
            models.CheckConstraint(condition=Q(outcome="") | Q(sort="objection"), name="objection_alone_is_decided_on"),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def state(self):
        """Where the statement is, in a word."""
        if self.answered_at:
            return self.get_outcome_display()
        if self.sort != self.Sort.OBJECTION:
            return _("dicatat")
        return _("ditugaskan") if self.assigned_at else _("belum ditugaskan")


class SenderQuerySet(models.QuerySet):
    def to(self, office):
        """The senders that an office may know: the secretariat all of them, everybody else none."""
        return self if office.role == Role.SECRETARY else self.none()


class ObjectionSender(models.Model):
    """Who made a statement. Apart from it, and not to be reached from it: what reads statements meets no name.

    The name is erased with the visitor's address, or a year after the edition is over; what was said stays.
    """

    # Without a way back: no query over statements can bring a sender along.
    objection = models.OneToOneField(
        Objection, models.PROTECT, related_name="+", verbose_name=_("tanggapan masyarakat")
    )
    visitor = models.ForeignKey(
        "accounts.Visitor", models.PROTECT, related_name="+", verbose_name=_("pengunjung terkonfirmasi")
    )
    # As the visitor wrote it; the address is the visitor's.
    full_name = models.CharField(_("nama"), max_length=150, blank=True)
    erased_at = models.DateTimeField(_("nama dihapus"), null=True, blank=True)
    # Those of the statement: a visitor says one of each sort about a proposal of a list.
    stage = models.ForeignKey("competitions.Stage", models.PROTECT, related_name="+", verbose_name=_("tahap"))
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+", verbose_name=_("usulan"))
    sort = models.CharField(_("jenis"), max_length=10, choices=Objection.Sort)

    objects = SenderQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengirim tanggapan")
        verbose_name_plural = _("pengirim tanggapan")
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "proposal", "visitor", "sort"], name="objection_once_a_visitor_and_sort"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) & ~Q(full_name="") | Q(erased_at__isnull=False, full_name=""),
                name="sender_has_a_name_until_it_is_erased",
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"


class Evidence(HandedIn):
    """A file that came with a statement."""

    objection = models.ForeignKey(
        Objection, models.PROTECT, related_name="evidence", verbose_name=_("tanggapan masyarakat")
    )

    class Meta(HandedIn.Meta):
        verbose_name = _("bukti tanggapan")
        verbose_name_plural = _("bukti tanggapan")

    def __str__(self):
        return self.name
