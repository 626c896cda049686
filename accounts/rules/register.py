"""Who keeps the registers of agencies, units and regions, and what may not be done to an entry."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.models import MINISTRY, Agency, AgencyHead, AgencyKind, Membership, Region, Role, Unit
from accounts.models.agency import RegisterEntry
from accounts.rules.joining import IN_THE_PAST
from accounts.rules.refusals import Refusal

NOT_THE_KEEPER = Refusal("not_the_keeper", _("Daftar ini diurus sekretariat dan admin kementerian."))
UNIT_OF_ANOTHER = Refusal("unit_of_another", _("Unit ini milik instansi lain."))
MERGED = Refusal("entry_merged", _("Entri ini sudah digabung ke entri lain. Ubah entri yang itu."))
NAME_TAKEN = Refusal("name_taken", _("Nama itu sudah dipakai entri lain dalam daftar ini."))
SAME_NAME = Refusal("same_name", _("Namanya sudah begitu."))
NAME_NOT_YET = Refusal("name_not_yet", _("Tanggalnya belum tiba. Ganti namanya mulai hari itu."))
NAME_BEFORE_LAST = Refusal("name_before_last", _("Nama yang sekarang mulai berlaku sesudah tanggal itu."))
HEAD_NOT_YET = Refusal("head_not_yet", _("Tanggalnya belum tiba. Catat pimpinannya mulai hari itu."))
HEAD_BEFORE_LAST = Refusal("head_before_last", _("Pimpinan yang terakhir dicatat menjabat sesudah tanggal itu."))
NO_HEAD = Refusal("no_head", _("Instansi ini memang belum punya pimpinan yang dicatat. Isi namanya."))
SAME_HEAD = Refusal("same_head", _("Pimpinannya sudah tercatat begitu."))
ALREADY_CLOSED = Refusal("entry_closed", _("Entri ini sudah ditutup."))
REGIONS_LEFT = Refusal(
    "regions_left", _("Masih ada kabupaten atau kota di provinsi ini. Hapus atau pindahkan dahulu wilayahnya.")
)
AGENCIES_LEFT = Refusal(
    "agencies_left", _("Masih ada instansi terdaftar di wilayah ini. Tutup atau gabungkan dahulu instansinya.")
)
PROVINCE_CLOSED = Refusal("province_closed", _("Provinsinya sudah dihapus. Daftarkan kembali provinsinya dahulu."))
RECODED = Refusal("region_recoded", _("Wilayah ini sekarang memakai kode lain. Ubah wilayah dengan kode itu."))
LIST_APPLIED = Refusal("list_applied", _("Daftar ini sudah diterapkan."))
LIST_DOUBTFUL = Refusal(
    "list_doubtful", _("Ada baris yang belum jelas. Betulkan berkasnya atau registernya, lalu periksa lagi.")
)
NOTHING_TO_CHANGE = Refusal("nothing_to_change", _("Register sudah sama dengan daftar ini."))
NOT_CLOSED = Refusal("entry_not_closed", _("Entri ini tidak ditutup."))
AGENCY_CLOSED = Refusal("agency_closed", _("Instansinya sudah ditutup. Buka kembali instansinya dahulu."))
INTO_ITSELF = Refusal("into_itself", _("Pilih entri yang lain: entri ini tidak dapat digabung ke dirinya sendiri."))
TARGET_GONE = Refusal("target_gone", _("Entri tujuannya sudah ditutup atau digabung."))
OTHER_PROVINCE = Refusal(
    "other_province", _("Kedua instansi ada di provinsi yang berbeda. Betulkan dahulu wilayahnya.")
)
UNITS_OF_TWO = Refusal("units_of_two", _("Kedua unit milik instansi yang berbeda. Gabungkan dahulu instansinya."))
APPLICATIONS_WAIT = Refusal(
    "applications_wait", _("Masih ada permohonan instansi ini yang menunggu. Putuskan dahulu permohonannya.")
)
WITHOUT_UNITS = Refusal(
    "without_units", _("Instansi ini belum punya unit, jadi tidak ada yang dapat pindah ke instansi baru.")
)
NO_UNITS = Refusal("no_units_chosen", _("Pilih sedikitnya satu unit yang pindah."))
UNITS_LEFT = Refusal("units_left", _("Ada unit yang bukan lagi milik instansi ini. Periksa lagi pilihannya."))
KIND_NEEDS_REGION = Refusal("kind_needs_region", _("Jenis instansi ini ada di suatu wilayah. Tulis wilayahnya."))
KIND_HAS_NO_REGION = Refusal("kind_has_no_region", _("Jenis instansi ini tidak berwilayah. Kosongkan wilayahnya."))


def keeping_refusal(office: Membership, unit: Unit | None = None) -> Refusal | None:
    """Why this office may not keep the registers; an agency's admin keeps the units of its own agency."""
    if office.role in MINISTRY:
        return None
    if unit is None or office.role != Role.AGENCY_ADMIN:
        return NOT_THE_KEEPER
    return None if unit.agency_id == office.agency_id else UNIT_OF_ANOTHER


