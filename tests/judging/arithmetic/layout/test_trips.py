"""Visits are planned so that travel is grouped, nobody is in two places, and everybody who can be visited is."""

import random
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise, permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judging.arithmetic.layout import provinces, routes
from judging.arithmetic.layout.provinces import HOME, PROVINCES, distance, island_of
from judging.arithmetic.layout.stops import Stop, Verifier, Visiting, crews_of
from judging.arithmetic.layout.trips import planned
from judging.arithmetic.unfit import Unfit

MONDAY = date(2026, 11, 16)
PANELS = ("evaluator", "panelist")


def days(count):
    """So many working days from a Monday on."""
    every = (MONDAY + timedelta(days=ahead) for ahead in range(3 * count + 7))
    return [day for day in every if day.weekday() < 5][:count]


def crew(each, agencies=None):
    """So many verifiers in each of the two panels, everybody of an agency of one's own unless it is said."""
    return [
        Verifier(f"{panel[0]}{number}", panel, agencies(panel, number) if agencies else f"{panel}-{number}")
        for panel in PANELS
        for number in range(each)
    ]


def kept(stops, verifiers, plan, *, a_day):
    """Whether a plan keeps every rule that binds; the first that it breaks, in words."""
    people, by_id = {one.id: one for one in verifiers}, {stop.id: stop for stop in stops}
    zones = defaultdict(set)
    for pk, visiting in plan.items():
        panels = [people[one].panel for one in visiting.crew]
        agencies = [people[one].agency for one in visiting.crew if people[one].agency]
        if len(set(panels)) < len(panels):
            return f"{pk}: two of one panel"
        if len(set(agencies)) < len(agencies):
            return f"{pk}: two of one agency"
        if by_id[pk].barred & set(visiting.crew):
            return f"{pk}: a tie"
        for one in visiting.crew:
            zones[one, visiting.day].add(by_id[pk].zone)
    if any(len(found) > 1 for found in zones.values()):
        return "somebody is in two places on one day"
    if max(Counter(visiting.day for visiting in plan.values()).values(), default=0) > a_day:
        return "too many on one day"
    return ""


# --- where the provinces lie


def test_the_distances_are_those_of_an_atlas():
    """Jakarta to Surabaya some 670 km, to Banda Aceh 1,830, to Jayapura 3,780 as the crow flies."""
    assert distance("31", "35") == pytest.approx(665, abs=20)
    assert distance("31", "11") == pytest.approx(1822, abs=30)
    assert distance("31", "91") == pytest.approx(3782, abs=40)
    assert distance("11", "91") == pytest.approx(distance("91", "11"))


def test_a_province_that_is_not_in_the_table_is_a_group_of_its_own():
    assert (island_of("98"), provinces.zone_of("98")) == ("98", "98")
    assert distance("98", "31") == distance("31", "98") == provinces.ACROSS_THE_COUNTRY_KM
    assert planned([Stop(1, "98.01")], crew(1), days(1), a_day=1, each=1)[1].day == MONDAY


@given(st.sets(st.sampled_from(sorted(PROVINCES)), min_size=1, max_size=6))
def test_a_route_is_the_shortest_round_trip(some):
    def length(order):
        return sum(distance(one, other) for one, other in pairwise([HOME, *order, HOME]))

    found = routes.route(some)
    assert set(found) == some
    assert length(found) == pytest.approx(min(length(order) for order in permutations(sorted(some))))


@given(st.lists(st.sampled_from(sorted(PROVINCES)), min_size=1, max_size=7), st.integers(1, 4))
def test_a_route_is_cut_so_that_the_round_trips_are_shortest(codes, size):
    stops = [Stop(number, code) for number, code in enumerate(codes)]
    found = routes.cut(stops, size)
    assert [stop for trip in found for stop in trip] == stops
    ways = []
    for cuts in product([False, True], repeat=len(stops) - 1):
        pieces = [[stops[0]]]
        for stop, is_cut in zip(stops[1:], cuts, strict=True):
            pieces.append([stop]) if is_cut else pieces[-1].append(stop)
        if max(map(len, pieces)) <= size:
            ways.append((len(pieces), sum(map(routes.round_trip, pieces))))
    fewest, shortest = min(ways)
    assert len(found) == fewest
    assert sum(map(routes.round_trip, found)) == pytest.approx(shortest)


