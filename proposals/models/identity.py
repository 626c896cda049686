"""What a unit says about its innovation, as a value: forms hand it over, rules look at it, acts keep it.

What stands is on the proposal's own row; every version of it is kept beside.
"""

from dataclasses import dataclass, fields
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.arithmetic import words
from competitions.models import Category, Group

from .version import Version


@dataclass(frozen=True)
class Identity:
    """What a unit says about the innovation itself. Blank is allowed everywhere but in the title."""

    title: str
    group: Group | None = None
    category: Category | None = None
    started_on: date | None = None
    sdgs: tuple[int, ...] = ()
    is_app: bool | None = False
    video_url: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    is_done: bool = False


# Its fields, in the order of the form.
SAID = tuple(field.name for field in fields(Identity) if field.name != "is_done")
CHOSEN = ("group", "category")


class IdentityVersion(Version):
    """What was said about the innovation as it was saved: the title a proposal was begun with is the first version."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="identity_versions", verbose_name=_("usulan")
    )
    # By the name of the field: texts, numbers, days as they are written in JSON, choices by their primary key.
    said = models.JSONField(_("isi"))

    class Meta(Version.Meta):
        abstract = False
        verbose_name = _("versi identitas")
        verbose_name_plural = _("versi identitas")
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="identity_version_number_is_unique")]

    def __str__(self):
        return f"{self.proposal_id}/{self.number}"

    @property
    def length(self):
        """How many words there are in its texts."""
        return sum(words.count(value) for value in self.said.values() if isinstance(value, str))
