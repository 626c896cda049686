"""A timetable keeps its rules whatever it is asked, and finds a place for as many as there is place for."""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic.layout.timetable import FIRST, LAST, Hearing, RoomSpan, laid_out, panels
from judging.arithmetic.unfit import Unfit

MONDAY = datetime(2027, 7, 12, 9, tzinfo=UTC)
LENGTH = timedelta(minutes=20)
EAST = timedelta(hours=2)


def grid(days, a_day, rooms=("A",), first=MONDAY):
    """Slots of twenty minutes in a row, so many a day in each room."""
    starts = [first + timedelta(days=day) + LENGTH * number for day in range(days) for number in range(a_day)]
    return [RoomSpan(start, start + LENGTH, room) for start in starts for room in rooms]


def broken(hearings, found, busy=()):
    """Every rule that a timetable breaks, in a word."""
    by_id = {one.id: one for one in hearings}
    if set(found) != set(by_id):
        yield "somebody is missing"
    if len(set(found.values())) < len(found):
        yield "a slot is given twice"
    spans = defaultdict(list, {party: list(times) for party, times in dict(busy).items()})
    for key, slot in found.items():
        if slot.room in by_id[key].barred:
            yield "a barred room"
        if any(slot.starts_at < end and start < slot.ends_at for start, end in spans[by_id[key].party]):
            yield "a party in two places"
        spans[by_id[key].party].append((slot.starts_at, slot.ends_at))


def test_hearings_come_in_the_order_of_their_numbers():
    found = laid_out([Hearing(number, "satu instansi") for number in (1000, 999, 1001)], grid(1, 3))
    assert sorted(found, key=found.get) == [999, 1000, 1001]


def _most(left, slots, taken):
    if not left:
        return 0
    first, *others = left
    best = _most(others, slots, taken)
    for slot in slots:
        if slot.room in first.barred:
            continue
        clash = any(
            slot == other
            or (party == first.party and slot.starts_at < other.ends_at and other.starts_at < slot.ends_at)
            for party, other in taken
        )
        if not clash:
            best = max(best, 1 + _most(others, slots, (*taken, (first.party, slot))))
    return best


def hearings_of(draw_parties):
    return [
        Hearing(number, party, ahead=timedelta(hours=ahead), barred=frozenset(barred))
        for number, (party, ahead, barred) in enumerate(draw_parties)
    ]


ASKED = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sampled_from([0, 1, 2]), st.sets(st.sampled_from("AB"), max_size=2)),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(ASKED, st.integers(1, 2), st.integers(1, 2), st.sampled_from([("A",), ("A", "B")]))
def test_everybody_is_heard_where_that_is_possible_and_no_rule_is_broken(asked, days, a_day, rooms):
    hearings, slots = hearings_of(asked), grid(days, a_day, rooms)
    most = _most(hearings, slots, ())
    if most == len(hearings):
        assert list(broken(hearings, laid_out(hearings, slots))) == []
        return
    with pytest.raises(Unfit) as caught:
        laid_out(hearings, slots)
    assert (caught.value.key, caught.value.values["places"]) == ("too_few_slots", most)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from([0, 1, 2]), st.sets(st.sampled_from("ABC"), max_size=2)),
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_a_timetable_is_the_same_in_whatever_order_it_is_asked_for(asked, shuffled):
    hearings, slots = hearings_of(asked), grid(5, 12, ("A", "B", "C"))
    found = laid_out(hearings, slots)
    assert list(broken(hearings, found)) == []
    shuffled.shuffle(hearings)
    shuffled.shuffle(slots)
    assert laid_out(hearings, slots) == found


def test_a_whole_edition_in_two_rooms():
    """114 sessions over five days, agencies with up to six finalists, every tenth tied to a room's panel."""
    hearings = [
        Hearing(
            number,
            f"instansi {number % 60}" if number % 5 else f"instansi besar {number // 30}",
            ahead=EAST if number % 7 == 0 else timedelta(),
            barred=frozenset({"B"}) if number % 10 == 0 else frozenset(),
        )
        for number in range(114)
    ]
    found = laid_out(hearings, grid(5, 12, ("A", "B")))
    assert list(broken(hearings, found)) == []
    days = defaultdict(set)
    for one in hearings:
        days[one.party].add(found[one.id].day)
    assert max(Counter(one.party for one in hearings).values()) == 6
    assert max(map(len, days.values())) == 1
    late = [one for one in hearings if one.ahead and (found[one.id].ends_at + one.ahead).time() > LAST]
    assert late == []


