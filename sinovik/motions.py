"""The grave acts of every floor in one table."""

from accounts import motions as of_accounts
from competitions import motions as of_competitions
from judging import motions as of_judging
from proposals import motions as of_proposals

KINDS = (*of_accounts.KINDS, *of_competitions.KINDS, *of_proposals.KINDS, *of_judging.KINDS)