def place_of_kind_refusal(kind: str, region: Region | None) -> Refusal | None:
    """Why an agency of a kind may not lie there."""
    national = (AgencyKind.MINISTRY, AgencyKind.BODY, AgencyKind.STATE_FIRM)
    if kind in national:
        return None if region is None else KIND_HAS_NO_REGION
    return KIND_NEEDS_REGION if region is None else None


def naming_refusal(
    entry: Agency | Unit | Region, name: str, since: date, *, last: date | None, is_taken: bool, on: date
) -> Refusal | None:
    """Why an entry may not be called `name` from the date `since`; `last` is when its own name began, if known."""
    if not isinstance(entry, Region) and entry.merged_into_id:
        return MERGED
    if name == entry.name:
        return SAME_NAME
    if is_taken:
        return NAME_TAKEN
    if since > on:
        return NAME_NOT_YET
    return NAME_BEFORE_LAST if last is not None and since < last else None


def heading_refusal(agency: Agency, name: str, since: date, *, last: AgencyHead | None, on: date) -> Refusal | None:
    """Why nobody of that name, or nobody at all, may head an agency from the date `since`; `last` was the last to."""
    if agency.merged_into_id:
        return MERGED
    if since > on:
        return HEAD_NOT_YET
    stands = last if last is not None and last.until is None else None
    if not name and stands is None:
        return NO_HEAD
    if stands is not None and name == stands.name:
        return SAME_HEAD
    if last is None:
        return None
    # From its first day on only the name of one who stands can be put right.
    is_earlier = since < (last.until or last.since)
    return HEAD_BEFORE_LAST if is_earlier or (since == last.since and not name) else None


def closing_refusal(entry: Agency | Unit) -> Refusal | None:
    """Why an entry may not be closed."""
    if entry.merged_into_id:
        return MERGED
    return ALREADY_CLOSED if entry.closed_on is not None else None


def reopening_refusal(entry: Agency | Unit, *, agency: Agency | None = None) -> Refusal | None:
    """Why an entry may not be opened again; a unit not before its `agency`."""
    if entry.merged_into_id:
        return MERGED
    if agency is not None and agency.closed_on is not None:
        return AGENCY_CLOSED
    return NOT_CLOSED if entry.closed_on is None else None


def region_closing_refusal(region: Region, *, has_regions: bool, has_agencies: bool) -> Refusal | None:
    """Why a region may not be struck from the register; what stands there has to go first."""
    if region.became_id:
        return RECODED
    if region.closed_on is not None:
        return ALREADY_CLOSED
    if has_regions:
        return REGIONS_LEFT
    return AGENCIES_LEFT if has_agencies else None


def region_reopening_refusal(region: Region, province: Region, *, on: date) -> Refusal | None:
    """Why a region that was struck may not come back; not before its province."""
    if region.became_id:
        return RECODED
    if region.closed_on is None:
        return NOT_CLOSED
    is_gone = province.pk != region.pk and province.closed_on is not None and province.closed_on <= on
    return PROVINCE_CLOSED if is_gone else None


def applying_refusal(office: Membership, *, is_applied: bool, has_doubts: bool, is_empty: bool) -> Refusal | None:
    """Why an official list may not be applied to the registers."""
    if refusal := keeping_refusal(office):
        return refusal
    if is_applied:
        return LIST_APPLIED
    if has_doubts:
        return LIST_DOUBTFUL
    return NOTHING_TO_CHANGE if is_empty else None


def merging_refusal(source: Agency | Unit, target: Agency | Unit, *, on: date) -> Refusal | None:
    """Why one entry may not become part of another."""
    if source.merged_into_id:
        return MERGED
    if source.pk == target.pk:
        return INTO_ITSELF
    if target.state(on) != RegisterEntry.State.STANDING:
        return TARGET_GONE
    if isinstance(source, Unit) and isinstance(target, Unit):
        return None if source.agency_id == target.agency_id else UNITS_OF_TWO
    if isinstance(source, Agency) and isinstance(target, Agency):
        return None if source.province_code == target.province_code else OTHER_PROVINCE
    return None


def splitting_refusal(
    agency: Agency, *, units: Collection[int], own: Collection[int], since: date, on: date
) -> Refusal | None:
    """Why an agency may not hand these units over from the date `since`; `own` are the ids of those it has."""
    if agency.state(on) != RegisterEntry.State.STANDING:
        return MERGED if agency.merged_into_id else ALREADY_CLOSED
    if not own:
        return WITHOUT_UNITS
    if not units:
        return NO_UNITS
    if not set(units) <= set(own):
        return UNITS_LEFT
    return IN_THE_PAST if since < on else None