def test_who_lives_in_the_east_is_heard_early():
    hearings = [Hearing(number, number, ahead=EAST if number >= 8 else timedelta()) for number in range(12)]
    found = laid_out(hearings, grid(1, 12, first=MONDAY.replace(hour=13)))
    assert {found[number].starts_at.hour for number in range(8, 12)} <= {13, 14}
    assert all((found[number].starts_at + EAST).time() >= FIRST for number in range(8, 12))


def test_a_party_that_is_heard_already_is_not_called_elsewhere_meanwhile():
    busy = {"x": [(MONDAY, MONDAY + LENGTH)]}
    hearing = Hearing(1, "x")
    assert laid_out([hearing], grid(1, 2), busy=busy)[1].starts_at == MONDAY + LENGTH
    with pytest.raises(Unfit):
        laid_out([hearing], grid(1, 1), busy=busy)


@given(st.integers(1, 30), st.integers(1, 6), st.integers(0, 5))
def test_panels_are_even_and_large_enough(judges, rooms, least):
    names = [f"R{number}" for number in range(rooms)]
    seats = panels(range(judges), names, least=least)
    sizes = Counter(seats.values())
    assert set(seats) == set(range(judges))
    assert max(sizes.values()) - min(sizes.values()) <= 1
    assert len(sizes) == 1 or min(sizes.values()) >= max(least, 1)
    assert list(sizes) == names[: len(sizes)]


SEATS = {"A": ("p", "q"), "B": ("r", "s")}


def in_rooms(asked, ties):
    """The hearings as panels leave them: a room is tied where one of its panel is, barred where nobody is left.

    Where all are barred, none is.
    """
    for number, ((party, ahead, _barred), tied) in enumerate(zip(asked, ties, strict=False)):
        with_ties = {room for room, own in SEATS.items() if tied & set(own)}
        empty = {room for room, own in SEATS.items() if set(own) <= tied}
        barred = frozenset(empty if empty < set(SEATS) else ())
        yield Hearing(number, party, ahead=timedelta(hours=ahead), barred=barred, tied=frozenset(with_ties))


@settings(max_examples=150, deadline=None)
@given(
    ASKED,
    st.lists(st.sets(st.sampled_from("pqrs")), min_size=4, max_size=4),
    st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 1), st.integers(0, 2)), max_size=3),
    st.integers(1, 2),
    st.integers(1, 3),
)
def test_no_panelist_is_in_two_places_nor_hears_across_a_tie_and_no_party_is_called_twice(
    asked, ties, before, days, a_day
):
    hearings, slots = list(in_rooms(asked, ties)), grid(days, a_day, tuple(SEATS))
    busy, taken = defaultdict(list), ()
    for party, day, number in before:
        start = MONDAY + timedelta(days=day) + LENGTH * number
        busy[party].append((start, start + LENGTH))
        taken = (*taken, (party, RoomSpan(start, start + LENGTH, "elsewhere")))
    if _most(hearings, slots, taken) < len(hearings):
        with pytest.raises(Unfit):
            laid_out(hearings, slots, busy=busy)
        return
    found = laid_out(hearings, slots, busy=busy)
    assert list(broken(hearings, found, busy)) == []
    heard = [(judge, found[key]) for key in found for judge in SEATS[found[key].room] if judge not in ties[key]]
    assert all(
        one[0] != other[0] or one[1].ends_at <= other[1].starts_at or other[1].ends_at <= one[1].starts_at
        for place, one in enumerate(heard)
        for other in heard[:place]
    )
    # Somebody without a tie hears everybody whom any room has somebody for.
    assert {key for key in found if any(judge not in ties[key] for judge in SEATS[found[key].room])} == {
        key for key in found if ties[key] != set("pqrs")
    }
