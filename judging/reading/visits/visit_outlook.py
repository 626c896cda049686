"""Whether the visits that a plan leads to can be made in its days, said long before anybody has to be sent."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import JUDGES, Agency, Membership, Role
from accounts.templatetags.numbers import number
from competitions.domain.blueprint import Plan, StageData
from competitions.domain.checking.stages import before, entering
from competitions.kinds import NEEDS, Misunderstood, understood
from competitions.models import Edition, Stage
from competitions.reading import entering as pools
from competitions.reading.entering import Pool
from competitions.reading.outlook import Foreseen
from judging.arithmetic.layout.expected import Demand, spread
from judging.arithmetic.layout.provinces import province_of, zone_of
from judging.models import PanelMember

# What is said where the verifiers are seated (True) or not (False), and too few (True) or enough (False).
SENTENCES = {
    (True, True): _(
        "%(stage)s diperkirakan tidak muat: sekitar %(visits)s kunjungan di %(zones)s daerah dalam %(days)s hari kerja "
        "perlu %(needed)s pasangan verifikator, padahal yang ditetapkan cukup untuk %(pairs)s. Tambah verifikator, "
        "hari, atau kunjungan sehari."
    ),
    (True, False): _(
        "%(stage)s diperkirakan muat: sekitar %(visits)s kunjungan di %(zones)s daerah dalam %(days)s hari kerja perlu "
        "%(needed)s pasangan verifikator; yang ditetapkan cukup untuk %(pairs)s."
    ),
    (False, True): _(
        "%(stage)s mungkin tidak muat: sekitar %(visits)s kunjungan di %(zones)s daerah dalam %(days)s hari kerja "
        "perlu sedikitnya %(needed)s pasangan verifikator. Belum ada yang ditetapkan, dan semua penilai yang menjabat "
        "hanya cukup untuk %(pairs)s."
    ),
    (False, False): _(
        "Perkiraan untuk %(stage)s: sekitar %(visits)s kunjungan di %(zones)s daerah dalam %(days)s hari kerja perlu "
        "sedikitnya %(needed)s pasangan verifikator. Belum ada yang ditetapkan."
    ),
}
TOO_MANY = _(
    "%(stage)s diperkirakan tidak muat: sekitar %(visits)s kunjungan, padahal %(days)s hari kerja hanya memuat "
    "%(at_most)s. Tambah hari atau kunjungan sehari."
)


def outlooks(edition: Edition, plan: Plan, *, at: datetime) -> list[Foreseen]:
    """What is expected of each stage of visits that nobody has opened; a query, and two or three a stage."""
    if not any(map(is_visited, plan.blueprint.stages)):
        return []
    planned = {row.key: row for row in with_judges(edition, at=at) if row.state == Stage.State.PLANNED}
    rows = [(place, planned.get(stage.key)) for place, stage in enumerate(plan.blueprint.stages) if is_visited(stage)]
    return [one for place, row in rows if row and (one := outlook(row, plan, place, at=at))]


def with_judges(edition: Edition, *, at: datetime) -> QuerySet[Stage]:
    """The stages of an edition, each with how many of each role of judges are seated, and how many there are at all:
    `seated_evaluator`, `held_evaluator` and so on.
    """
    held = Membership.objects.current(timezone.localdate(at))
    seated = held.filter(user__in=PanelMember.objects.filter(stage=OuterRef(OuterRef("pk"))).values("judge"))
    return edition.stages.annotate(
        **{f"seated_{role}": counted(seated, role) for role in JUDGES},
        **{f"held_{role}": counted(held, role) for role in JUDGES},
    )


def counted(offices: QuerySet[Membership], role: Role) -> Coalesce:
    """How many people hold an office of a role among these, as a subquery."""
    people = offices.filter(role=role).order_by().values("role").annotate(count=Count("user", distinct=True))
    return Coalesce(Subquery(people.values("count")), 0)


def is_visited(stage: StageData) -> bool:
    """Whether entrants of a stage are visited where they are, and the stage says how."""
    try:
        return stage.kind in NEEDS and understood(stage.kind, stage.settings).is_on_the_spot
    except Misunderstood:
        return False


def outlook(row: Stage, plan: Plan, place: int, *, at: datetime) -> Foreseen | None:
    """What is expected of the stage at a place, whose row is `row`; None where nobody knows how many there are."""
    stage = plan.blueprint.stages[place]
    pool = pools.pool(row.edition, stage.key)
    planned, zones = places_before(plan, place), zones_of(pool, at=at)
    # The entrants where they are known, else the places of the stages before, else everybody there may be.
    total = pool.total if pool and (pool.is_certain or planned is None) else planned
    if not total or not zones:
        return None
    demand = demand_of(plan, stage, zones, total)
    told = in_words(stage, demand)
    if demand.pairs is None:
        # More places before than visits in its days is a reason why the plan cannot run, and said there.
        return None if total == planned else Foreseen(stage.key, TOO_MANY % told, is_short=True)
    pairs, are_seated = pairs_of(row, stage)
    is_short = pairs < demand.pairs
    return Foreseen(stage.key, SENTENCES[are_seated, is_short] % {**told, "pairs": number(pairs)}, is_short)


def places_before(plan: Plan, place: int) -> int | None:
    """How many the stages before let through at most, all groups together; None where a group has no places there."""
    earlier = before(plan.blueprint.stages, place)
    places = [entering(group.key, earlier) for group in plan.blueprint.groups]
    return sum(count for count, _by in places) if places and all(places) else None


def zones_of(pool: Pool | None, *, at: datetime) -> Counter:
    """How many are in each zone: of the pool, or, where there is none yet, of the agencies of the register."""
    if pool:
        found = list(pool.numbers("province").items())
        found.append((None, pool.total - sum(count for _province, count in found)))
    else:
        agencies = Agency.objects.standing(timezone.localdate(at))
        found = agencies.order_by("region").values_list("region").annotate(count=Count("pk"))
    zones: Counter = Counter()
    for region, count in found:
        zones[zone_of(province_of(region))] += count
    return +zones


def demand_of(plan: Plan, stage: StageData, zones: Counter, total: int) -> Demand:
    """What so many visits, spread as the zones are, ask for."""
    settings = understood(stage.kind, stage.settings)
    opens_at = plan.head.closes_at + stage.opens_after
    days = settings.visit_days(opens_at, opens_at + stage.lasts)
    return Demand(spread(zones, total), len(days), settings.visits_a_day, settings.visits_each)


def pairs_of(row: Stage, stage: StageData) -> tuple[int, bool]:
    """(how many can go at once, one of each role; whether they are seated): else all who hold such an office now."""
    roles = NEEDS[stage.kind].judged_by
    are_seated = any(getattr(row, f"seated_{role}") for role in roles)
    among = "seated" if are_seated else "held"
    return min(getattr(row, f"{among}_{role}") for role in roles), are_seated


def in_words(stage: StageData, demand: Demand) -> dict[str, str]:
    """The numbers of a demand, for its sentence."""
    figures = {
        "visits": demand.visits,
        "zones": len(demand.zones),
        "days": demand.days,
        "at_most": demand.at_most,
        "needed": demand.pairs,
    }
    return {"stage": stage.name or stage.key, **{name: number(value) for name, value in figures.items()}}
