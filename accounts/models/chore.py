"""What the portal does by itself when its moment comes, while it has not succeeded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Chore(models.Model):
    """A thing that the clock has to do, from its first try until it is done: then the row goes with it."""

    name = models.CharField(_("pekerjaan"), max_length=40)
    # Which one of its name.
    key = models.CharField(_("kunci"), max_length=120)
    # What people call that one.
    about = models.CharField(_("tentang"), max_length=300, blank=True)
    since = models.DateTimeField(_("pertama dicoba"))
    tries = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    next_try_at = models.DateTimeField(_("dicoba lagi"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("tidak dicoba lagi"), null=True, blank=True)
    # What the last try said; empty when it ended without a word.
    failure = models.CharField(_("sebab gagal"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("pekerjaan portal")
        verbose_name_plural = _("pekerjaan portal")
        constraints = [
            models.UniqueConstraint(fields=["name", "key"], name="chore_stands_once"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, given_up_at=None)
                | Q(next_try_at=None, given_up_at__isnull=False),
                name="chore_is_tried_again_or_given_up",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.key}"
