"""Who could be seated as a judge of a stage."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import Membership
from judging.models import Assignment, PanelMember


@dataclass(frozen=True)
class Eligible:
    """Somebody who may be seated: user id, and a label with address, employer and work still to do elsewhere."""

    pk: int
    name: str
    email: str
    agency: str
    owed: int

    @property
    def label(self):
        employer = self.agency or _("tanpa instansi")
        owed = _("%(count)d lembar nilai belum selesai di tahap lain") % {"count": self.owed}
        return f"{self.name}, {employer}, {self.email}" + (f" ({owed})" if self.owed else "")


def eligible(stage, *, on):
    """Who holds a judging role that the stage needs on the date `on` and is not seated, by name; one query."""
    owed = (
        Assignment.objects.standing()
        .filter(judge=OuterRef("user"), scorecard__locked_at=None, stage__closed_at=None, stage__skipped_at=None)
        .filter(stage__rubric__isnull=False)
        .order_by()
        .values("judge")
        .annotate(number=Count("pk"))
        .values("number")
    )
    held = (
        Membership.objects.filter(role__in=stage.needs.judged_by, user__is_active=True)
        .current(on)
        .exclude(user__in=PanelMember.objects.filter(stage=stage).values("judge"))
        .select_related("user", "agency")
        .annotate(owed=Coalesce(Subquery(owed), 0))
        .order_by("user__full_name", "pk")
    )
    by_user = {}
    for one in held:
        agency = one.agency.name if one.agency else ""
        by_user.setdefault(one.user_id, Eligible(one.user_id, one.user.full_name, one.user.email, agency, one.owed))
    return list(by_user.values())
