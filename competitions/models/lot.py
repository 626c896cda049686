"""The lot of an edition: a secret promised before registration closes, and a public thing that did not exist then."""

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.facts import together
from accounts.models.printing import reprints


class Sha256(Func):
    """The SHA-256 of a text in ASCII, in hexadecimal digits."""

    template = "encode(sha256((%(expressions)s)::bytea), 'hex')"
    output_field = models.TextField()


class LotQuerySet(models.QuerySet):
    def current(self):
        """The lots that count; one that was replaced is kept, so that its promise can still be read."""
        return self.filter(replaced_at=None)


class Lot(models.Model):
    """A promise and how it was kept. The seed that comes of it stands on the edition and never changes."""

    edition = models.ForeignKey("competitions.Edition", models.CASCADE, related_name="lots", verbose_name=_("edisi"))
    # Random, made by the portal; shown to nobody before it is revealed.
    secret = models.CharField(_("angka rahasia"), max_length=64)
    commitment = models.CharField(_("sidik digital janji"), max_length=64)
    source = models.CharField(_("angka umum yang dicampurkan"), max_length=200)
    committed_at = models.DateTimeField(_("dijanjikan"))
    committed_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+")
    revealed_at = models.DateTimeField(_("dibuka"), null=True, blank=True)

    value = models.CharField(_("angka umum"), max_length=20, blank=True)
    day = models.DateField(_("tanggal angka umum"), null=True, blank=True)
    # Why the number is of a later day than the first weekday after the close, as each of the two wrote it.
    first_reason = models.CharField(_("alasan tanggal, orang pertama"), max_length=200, blank=True)
    second_reason = models.CharField(_("alasan tanggal, orang kedua"), max_length=200, blank=True)
    first_found_at = models.CharField(_("sumber pertama"), max_length=200, blank=True)
    first_at = models.DateTimeField(_("diketik"), null=True, blank=True)
    first_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    first_person = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    second_found_at = models.CharField(_("sumber kedua"), max_length=200, blank=True)
    second_at = models.DateTimeField(_("diketik orang kedua"), null=True, blank=True)
    second_by = models.ForeignKey("accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+")
    second_person = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")

    replaced_at = models.DateTimeField(_("diganti"), null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = _("undian")
        verbose_name_plural = _("undian")
        constraints = [
            models.UniqueConstraint(fields=["edition"], condition=Q(replaced_at=None), name="lot_one_counts"),
            models.CheckConstraint(
                condition=Q(commitment=Sha256(F("secret"))) & Q(("secret__regex", "^[0-9a-f]{64}$")),
                name="lot_commitment_is_of_its_secret",
            ),
            models.CheckConstraint(
                condition=Q(revealed_at=None) | Q(revealed_at__gte=F("committed_at")),
                name="lot_revealed_after_it_was_promised",
            ),
            models.CheckConstraint(
                condition=Q(first_at=None, value="", day=None, first_found_at="", first_reason="")
                | Q(first_at__gte=F("revealed_at"), revealed_at__isnull=False, day__isnull=False)
                & ~Q(value="")
                & ~Q(first_found_at=""),
                name="lot_typed_after_it_was_revealed",
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(day__iso_week_day__lte=5), name="lot_number_is_of_a_weekday"
            ),
            models.CheckConstraint(condition=together("first_at", "first_by"), name="lot_first_who_and_when"),
            models.CheckConstraint(condition=together("second_at", "second_by"), name="lot_second_who_and_when"),
            models.CheckConstraint(
                condition=Q(first_by=None, first_person=None) | Q(first_by__isnull=False, first_person__isnull=False),
                name="lot_first_is_a_person",
            ),
            models.CheckConstraint(
                condition=Q(second_at=None, second_person=None, second_found_at="", second_reason="")
                | (
                    Q(second_at__gte=F("first_at"), first_at__isnull=False, second_person__isnull=False)
                    & ~Q(second_person=F("first_person"))
                    & ~Q(second_found_at="")
                ),
                name="lot_drawn_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(second_at=None), name="lot_drawn_is_never_replaced"
            ),
        ]
        triggers = [
            reprints(),
            # A promise that could be written anew would promise nothing.
            pgtrigger.ReadOnly(
                name="promise_stands",
                fields=["edition", "secret", "commitment", "source", "committed_at", "committed_by"],
            ),
            # The first may type again until the second has typed the same, and nobody else instead.
            pgtrigger.Protect(
                name="first_person_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__first_person__isnull=False)
                & pgtrigger.Q(old__first_person__df=pgtrigger.F("new__first_person")),
            ),
            pgtrigger.Protect(
                name="revealed_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revealed_at__isnull=False)
                & pgtrigger.Q(old__revealed_at__df=pgtrigger.F("new__revealed_at")),
            ),
            pgtrigger.Protect(
                name="drawn_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__second_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.commitment

    @property
    def is_drawn(self):
        """Whether two people typed the same and the seed is fixed."""
        return self.second_at is not None
