"""A person's own lists leave out what ties that person, and say how many: what is behind such a line is shut anyway."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Value
from django.utils import timezone

from accounts.models import MINISTRY
from accounts.reading import between_acts
from judging.models import tied_to
from proposals.models import Proposal


@dataclass(frozen=True)
class Apart:
    """The rows that somebody may read, and how many proposals of the edition are left out of all its lists."""

    rows: Any
    hidden: int


def all_kept(office, rows, *, path="proposal", at):
    """The same of rows of any edition, without a query of its own: those that do not tie the office's person."""
    if office.role not in MINISTRY:
        return rows
    own = Proposal.objects.filter(pk__in=rows.order_by().values(path))
    return rows.exclude(**{f"{path}__in": tied_to(office.user_id, own, timezone.localdate(at)).values("pk")})


def marked(office, rows, *, at):
    """Rows that are read whole, each with `is_tied`: whether its proposal ties somebody of the ministry."""
    if office.role not in MINISTRY:
        return rows.annotate(is_tied=Value(False))
    own = Proposal.objects.filter(pk=OuterRef("proposal"))
    return rows.annotate(is_tied=Exists(tied_to(office.user_id, own, timezone.localdate(at))))


def kept(office, edition, rows, *, path="proposal", at):
    """The rows of an edition without those of proposals that tie somebody of the ministry.

    `path` leads from a row to its proposal. Others are held elsewhere. The ties of a day are looked for once, in one
    query over the edition's proposals, and hold until somebody acts.
    """
    if office.role not in MINISTRY:
        return Apart(rows, 0)
    day = timezone.localdate(at)
    tied = tied_to(office.user_id, Proposal.objects.filter(edition=edition), day)
    asked = ("tied", office.user_id, getattr(edition, "pk", edition), day)
    ids = between_acts.while_nobody_acts(asked, lambda: list(tied.order_by("pk").values_list("pk", flat=True)))
    return Apart(rows.exclude(**{f"{path}__in": ids}) if ids else rows, len(ids))
