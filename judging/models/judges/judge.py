"""The register of judges: what each knows, where each works and worked, and how much each can take."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class Judge(models.Model):
    """What the register says of one judge besides name and offices. Whoever has none has said nothing yet."""

    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="judge", verbose_name=_("orang"))
    # Names of categories: those of another year go by other keys.
    fields = ArrayField(models.CharField(max_length=120), verbose_name=_("bidang"), default=list, blank=True)
    expertise = models.CharField(_("keahlian"), max_length=300, blank=True)
    province = models.ForeignKey(
        "accounts.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provinsi")
    )
    capacity = models.PositiveSmallIntegerField(_("usulan per tahap"), null=True, blank=True)
    available_from = models.DateField(_("tersedia mulai"), null=True, blank=True)
    # The first day without, as everywhere.
    available_until = models.DateField(_("tersedia sebelum"), null=True, blank=True)
    # Counts the changes: the stamp of the entry.
    number = models.PositiveIntegerField(_("perubahan"), default=0)

    class Meta:
        verbose_name = _("data juri")
        verbose_name_plural = _("data juri")
        constraints = [
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="judge_capacity_is_something"),
            models.CheckConstraint(
                condition=Q(available_from=None) | Q(available_until=None) | Q(available_until__gt=F("available_from")),
                name="judge_is_available_for_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.user_id}"


class ThreeYearsAfter(Func):
    """The date three years after another; of the 29th of February, the 28th."""

    template = "((%(expressions)s + interval '3 years')::date)"
    output_field = models.DateField()


class EmployerQuerySet(models.QuerySet):
    def tying(self, on):
        """Those that tie their judge on a date: the present ones, and those left less than three years ago."""
        return self.exclude(agency=None).filter(Q(until=None) | Q(ties_until__gt=on))

    def in_order(self):
        """The present ones first, then the last one left."""
        return self.order_by(F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "pk")


class Employer(models.Model):
    """Where a judge works or worked: an agency of the register, or somebody else by name, who proposes nothing."""

    judge = models.ForeignKey("accounts.User", models.PROTECT, related_name="employers", verbose_name=_("juri"))
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instansi")
    )
    name = models.CharField(_("tempat kerja lain"), max_length=200, blank=True)
    since = models.DateField(_("mulai"), null=True, blank=True)
    until = models.DateField(_("sampai sebelum"), null=True, blank=True)
    ties_until = models.GeneratedField(
        expression=ThreeYearsAfter("until"),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name=_("mengikat sebelum"),
    )

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("tempat kerja")
        verbose_name_plural = _("tempat kerja")
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, name="") | (Q(agency=None) & ~Q(name="")),
                name="employer_is_an_agency_or_a_name",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")), name="employer_for_a_day"
            ),
        ]

    def __str__(self):
        return self.called

    @property
    def called(self):
        """The employer's name; reads `agency`."""
        return self.agency.name if self.agency else self.name

    def is_present(self, on):
        """Whether the judge works there on a date."""
        return self.until is None or self.until > on


class JudgesApart(models.Model):
    """Two judges who do not read one dossier together; whoever of the ministry knows why, says why."""

    one = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("juri"))
    other = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name=_("juri lain"))
    reason = models.TextField(_("alasan"))
    set_at = models.DateTimeField(_("ditetapkan"))
    set_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("oleh"))

    class Meta:
        verbose_name = _("juri yang dipisahkan")
        verbose_name_plural = _("juri yang dipisahkan")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="judges_apart_once"),
            # In one order, so that nobody is kept apart from another twice, nor from themselves.
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="judges_apart_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="judges_apart_for_a_reason"),
        ]

    def __str__(self):
        return f"{self.one_id} | {self.other_id}"