# --- small cases against every plan there is

PLACES = ("", "11.01", "31.71", "36.01", "91.01")
stops_of_a_case = st.lists(
    st.tuples(st.sampled_from(PLACES), st.frozensets(st.sampled_from(["e0", "e1", "p0", "p1"]), max_size=2)),
    min_size=1,
    max_size=4,
)
agencies = st.lists(st.sampled_from(["A", "B", "C", None]), min_size=4, max_size=4)


def most(stops, verifiers, calendar, a_day):
    """How many can be visited by the best of all plans: everybody there is goes, in every way there is."""
    choices = []
    for stop in stops:
        crews = crews_of(stop, sorted(verifiers, key=lambda one: (one.panel, one.id))).possible
        choices.append([None, *product(calendar, crews)])
    best = 0
    for picked in product(*choices):
        plan = {stop.id: Visiting(*one) for stop, one in zip(stops, picked, strict=True) if one is not None}
        if len(plan) > best and not kept(stops, verifiers, plan, a_day=a_day):
            best = len(plan)
    return best


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stops_of_a_case, agencies, st.integers(1, 2), st.integers(1, 2), st.integers(1, 2))
def test_everybody_is_visited_who_can_be(case, own, each, count, a_day):
    """Two verifiers a panel or one, one day or two: as many as the best of all plans, or the number is said."""
    offices = dict(zip(product(PANELS, range(2)), own, strict=True))
    verifiers = crew(each, lambda panel, number: offices[panel, number])
    stops = [Stop(number, place, barred=barred) for number, (place, barred) in enumerate(case)]
    calendar = days(count)
    possible = most(stops, verifiers, calendar, a_day)
    if possible < len(stops):
        with pytest.raises(Unfit) as caught:
            planned(stops, verifiers, calendar, a_day=a_day, each=1)
        assert caught.value.key == "too_few_visit_days"
        assert caught.value.values == {"places": possible, "count": len(stops)}
        return
    found = planned(stops, verifiers, calendar, a_day=a_day, each=1)
    assert len(found) == len(stops) == possible
    assert kept(stops, verifiers, found, a_day=a_day) == ""


