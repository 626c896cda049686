"""What is kept of the tree over the events: hashes that are known for good, and heads that others may hold."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.printing import reprints

# The smallest subtrees that are kept have 2 ** LEVEL leaves: below, the events themselves are read.
LEVEL = 6


class TreeNode(models.Model):
    """The hash of one full subtree: it covers the events after place * 2 ** level, and never changes."""

    level = models.PositiveSmallIntegerField(_("tingkat"))
    place = models.BigIntegerField(_("tempat"))
    hash = models.BinaryField(_("sidik digital"))

    class Meta:
        verbose_name = _("simpul pohon riwayat")
        verbose_name_plural = _("simpul pohon riwayat")
        constraints = [
            models.UniqueConstraint(fields=["level", "place"], name="tree_node_is_kept_once"),
            models.CheckConstraint(condition=Q(level__gte=LEVEL, place__gte=0), name="tree_node_has_a_place"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.level}/{self.place}"


class TreeHead(models.Model):
    """The trail at one moment: how many events, the hash of the last, and the root of the tree over all of them."""

    size = models.BigIntegerField(_("peristiwa"), unique=True)
    head = models.CharField(_("sidik digital peristiwa terakhir"), max_length=64)
    root = models.CharField(_("sidik digital pohon"), max_length=64)
    at = models.DateTimeField(_("saat"))

    class Meta:
        verbose_name = _("sidik riwayat")
        verbose_name_plural = _("sidik riwayat")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="tree_head_holds_something")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            reprints(pgtrigger.Insert),
        ]

    def __str__(self):
        return f"{self.size}:{self.root}"
