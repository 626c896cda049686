"""Whether an office is still right, asked once a year of whoever stands above it."""

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.locking import LockingQuerySet

UNANSWERED = Q(confirmed_at=None, ended_at=None, kept_at=None)


class OfficeConfirmationQuerySet(LockingQuerySet):
    COMES_WITH = ("membership__user", "membership__agency", "membership__unit")

    def unanswered(self):
        """Those that nobody has answered."""
        return self.filter(UNANSWERED)

    def waiting(self, on):
        """Those of offices in force on the date `on` that nobody has answered, the nearest last day first."""
        in_force = Q(membership__until=None) | Q(membership__until__gt=on)
        found = self.unanswered().filter(in_force, membership__since__lte=on)
        return found.order_by("due_on", "membership__user__full_name", "pk")

    def confirmable(self, user, roles):
        """Those of these roles that somebody else than `user` holds."""
        return self.filter(membership__role__in=roles).exclude(membership__user=user)

    def kept_last(self):
        """The last question about each office, where it ended so that the office stays."""
        later = OfficeConfirmation.objects.filter(membership=OuterRef("membership"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later), kept_at__isnull=False)

    def last_answers(self):
        """When each office was confirmed last: (id of the membership, moment)."""
        return self.exclude(confirmed_at=None).values("membership").annotate(last=Max("confirmed_at"))


class OfficeConfirmation(models.Model):
    """One question whether an office is still right. It is confirmed, or the office ends, or it stays for a reason."""

    membership = models.ForeignKey(
        "accounts.Membership", models.PROTECT, related_name="confirmations", verbose_name=_("keanggotaan")
    )
    asked_at = models.DateTimeField(_("diminta"))
    due_on = models.DateField(_("paling lambat"))
    reminded_at = models.DateTimeField(_("terakhir diingatkan"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("dikonfirmasi"), null=True, blank=True)
    confirmed_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    # The office ended: by the clock for want of an answer, or by whoever stands above it.
    ended_at = models.DateTimeField(_("berakhir"), null=True, blank=True)
    # Nobody answered, and the office stays all the same: its holder has work, or nobody would be left.
    kept_at = models.DateTimeField(_("tetap berlaku"), null=True, blank=True)

    objects = OfficeConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("konfirmasi peran")
        verbose_name_plural = _("konfirmasi peran")
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=UNANSWERED, name="office_is_asked_about_once"),
            models.CheckConstraint(
                condition=together("confirmed_at", "confirmed_by"), name="office_confirmed_who_and_when"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, ended_at=None)
                | Q(confirmed_at=None, kept_at=None)
                | Q(ended_at=None, kept_at=None),
                name="office_confirmation_has_one_end",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("membership")), name="office_confirmed_by_another"
            ),
        ]

    def __str__(self):
        return f"{self.membership_id}: {self.due_on}"

    @property
    def is_answered(self):
        """Whether it was confirmed, ended or left to stay."""
        return any((self.confirmed_at, self.ended_at, self.kept_at))
