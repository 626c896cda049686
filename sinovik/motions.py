"""The grave acts of every floor in one table."""

from judging import motions as of_judging
from proposals import motions as of_proposals

KINDS = (*of_proposals.KINDS, *of_judging.KINDS)
