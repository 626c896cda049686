"""Who carries a contest: the ministry, and judges from outside every agency that takes part."""

from dataclasses import dataclass

from accounts.models import Membership, Role
from competitions.kinds import NEEDS
from tests.factories import accounts

# As many as an interview needs.
INTERVIEWERS = 3


@dataclass(frozen=True)
class Crew:
    """Memberships of the ministry and of the judges."""

    admin: Membership
    second_admin: Membership
    secretary: Membership
    evaluators: tuple[Membership, ...]
    panelists: tuple[Membership, ...]

    def judges_of(self, stage):
        """Those whose role a stage of this kind calls for."""
        return [one for one in (*self.panelists, *self.evaluators) if one.role in NEEDS[stage.kind].judged_by]

    def office_of(self, user_id):
        """The membership of a judge by user id."""
        return next(one for one in (*self.panelists, *self.evaluators) if one.user_id == user_id)


def crew(*, evaluators=5, panelists=4):
    """Two admins, a secretary, and so many judges."""
    return Crew(
        admin=accounts.membership(Role.MINISTRY_ADMIN),
        second_admin=accounts.membership(Role.MINISTRY_ADMIN),
        secretary=accounts.membership(Role.SECRETARY),
        evaluators=tuple(accounts.membership(Role.EVALUATOR) for _ in range(evaluators)),
        panelists=tuple(accounts.membership(Role.PANELIST) for _ in range(panelists)),
    )


def of(cast):
    """The ministry and the judges of a cast without a tie to anybody, and as many panelists as an interview needs."""
    panelists = list(Membership.objects.filter(role=Role.PANELIST, agency=None).order_by("pk")[:INTERVIEWERS])
    missing = INTERVIEWERS - len(panelists)
    return Crew(
        admin=cast.ministry_admin,
        second_admin=cast.second_ministry_admin,
        secretary=cast.secretary,
        evaluators=(cast.judge, cast.second_judge),
        panelists=(*panelists, *(accounts.membership(Role.PANELIST) for _ in range(missing))),
    )
