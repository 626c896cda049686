"""Letters kept back by a person until a person lets them go."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.locking import LockingQuerySet


class HoldQuerySet(LockingQuerySet):
    def standing(self):
        return self.filter(released_at=None)


class Hold(models.Model):
    """Every unsent letter of a kind is kept back: all of them, those of one edition, or those of one occasion.

    It is asked when a letter is about to be sent, so that it also keeps back what is written afterwards.
    """

    name = models.CharField(_("jenis surat"), max_length=60)
    edition = models.CharField(_("edisi"), max_length=30, blank=True)
    occasion = models.CharField(_("kejadian"), max_length=120, blank=True)
    held_at = models.DateTimeField(_("ditahan"))
    held_by = models.ForeignKey("accounts.Membership", models.PROTECT, related_name="+", verbose_name=_("ditahan oleh"))
    released_at = models.DateTimeField(_("dilepas"), null=True, blank=True)
    released_by = models.ForeignKey(
        "accounts.Membership", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dilepas oleh")
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("penahanan surat")
        verbose_name_plural = _("penahanan surat")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "edition", "occasion"], condition=Q(released_at=None), name="hold_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="hold_released_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.edition} {self.occasion}".strip()


def is_held():
    """Whether a standing hold keeps the letter at hand back, as an expression."""
    own = Hold.objects.standing().filter(name=OuterRef("name"))
    own = own.filter(Q(edition="") | Q(edition=OuterRef("edition")))
    return Exists(own.filter(Q(occasion="") | Q(occasion=OuterRef("occasion"))))
