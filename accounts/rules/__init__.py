"""Refusals: who may not, and why, as values with a sentence."""

from accounts.rules.offices import NO_OFFICE, WRONG_ROLE
from accounts.rules.refusals import Refusal, Refused

__all__ = ["NO_OFFICE", "WRONG_ROLE", "Refusal", "Refused"]
