"""Who has work in a stage that runs: its judges, whoever answers objections, agencies whose dossiers are in it."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import Membership, Role
from judging.models import Entrant, Objection, PanelMember
from proposals.models import Proposal, Status, in_contest

# Opened, and nobody has published it: until then objections come and results are decided.
RUNNING = Q(stage__opened_at__isnull=False, stage__published_at=None, stage__skipped_at=None)
UNSENT = (Status.DRAFT, Status.WITH_AGENCY, Status.RETURNED)


def at_work_in_stages(users, *, at):
    """Those of the user ids `users` who are in the middle of a stage or of an open registration, as a set."""
    seated = PanelMember.objects.filter(RUNNING, judge__in=users).values_list("judge", flat=True)
    asked = Objection.objects.to_answer().filter(assigned_to__user__in=users)
    admins = Membership.objects.current(timezone.localdate(at)).filter(role=Role.AGENCY_ADMIN, user__in=users)
    entered = Entrant.objects.filter(RUNNING, in_contest("proposal__")).values("proposal__agency")
    written = Proposal.objects.filter(
        status__in=UNSENT, deleted_at=None, edition__opens_at__lte=at, edition__closes_at__gt=at
    )
    busy_admins = admins.filter(Q(agency__in=entered) | Q(agency__in=written.values("agency")))
    return {
        *seated,
        *asked.values_list("assigned_to__user", flat=True),
        *busy_admins.values_list("user", flat=True),
    }
