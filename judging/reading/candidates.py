"""Who could be asked to judge a stage, who agreed, and what asking somebody would mean."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from judging import rules
from judging.models import Assignment, Employer, Interest, Invitation, PanelMember
from judging.reading import register
from proposals.models import Proposal


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
    """Who agreed to judge the stage, holds a role it needs on the date `on` and is not seated, by name; one query."""
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
        .filter(user__in=Invitation.objects.accepted().filter(stage=stage).values("judge"))
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


def to_invite(stage, *, on):
    """The judges of the register who could be asked: of a role the stage needs, neither seated nor asked already."""
    asked = Invitation.objects.standing().filter(stage=stage).values("judge")
    seated = PanelMember.objects.filter(stage=stage).values("judge")
    return (
        register.judges(on)
        .filter(is_active=True, roles__overlap=[str(role) for role in stage.needs.judged_by])
        .exclude(pk__in=asked)
        .exclude(pk__in=seated)
    )


def to_note(stage, *, on):
    """Who could have agreed by a letter: of a role the stage needs, neither seated nor known to agree."""
    agreed = Invitation.objects.accepted().filter(stage=stage).values("judge")
    seated = PanelMember.objects.filter(stage=stage).values("judge")
    held = Membership.objects.filter(user=OuterRef("pk"), role__in=stage.needs.judged_by).current(on)
    found = User.objects.filter(Exists(held), is_active=True).exclude(pk__in=agreed).exclude(pk__in=seated)
    return found.order_by("full_name", "email")


@dataclass(frozen=True)
class Asked:
    """What asking one judge would mean: dossiers of the edition that a tie closes, and what speaks against it."""

    judge: User
    tied: int
    is_away: bool


def consequences(stage, judges, *, on) -> list[Asked]:
    """What asking these judges would mean, in their order; four queries."""
    pks = [judge.pk for judge in judges]
    offices, employers, declared = defaultdict(list), defaultdict(list), defaultdict(list)
    for office in Membership.objects.filter(user__in=pks).current(on).select_related("agency"):
        offices[office.user_id].append(office)
    for one in Employer.objects.filter(judge__in=pks).tying(on).select_related("agency"):
        employers[one.judge_id].append(one)
    for proposal, judge in Interest.objects.filter(judge__in=pks).values_list("proposal_id", "judge_id"):
        declared[judge].append(proposal)
    dossiers = list(
        Proposal.objects.in_contest().filter(edition=stage.edition).values_list("pk", "agency_id", "agency__region_id")
    )
    found = []
    for judge in judges:
        ties = rules.ties_of(offices[judge.pk], employers=employers[judge.pk], declared=declared[judge.pk], on=on)
        tied = sum(
            ties.refusal(proposal, agency=agency, province=region[:2] if region else None) is not None
            for proposal, agency, region in dossiers
        )
        found.append(Asked(judge, tied, is_away(register.entry_of(judge), stage)))
    return found


def is_away(entry, stage) -> bool:
    """Whether a judge says not to be available during the whole of a stage's window."""
    if entry is None:
        return False
    opens, closes = timezone.localdate(stage.opens_at), timezone.localdate(stage.closes_at)
    return bool(
        (entry.available_from and entry.available_from > opens)
        or (entry.available_until and entry.available_until <= closes)
    )


@dataclass(frozen=True)
class RepliedInvitation:
    """One invitation as the page of a stage's judges shows it."""

    invitation: Invitation
    is_late: bool
    is_seated: bool


def replies(stage, *, on) -> list[RepliedInvitation]:
    """Every invitation to a stage, those that wait first, then by name; one query."""
    found = (
        Invitation.objects.filter(stage=stage)
        .select_related("judge", "answered_by__user")
        .annotate(is_seated=Exists(PanelMember.objects.filter(stage=stage, judge=OuterRef("judge"))))
        .order_by("withdrawn_at", "answer", "judge__full_name", "pk")
    )
    return [
        RepliedInvitation(one, not one.answer and one.withdrawn_at is None and one.reply_by < on, one.is_seated)
        for one in found
    ]
