"""Whether an agency may enter an edition."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.rules import Refusal
from competitions.models import Admission, Group

NOT_ADMITTED = Refusal(
    "not_admitted", _("Edisi ini bukan untuk instansi Anda. Siapa yang dapat ikut tertulis pada halaman edisinya.")
)

NOT_INVITED = Refusal("group_not_invited", _("Kelompok ini hanya untuk instansi yang diundang. Pilih kelompok lain."))


class Admitting(Protocol):
    """What the rule asks of a row, or of its value in a plan."""

    dimension: str
    value: str


def admission_refusal(admissions: Iterable[Admitting], *, agency: Agency) -> Refusal | None:
    """Why an agency (loaded with its region) may not enter, or None."""
    said: dict[str, set[str]] = {of: set() for of in Admission.Dimension.values}
    for one in admissions:
        said[one.dimension].add(one.value)
    if not any(said.values()) or agency.name in said[Admission.Dimension.AGENCY]:
        return None
    kinds, provinces = said[Admission.Dimension.KIND], said[Admission.Dimension.PROVINCE]
    fits = (
        bool(kinds or provinces)
        and (not kinds or agency.kind in kinds)
        and (not provinces or agency.province_code in provinces)
    )
    return None if fits else NOT_ADMITTED


def invitation_refusal(group: Group, *, agency: Agency) -> Refusal | None:
    """Why an agency may not enter a group of its edition, or None."""
    return NOT_INVITED if group.by_invitation and agency.name not in group.invited else None
