"""Refusals: who may not, and why, as values with a sentence."""

from accounts.rules.letters import KEY_GONE, NOT_GIVEN_UP, ONLY_MINISTRY, resending_refusal
from accounts.rules.offices import NO_OFFICE, TOO_MANY_ATTEMPTS, WRONG_ROLE
from accounts.rules.refusals import Refusal, Refused, Stale

__all__ = [
    "KEY_GONE",
    "NOT_GIVEN_UP",
    "NO_OFFICE",
    "ONLY_MINISTRY",
    "TOO_MANY_ATTEMPTS",
    "WRONG_ROLE",
    "Refusal",
    "Refused",
    "Stale",
    "resending_refusal",
]
