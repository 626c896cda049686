"""People, agencies and offices for tests: plain functions, no surprises, nothing random."""

import time
from dataclasses import dataclass
from datetime import date
from itertools import count, product
from string import ascii_uppercase, digits

from accounts.models import (
    REGIONAL_KINDS,
    Agency,
    AgencyKind,
    Membership,
    Region,
    RegionKind,
    Role,
    Unit,
    User,
)
from tests import once

numbers = count(1)
# Neither runs out in a run: 900 provinces, and 46,656 regions.
province_codes = map("".join, product(ascii_uppercase[:25], digits + ascii_uppercase))
region_codes = map("".join, product(digits + ascii_uppercase, repeat=3))


def person(full_name=None, *, email=None, password=None):
    """A person; without a password, one who must reset it first (and no time is spent on hashing)."""
    number = next(numbers)
    return User.objects.create_user(email or f"orang{number}@contoh.go.id", full_name or f"Orang {number}", password)


def region(kind=RegionKind.REGENCY, *, code=None, name=None, province=None, is_left_behind=False):
    """A region; a regency or city lies in `province` or else in the one province of tests. Codes begin with a letter,
    so that they never meet real ones.
    """
    number = next(numbers)
    if kind == RegionKind.PROVINCE:
        code = code or next(province_codes)
        province_code = code
    else:
        province_code = (province or a_province()).code
        code = code or f"{province_code}{next(region_codes)}"
    return Region.objects.create(
        code=code,
        name=name or f"{RegionKind(kind).label.capitalize()} {number}",
        short_name=name or f"Wilayah {number}",
        kind=kind,
        province_id=province_code,
        population=100_000,
        is_left_behind=is_left_behind,
    )


def a_province():
    """The one province every test region lies in unless the test says otherwise."""
    return Region.objects.filter(code="Z9").first() or region(RegionKind.PROVINCE, code="Z9", name="Provinsi Uji")


def agency(kind=AgencyKind.REGENCY, *, name=None, region=None, is_left_behind=False):
    """An agency of a kind, with a region of its own when its kind has one."""
    number = next(numbers)
    return Agency.objects.create(
        kind=kind,
        name=name or f"Instansi {AgencyKind(kind).label} {number}",
        region=region or region_for(kind, is_left_behind),
    )


def region_for(kind, is_left_behind=False):
    if kind not in REGIONAL_KINDS:
        return None
    region_kind = kind if kind in RegionKind.values else RegionKind.REGENCY
    return region(region_kind, is_left_behind=is_left_behind)


def unit(agency_=None, *, name=None):
    """A service unit, of an agency of its own unless one is given."""
    return Unit.objects.create(agency=agency_ or agency(), name=name or f"Unit {next(numbers)}")


def membership(role, agency=None, unit=None, *, user=None, since=date(2015, 1, 1), until=None):
    """An office held from 2015 on; a writer and an agency admin get a place when none is given."""
    if role == Role.UNIT:
        unit = unit or make_unit(agency)
        agency = unit.agency
    elif role == Role.AGENCY_ADMIN:
        agency = agency or make_agency()
    return Membership.objects.create(
        user=user or person(), role=role, agency=agency, unit=unit, since=since, until=until
    )


# The same makers under names that the arguments `agency` and `unit` do not hide.
make_agency = agency
make_unit = unit


@dataclass(frozen=True)
class Cast:
    """The people of every story. Each is a membership."""

    proposer: Membership
    colleague: Membership
    agency_admin: Membership
    stranger: Membership
    stranger_admin: Membership
    judge: Membership
    second_judge: Membership
    judge_of_same_agency: Membership
    panelist: Membership
    second_panelist: Membership
    secretary: Membership
    ministry_admin: Membership
    second_ministry_admin: Membership


def cast():
    """A proposer, her colleague, a stranger, judges (one of the proposer's agency) and the ministry.

    They come into being once in a run; a second cast of one test is another one.
    """
    return once.laid_out(("a cast", Membership.objects.count()), new_cast)


def new_cast():
    """The same, come into being now."""
    proposer = named(Role.UNIT, "Sari Wulandari")
    stranger = named(Role.UNIT, "Yosef Tabuni")
    ministry = agency(AgencyKind.MINISTRY)
    return Cast(
        proposer=proposer,
        colleague=named(Role.UNIT, "Bayu Pratama", unit=proposer.unit),
        agency_admin=named(Role.AGENCY_ADMIN, "Ratna Dewi", agency=proposer.agency),
        stranger=stranger,
        stranger_admin=named(Role.AGENCY_ADMIN, "Marthen Rumbiak", agency=stranger.agency),
        judge=named(Role.EVALUATOR, "Prof. Laksmi Hadi"),
        second_judge=named(Role.EVALUATOR, "Dr. Teuku Rahman"),
        judge_of_same_agency=named(Role.EVALUATOR, "Dr. Nyoman Arta", agency=proposer.agency),
        panelist=named(Role.PANELIST, "Indah Sulistyo"),
        second_panelist=named(Role.PANELIST, "Rudi Hartono"),
        secretary=named(Role.SECRETARY, "Dian Kusuma", agency=ministry),
        ministry_admin=named(Role.MINISTRY_ADMIN, "Agus Salim", agency=ministry),
        second_ministry_admin=named(Role.MINISTRY_ADMIN, "Maya Lestari", agency=ministry),
    )


def named(role, full_name, **place):
    return membership(role, user=person(full_name), **place)


def fresh(client, *, ago=0):
    """The signed-in client as if its person had given the password `ago` seconds ago: what grave acts ask for."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client