@given(st.randoms(use_true_random=False), st.integers(1, 25), st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_every_rule_is_kept_and_order_makes_no_difference(lot, count, each):
    stops = [
        Stop(
            number,
            lot.choice(["", *(f"{code}.01" for code in PROVINCES)]),
            frozenset(lot.sample(["e0", "p0"], lot.randint(0, 1))),
        )
        for number in range(count)
    ]
    verifiers, calendar = crew(each, lambda panel, number: number if number % 2 else f"{panel}{number}"), days(30)
    found = planned(stops, verifiers, calendar, a_day=25, each=2)
    assert set(found) == {stop.id for stop in stops}
    assert kept(stops, verifiers, found, a_day=25) == ""
    shuffled = random.Random(7)
    for other in (stops, verifiers, calendar):
        shuffled.shuffle(other)
    assert planned(stops, verifiers, calendar, a_day=25, each=2) == found


# --- what is kept, and what is wanted besides


def test_aceh_papua_and_three_ministries_do_not_fall_on_one_day():
    """A day stays in one zone, with a day's rest between islands."""
    stops = [Stop("aceh", "11.01"), Stop("papua", "91.01"), *(Stop(f"kementerian-{n}") for n in range(3))]
    found = planned(stops, crew(1), days(15), a_day=25, each=3)
    on = {pk: visiting.day for pk, visiting in found.items()}
    assert len({on[f"kementerian-{n}"] for n in range(3)}) == 1
    trip_days = sorted({on["aceh"], on["papua"], on["kementerian-0"]})
    assert len(trip_days) == 3
    assert all((later - day).days > 1 for day, later in pairwise(trip_days))


def test_neighbours_are_visited_on_one_trip_by_one_crew():
    stops = [Stop(number, place) for number, place in enumerate(["73.01", "73.71", "76.01", "12.01", "12.71", "11.01"])]
    found = planned(stops, crew(3), days(10), a_day=25, each=2)
    assert found[0].crew == found[1].crew
    assert found[0].day == found[1].day
    assert found[3].crew == found[4].crew
    assert found[3].day == found[4].day


def test_what_stands_is_kept_and_who_is_lacking_comes_on_the_day_that_stands():
    calendar = days(5)
    stops = [
        Stop("stands", "11.01", held=frozenset(["e0", "p0"]), day=calendar[2]),
        Stop("lacks", "11.02", held=frozenset(["p1"]), day=calendar[2]),
        Stop("new", "91.01"),
    ]
    found = planned(stops, crew(2), calendar, a_day=25, each=2)
    assert (found["stands"].day, set(found["stands"].crew)) == (calendar[2], {"e0", "p0"})
    assert found["lacks"].day == calendar[2]
    assert "p1" in found["lacks"].crew
    assert kept(stops, crew(2), found, a_day=25) == ""


def test_where_nobody_can_come_on_the_day_that_stands_the_day_moves():
    calendar = days(4)
    stops = [
        Stop("stands", "91.01", held=frozenset(["e0", "p1"]), day=calendar[0]),
        Stop("lacks", "11.01", held=frozenset(["p0"]), day=calendar[0]),
    ]
    verifiers = [one for one in crew(2) if one.id != "e1"]
    found = planned(stops, verifiers, calendar, a_day=25, each=2)
    assert found["stands"].day == calendar[0]
    assert found["lacks"].day > calendar[0]
    assert set(found["lacks"].crew) == {"e0", "p0"}


def test_whom_one_panel_has_nobody_for_is_visited_by_the_other_alone():
    stops = [Stop(1, "11.01", barred=frozenset(["e0"]))]
    assert planned(stops, crew(1), days(2), a_day=5, each=2)[1].crew == ("p0",)
    assert planned(stops, [], days(2), a_day=5, each=2)[1].crew == ()


def test_so_many_a_day_and_no_more():
    stops = [Stop(number, "31.71") for number in range(5)]
    with pytest.raises(Unfit) as caught:
        planned(stops, crew(5), days(2), a_day=2, each=2)
    assert caught.value.values == {"places": 4, "count": 5}


def test_a_hundred_and_fourteen_finalists_are_planned_in_time():
    """The finalists of a year over twenty working days, eight verifiers a panel, each tied to a province of his own."""
    lot = random.Random(2026)
    places = ["", "", *(f"{code}.{number:02d}" for code in PROVINCES for number in (1, 2))]
    homes = {one.id: code for one, code in zip(crew(8), lot.sample(sorted(PROVINCES), 16), strict=True)}
    stops = []
    for number in range(114):
        place = lot.choice(places)
        tied = frozenset(one for one, code in homes.items() if place[:2] == code)
        stops.append(Stop(number, place, tied))
    began = time.process_time()
    found = planned(stops, crew(8), days(20), a_day=25, each=2)
    assert time.process_time() - began < 10
    assert kept(stops, crew(8), found, a_day=25) == ""
    islands = defaultdict(set)
    load = Counter(one for visiting in found.values() for one in visiting.crew)
    by_id = {stop.id: stop for stop in stops}
    for pk, visiting in found.items():
        for one in visiting.crew:
            islands[one, visiting.day].add(by_id[pk].island)
    assert all(len(own) == 1 for own in islands.values())
    assert max(load.values()) - min(load.values()) <= 8
