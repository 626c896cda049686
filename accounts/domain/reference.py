"""Reference data: the country's regions and the agencies that may take part, from `accounts/data`."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from accounts.models import Agency, AgencyKind, FormerName, Region, RegionKind

DATA = Path(__file__).resolve().parent.parent / "data"

KINDS = {
    "kementerian": AgencyKind.MINISTRY,
    "lembaga": AgencyKind.BODY,
    "provinsi": AgencyKind.PROVINCE,
    "kabupaten": AgencyKind.REGENCY,
    "kota": AgencyKind.CITY,
    "bumn": AgencyKind.STATE_FIRM,
    "bumd": AgencyKind.REGIONAL_FIRM,
}
# Two provinces whose government is not called after the pattern.
GOVERNMENTS = {"11": "Pemerintah Aceh", "31": "Pemerintah Provinsi DKI Jakarta"}
# Jakarta's regency and cities are administrative: parts of the province, without a government of their own.
ADMINISTRATIVE = "Administrasi "


@dataclass(frozen=True)
class Loaded:
    """What is on record after loading, and how many agencies were new."""

    regions: int
    agencies: int
    new_agencies: int


@transaction.atomic
def load() -> Loaded:
    """Bring regions and agencies up to the files: regions are updated, agencies only added, nothing removed.

    Safe to run twice. Agencies are told apart by name in any case; one that people have renamed or moved is
    left as it is, since it is also known by the names it bore.
    """
    regions = regions_on_file()
    on_file = agencies_on_file(regions)
    former = list(FormerName.objects.order_by("pk").values_list("region", "agency", "name"))
    keep_names_of_people(regions, {(region, name) for region, _agency, name in former if region})
    Region.objects.bulk_create(
        regions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "short_name", "kind", "province", "population", "is_left_behind"],
    )
    standing = list(Agency.objects.order_by("pk").values_list("name", flat=True))
    known = {name.casefold() for name in [*standing, *(name for _region, agency, name in former if agency)]}
    missing = [agency for agency in on_file if agency.name.casefold() not in known]
    Agency.objects.bulk_create(missing)
    return Loaded(regions=len(regions), agencies=len(standing) + len(missing), new_agencies=len(missing))


def keep_names_of_people(regions: list[Region], renamed: set[tuple[str, str]]) -> None:
    """Let regions that people have renamed since the file keep the names they bear; `renamed` are (code, old name)."""
    current = Region.objects.in_bulk([code for code, _name in renamed]) if renamed else {}
    for region in regions:
        if (region.code, region.name) in renamed:
            region.name, region.short_name = current[region.code].name, current[region.code].short_name


def other_names() -> dict[str, str]:
    """What public lists call an agency besides, in small letters, with the name under which `load` records it."""
    return {row["nama_lain"].casefold(): row["nama"] for row in rows("nama_lain.csv")}


def regions_on_file() -> list[Region]:
    """Every region of the file, unsaved."""
    left_behind = {row["kode"] for row in rows("daerah_tertinggal.csv")}
    return [
        Region(
            code=row["kode"],
            name=row["nama"],
            short_name=row["nama_singkat"],
            kind=RegionKind(KINDS[row["jenis"]].value),
            province_id=row["kode_provinsi"],
            population=int(row["penduduk"]),
            is_left_behind=row["kode"] in left_behind,
        )
        for row in rows("wilayah.csv")
    ]


def agencies_on_file(regions: list[Region]) -> list[Agency]:
    """The government of every region that has one, then ministries, bodies and firms; unsaved."""
    governments = [
        Agency(kind=AgencyKind(region.kind), name=government_of(region), region_id=region.code)
        for region in regions
        if not region.short_name.startswith(ADMINISTRATIVE)
    ]
    national = [Agency(kind=KINDS[row["jenis"]], name=row["nama"]) for row in rows("kementerian_lembaga.csv")]
    others = [
        Agency(kind=KINDS[row["jenis"]], name=row["nama"], region_id=row["kode_wilayah"] or None)
        for row in rows("instansi_lain.csv")
    ]
    return [*governments, *national, *others]


def government_of(region: Region) -> str:
    """What a region's government is called; a regency's or city's name already says which it is."""
    if region.kind == RegionKind.PROVINCE:
        return GOVERNMENTS.get(region.code, f"Pemerintah Provinsi {region.name}")
    return f"Pemerintah {region.name}"


def rows(name: str) -> list[dict[str, str]]:
    """The lines of a data file by column, without stray spaces."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [{column: value.strip() for column, value in line.items()} for line in csv.DictReader(file)]
