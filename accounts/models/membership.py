"""What office a person holds, where, and from when until when."""

from collections import defaultdict

from allauth.mfa.models import Authenticator
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models.asked_often import asked_often


class Role(models.TextChoices):
    UNIT = "unit", _("penulis usulan")
    AGENCY_ADMIN = "agency_admin", _("admin instansi")
    SECRETARY = "secretary", _("sekretariat")
    MINISTRY_ADMIN = "ministry_admin", _("admin kementerian")
    EVALUATOR = "evaluator", _("evaluator")
    PANELIST = "panelist", _("panelis independen")
    AUDITOR = "auditor", _("auditor")


JUDGES = (Role.EVALUATOR, Role.PANELIST)
# The lower office first: whoever holds both does the secretariat's daily work as secretary.
MINISTRY = (Role.SECRETARY, Role.MINISTRY_ADMIN)
# The higher office first: whoever holds both carries a stage on as admin.
CONTROL = (Role.MINISTRY_ADMIN, Role.SECRETARY)
# Who decides, scores or looks on: more than a password has to be known for that.
SECURED = (*MINISTRY, *JUDGES, Role.AUDITOR)
# What is asked for beside the password: the codes of an app, the key of a device.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Who may look on at everything; the auditor changes nothing.
OVERSIGHT = (Role.MINISTRY_ADMIN, Role.SECRETARY, Role.AUDITOR)


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class MembershipQuerySet(models.QuerySet):
    def current(self, on):
        """Those in force on the date `on`; the end is exclusive."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def agencies_with_an_admin(self, on):
        """The agencies that somebody speaks for on the date `on`, as a subquery."""
        return self.current(on).filter(role=Role.AGENCY_ADMIN, user__is_active=True).values("agency")

    def coming(self, on):
        """Those that begin after the date `on`."""
        return self.filter(Q(until=None) | Q(until__gt=F("since")), since__gt=on)

    def ended(self, on):
        """Those that are over on the date `on`, or were taken back before they began."""
        return self.filter(Q(until__lte=on) | Q(until=F("since")))

    def overlapping(self, since, until):
        """Those in force on some day of a period; its end is exclusive, None is no end."""
        found = self.filter(Q(until=None) | Q(until__gt=since)).exclude(until=F("since"))
        return found.filter(since__lt=until) if until else found

    def within(self, office):
        """What the holder of `office` may see of the offices of others: an agency's admin those of its units."""
        if office.role in OVERSIGHT:
            return self
        if office.role == Role.AGENCY_ADMIN:
            return self.filter(agency=office.agency_id, role=Role.UNIT)
        return self.none()

    def locked(self, pk):
        """The membership with its people and places, its row locked until the transaction ends; `joining.locked` takes
        those of admins in their order.
        """
        return self.select_for_update(of=("self",), no_key=True).with_places().get(pk=pk)

    def places_of(self, users, *, on):
        """Where each of `users` holds an office on the date `on`, in whichever role: {user id: {(agency id, province
        code or None)}}. What ties a person to a proposal is every one of them, not the office that judges; one query.
        """
        held = self.filter(user__in=users, agency__isnull=False).current(on)
        places = defaultdict(set)
        for user, agency, region in held.values_list("user", "agency", "agency__region"):
            places[user].add((agency, region[:2] if region else None))
        return places

    def with_places(self):
        return self.select_related("agency__region", "unit", "user")


@asked_often
def held_on(user, day):
    """The offices that somebody holds on a day, with their places.

    Adds `is_secured`: whether the person is asked for a second factor when signing in.
    """
    factors = Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS)
    held = Membership.objects.filter(user=user).current(day).with_places()
    return held.annotate(is_secured=Exists(factors)).order_by("pk")


def for_oneself(user):
    """By whom somebody without an office acts on their own data: never saved, and no role."""
    return Membership(user=user, role="")


class Membership(models.Model):
    """One office of one person. Every act is done `by` a membership, so its event names the office."""

    class State(models.TextChoices):
        CURRENT = "current", _("berlaku")
        COMING = "coming", _("belum mulai")
        ENDED = "ended", _("berakhir")

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="memberships", verbose_name=_("pengguna"))
    role = models.CharField(_("peran"), max_length=15, choices=Role)
    agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("instansi"),
    )
    unit = models.ForeignKey(
        "accounts.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("unit"),
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai sebelum"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        constraints = [
            models.CheckConstraint(
                condition=Q(role="unit", agency__isnull=False, unit__isnull=False)
                | Q(role="agency_admin", agency__isnull=False, unit=None)
                | Q(role__in=[*OVERSIGHT, *JUDGES], unit=None),
                name="membership_place_follows_role",
            ),
            models.CheckConstraint(
                # One that was taken back before it began ends on the day it would have begun: it is never in force.
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_does_not_end_before_it_begins",
            ),
            ExclusionConstraint(
                name="membership_periods_do_not_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("agency", Value(0)), RangeOperators.EQUAL),
                    (Coalesce("unit", Value(0)), RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"

    def state(self, on):
        """Where the office is on the date `on`, derived from its dates."""
        if self.until is not None and (self.until <= on or self.until == self.since):
            return self.State.ENDED
        return self.State.COMING if self.since > on else self.State.CURRENT

    @property
    def signature(self):
        """Who did something, and as what: "Sari Wulandari, penulis usulan, Puskesmas Sehat". Names alone mix people up;
        reads `user`, `unit` and `agency`.
        """
        place = self.unit or self.agency
        words = [self.user.full_name, self.get_role_display(), *([place.name] if place else [])]
        return ", ".join(str(word) for word in words)

    @property
    def label(self):
        """The office in words: "Penulis usulan, Puskesmas Sehat"; reads `unit` and `agency`, so load them with it."""
        place = self.unit or self.agency
        role = capfirst(Role(self.role).label)
        return f"{role}, {place.name}" if place else role
