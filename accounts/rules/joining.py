"""Who may give an office, extend, end and replace it, and why not."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Membership, Role, Unit
from accounts.models.agency import RegisterEntry
from accounts.rules.refusals import Refusal

NOT_YOURS_TO_APPOINT = Refusal("not_yours_to_appoint", _("Peran Anda tidak mengangkat atau mengakhiri peran ini."))
OTHER_AGENCY = Refusal("other_agency", _("Penulis usulan diangkat oleh admin instansinya sendiri."))
NEEDS_TWO = Refusal(
    "admin_needs_two", _("Admin kementerian diangkat oleh dua orang: ajukan, lalu admin lain menyetujuinya.")
)
LAST_ADMIN = Refusal(
    "last_admin",
    _("Ini admin kementerian terakhir. Angkat admin lain dahulu, supaya selalu ada yang dapat mengangkat orang."),
)
ALREADY_ENDED = Refusal("office_ended", _("Peran ini sudah berakhir. Angkat lagi orangnya bila perlu."))
ALREADY_HELD = Refusal("office_held", _("Orang ini sudah memegang peran yang sama pada waktu itu."))
IN_THE_PAST = Refusal("office_in_the_past", _("Tanggalnya sudah lewat. Pilih hari ini atau sesudahnya."))
ENDS_BEFORE_IT_BEGINS = Refusal("office_ends_first", _("Tanggal berakhir harus sesudah tanggal mulai."))
AFTER_ITS_END = Refusal("after_its_end", _("Peran ini berakhir lebih awal dari tanggal itu."))
SAME_PERSON_AGAIN = Refusal("replaced_by_itself", _("Penggantinya orang yang sama. Perpanjang saja perannya."))
PLACE_CLOSED = Refusal("place_closed", _("Instansi atau unit ini sudah ditutup. Orang tidak dapat diangkat di sini."))
INACTIVE = Refusal("person_inactive", _("Akun orang ini tidak aktif."))

# Which offices appoint which; the admin of the ministry besides only by two.
APPOINTED_BY: Mapping[str, tuple[str, ...]] = {
    Role.MINISTRY_ADMIN: (Role.MINISTRY_ADMIN,),
    Role.SECRETARY: (Role.MINISTRY_ADMIN,),
    Role.AUDITOR: (Role.MINISTRY_ADMIN,),
    Role.EVALUATOR: (Role.MINISTRY_ADMIN, Role.SECRETARY),
    Role.PANELIST: (Role.MINISTRY_ADMIN, Role.SECRETARY),
    Role.AGENCY_ADMIN: (Role.SECRETARY,),
    Role.UNIT: (Role.AGENCY_ADMIN,),
}


def appointable(office: Membership) -> list[Role]:
    """The roles that the holder of an office gives, in the order of the roles."""
    return [role for role in Role if office.role in APPOINTED_BY[role]]


def place_refusal(role: str, *, office: Membership, agency_id: int | None) -> Refusal | None:
    """Why this office has no say over an office of a role at an agency."""
    if office.role not in APPOINTED_BY[role]:
        return NOT_YOURS_TO_APPOINT
    if role == Role.UNIT and office.agency_id != agency_id:
        return OTHER_AGENCY
    return None


def appointing_refusal(
    role: str, *, office: Membership, agency_id: int | None = None, is_seconded: bool = False
) -> Refusal | None:
    """Why this office may not give an office; `is_seconded` says that another person agreed."""
    if refusal := place_refusal(role, office=office, agency_id=agency_id):
        return refusal
    return NEEDS_TWO if role == Role.MINISTRY_ADMIN and not is_seconded else None


def place_closed_refusal(agency: Agency | None, unit: Unit | None, *, on: date) -> Refusal | None:
    """Why nobody gets an office at an agency or a unit that begins on the date `on`."""
    closed = any(place is not None and place.state(on) != RegisterEntry.State.STANDING for place in (agency, unit))
    return PLACE_CLOSED if closed else None


def period_refusal(since: date, until: date | None, *, on: date) -> Refusal | None:
    """Why an office given on the date `on` may not last from `since` until before `until`."""
    if since < on:
        return IN_THE_PAST
    return ENDS_BEFORE_IT_BEGINS if until is not None and until <= since else None


def ending_refusal(membership: Membership, *, office: Membership, other_admins: int, on: date) -> Refusal | None:
    """Why this office may not end another on the date `on` or later; `other_admins` counts who remains."""
    if refusal := place_refusal(membership.role, office=office, agency_id=membership.agency_id):
        return refusal
    if membership.state(on) == Membership.State.ENDED:
        return ALREADY_ENDED
    return LAST_ADMIN if membership.role == Role.MINISTRY_ADMIN and not other_admins else None


def ending_date_refusal(membership: Membership, until: date, *, on: date) -> Refusal | None:
    """Why an office may not end on the date `until`, chosen on the date `on`."""
    if until < on:
        return IN_THE_PAST
    if until < membership.since:
        return ENDS_BEFORE_IT_BEGINS
    return AFTER_ITS_END if membership.until is not None and until > membership.until else None


def extending_refusal(
    membership: Membership, *, office: Membership, on: date, is_seconded: bool = False
) -> Refusal | None:
    """Why this office may not set another end, which an office that is over has no more."""
    if refusal := appointing_refusal(
        membership.role, office=office, agency_id=membership.agency_id, is_seconded=is_seconded
    ):
        return refusal
    return ALREADY_ENDED if membership.state(on) == Membership.State.ENDED else None


def new_end_refusal(membership: Membership, until: date | None, *, other_admins: int) -> Refusal | None:
    """Why an office may not get this end; `other_admins` counts who remains without one."""
    is_given_an_end = until is not None and membership.until is None
    return LAST_ADMIN if membership.role == Role.MINISTRY_ADMIN and is_given_an_end and not other_admins else None


def replacing_refusal(
    membership: Membership, *, office: Membership, on: date, is_seconded: bool = False
) -> Refusal | None:
    """Why this office may not put somebody else in another's place; an admin of the ministry only by two."""
    return extending_refusal(membership, office=office, on=on, is_seconded=is_seconded)
