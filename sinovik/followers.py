"""What every floor does when an agency or a unit is renamed, merged or split, the lowest floor first."""

from accounts.domain.register.own import OWN
from competitions.domain.following import PLANS
from judging.domain.judges.following import WORK
from proposals.domain.following import DOSSIERS

FOLLOWERS = {"accounts": OWN, "competitions": PLANS, "proposals": DOSSIERS, "judging": WORK}
