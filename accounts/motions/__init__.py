"""The grave acts of the ground floor."""

from accounts.motions.admins import APPOINT_ADMIN, EXTEND_ADMIN, appoint_admin, extend_admin
from accounts.motions.factors import RELEASE_FACTOR, release_factor
from accounts.motions.registers import MERGE_AGENCIES, MERGE_UNITS, SPLIT_AGENCY, merge_entries, split_agency

KINDS = (APPOINT_ADMIN, EXTEND_ADMIN, MERGE_AGENCIES, MERGE_UNITS, SPLIT_AGENCY, RELEASE_FACTOR)

__all__ = [
    "APPOINT_ADMIN",
    "EXTEND_ADMIN",
    "KINDS",
    "MERGE_AGENCIES",
    "MERGE_UNITS",
    "RELEASE_FACTOR",
    "SPLIT_AGENCY",
    "appoint_admin",
    "extend_admin",
    "merge_entries",
    "release_factor",
    "split_agency",
]
