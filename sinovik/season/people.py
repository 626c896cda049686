"""The people of a season: the ministry's, the judges, and those of each agency that takes part."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from accounts.domain import joining
from accounts.models import Agency, AgencyKind, Membership, Role, Unit, User

SINCE = date(2018, 1, 1)
FIRST = ("Ayu", "Budi", "Citra", "Dewi", "Eko", "Fajar", "Gita", "Hadi", "Indah", "Joko", "Kartika",
         "Lestari", "Made", "Nurul", "Oktavia", "Putra", "Rahma", "Sari", "Tono", "Utami", "Wahyu")  # fmt: skip
LAST = ("Pratama", "Wulandari", "Siregar", "Nasution", "Simanjuntak", "Saputra", "Hidayat", "Lubis", "Manurung",
        "Suryani", "Kusuma", "Rahman", "Halim", "Tarigan", "Wijaya", "Permata", "Hasanah", "Gunawan")  # fmt: skip
UNITS = ("Dinas Kesehatan", "RSUD", "Dinas Kependudukan dan Pencatatan Sipil", "Dinas Pendidikan", "Puskesmas Kota",
         "Dinas Penanaman Modal dan Pelayanan Terpadu", "Dinas Pertanian", "Dinas Sosial", "Dinas Lingkungan Hidup",
         "Badan Penanggulangan Bencana")  # fmt: skip
NATIONAL_UNITS = ("Direktorat Layanan Publik", "Balai Besar Jakarta", "Kantor Wilayah Jawa Timur", "Pusat Data",
                  "Kantor Pelayanan Semarang", "Balai Pelatihan", "Kantor Wilayah Sulawesi Selatan")  # fmt: skip


@dataclass
class Ministry:
    """Two admins, so that one may approve what the other proposes, and the secretariat."""

    admin: Membership
    second_admin: Membership
    secretary: Membership


@dataclass
class AgencyTeam:
    """An agency that takes part: its admin, and the writer of each unit."""

    agency: Agency
    admin: Membership
    writers: list[Membership] = field(default_factory=list)


MINISTRY = ("Rina Kusuma", "Bambang Wijaya", "Sari Hasanah")


def all_different(random, count):
    """So many names, none of them twice and none of the ministry's people."""
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    return random.sample([name for name in names if name not in MINISTRY], count)


def named(random):
    """A name nobody in particular bears."""
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def office(email, name, role, *, agency=None, unit=None, by, at):
    """The membership of the person with this address, appointed if it is not there yet."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name)
    held = Membership.objects.filter(user=user, role=role, agency=agency, unit=unit).with_places().first()
    return held or joining.appoint(user, role, agency=agency, unit=unit, since=SINCE, by=by, at=at)


def ministry(*, at):
    """The ministry's three people."""
    admin = office("admin@sinovik.test", MINISTRY[0], Role.MINISTRY_ADMIN, by=None, at=at)
    return Ministry(
        admin=admin,
        second_admin=office("admin2@sinovik.test", MINISTRY[1], Role.MINISTRY_ADMIN, by=admin, at=at),
        secretary=office("sekretariat@sinovik.test", MINISTRY[2], Role.SECRETARY, by=admin, at=at),
    )


def judges(plan, *, by, at):
    """(evaluators, panelists): academics from outside every agency; every fourth panelist serves a ministry."""
    ministries = list(Agency.objects.filter(kind=AgencyKind.MINISTRY).order_by("name"))
    # Drawn alike in every edition: one address is one person.
    names = all_different(Random("judges"), 60)
    evaluators = [
        office(numbered("evaluator", n), f"Prof. {names[n - 1]}", Role.EVALUATOR, by=by, at=at)
        for n in range(1, plan.evaluators + 1)
    ]
    panelists = [
        office(
            numbered("panelis", n),
            f"Dr. {names[-n]}",
            Role.PANELIST,
            agency=ministries[n % len(ministries)] if n % 4 == 0 else None,
            by=by,
            at=at,
        )
        for n in range(1, plan.panelists + 1)
    ]
    return evaluators, panelists


def numbered(name, number):
    """The first of a kind has no number: evaluator@, evaluator2@, ..."""
    return f"{name}{number if number > 1 else ''}@sinovik.test"


def agencies(plan, *, by, at):
    """The agencies that take part, drawn from the reference list by kind, each with its admin.

    Small editions have the same ones, so that an agency is seen in several.
    """
    random = Random(f"{plan.seed}|agencies") if plan.explains else plan.random("agencies")
    teams = []
    for kind, count in plan.agencies.items():
        known = list(Agency.objects.filter(kind=kind).select_related("region").order_by("name"))
        for agency in sorted(random.sample(known, min(count, len(known))), key=lambda one: one.name):
            email = f"admin.{agency.pk}@instansi.test"
            admin = office(email, named(random), Role.AGENCY_ADMIN, agency=agency, by=by, at=at)
            teams.append(AgencyTeam(agency, admin))
    return teams


def writer(team, number, random, *, by, at):
    """The writer of a team's unit `number`, counted from 0; the unit is founded when it is new."""
    names = NATIONAL_UNITS if team.agency.region_id is None else UNITS
    while len(team.writers) <= number:
        index = len(team.writers)
        name = names[index % len(names)] + (f" {index // len(names) + 1}" if index >= len(names) else "")
        unit, _created = Unit.objects.get_or_create(agency=team.agency, name=name)
        email = f"unit.{unit.pk}@instansi.test"
        team.writers.append(office(email, named(random), Role.UNIT, agency=team.agency, unit=unit, by=by, at=at))
    return team.writers[number]
