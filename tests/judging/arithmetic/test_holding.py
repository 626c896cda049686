"""What comes together is held: the first as well as the last, whatever order it comes in, and nothing else."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.arithmetic import results
from judging.arithmetic.holding import Batch, Cast, Limits, Ruling, Source, batches, held, runs, stretch

HOUR = 3600
LIMITS = Limits(span=HOUR, network=5, domain=8, provider=20, providers=frozenset({"gmail.com"}))


def casts(number, *, since=0, every=1, network="", domain="", letter="s"):
    return [Cast(f"{letter}{one}", since + one * every, network, domain) for one in range(number)]


def out_of(found, **let_in):
    return held(batches(found, LIMITS), let_in)


def test_as_many_as_the_limit_are_taken_for_chance_and_one_more_holds_all():
    assert out_of(casts(5, network="A")) == frozenset()
    assert out_of(casts(6, network="A")) == {f"s{one}" for one in range(6)}


def test_a_slow_source_is_never_held_and_a_provider_has_room():
    assert out_of(casts(50, every=HOUR // 5, network="A")) == frozenset()
    assert out_of(casts(20, domain="gmail.com")) == frozenset()
    assert len(out_of(casts(21, domain="gmail.com"))) == 21
    assert len(out_of(casts(9, domain="desa.id"))) == 9


def test_ratings_of_an_unknown_network_have_no_source():
    assert out_of(casts(500)) == frozenset()


def test_what_two_sources_hold_counts_only_when_both_are_let_in():
    found = batches(casts(10, network="A", domain="d.id"), LIMITS)
    assert [one.source.sort for one in found] == ["domain", "network"]
    keys = [one.key for one in found]
    assert len(held(found, {keys[0]: Ruling(True)})) == 10
    assert held(found, dict.fromkeys(keys, Ruling(True))) == frozenset()
    # A decision about a batch that has grown since is none.
    grown = batches(casts(11, network="A", domain="d.id"), LIMITS)
    assert len(held(grown, dict.fromkeys(keys, Ruling(True)))) == 11


def test_a_batch_says_where_from_and_from_when_to_when():
    assert batches(casts(6, since=100, every=10, network="A"), LIMITS) == [
        Batch(
            Source("network", "A"),
            100,
            150,
            tuple(f"s{one}" for one in range(6)),
            tuple(100 + 10 * one for one in range(6)),
        )
    ]


def thick(number, *, since=0, letter="f"):
    """Ratings of one network, a second apart."""
    return casts(number, since=since, network="A", letter=letter)


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        # Three times as thick as the limit: two within five minutes.
        (thick(30, since=600), (600, 629)),
        # What comes at the pace of chance before and after is no part of it.
        (
            [*thick(30, since=3000), *casts(3, every=900, network="A"), *casts(3, since=3900, every=900, network="A")],
            (3000, 3029),
        ),
        # Two thick stretches are one, with what lies between.
        ([*thick(30), *casts(1, since=900, network="A"), *thick(30, since=1800, letter="g")], (0, 1829)),
        # As thin as the limit allows in the end: nothing stands out.
        (casts(6, every=700, network="A"), None),
    ],
)
def test_the_stretch_in_which_a_batch_came_thickest(came, expected):
    (found,) = batches(came, LIMITS)
    assert stretch(found, LIMITS) == expected


def test_let_in_besides_a_stretch_what_came_in_it_alone_is_held():
    came = [*thick(30, since=3000), *casts(3, every=900, network="A")]
    (found,) = batches(came, LIMITS)
    assert held([found], {}) == set(found.ids)
    assert held([found], {found.key: Ruling(False)}) == set(found.ids)
    assert held([found], {found.key: Ruling(True)}) == frozenset()
    ruling = Ruling(True, stretch(found, LIMITS))
    assert held([found], {found.key: ruling}) == {f"f{one}" for one in range(30)}


def by_hand(moments, limit, span):
    """The held moments' places, straight from the words of the rule."""
    return {
        place
        for end in moments
        for window in [[one for one, at in enumerate(moments) if end - span < at <= end]]
        if len(window) > limit
        for place in window
    }


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 6), st.integers(1, 15))
def test_runs_are_what_the_rule_says(moments, limit, span):
    moments.sort()
    found = {place for first, last in runs(moments, limit, span) for place in range(first, last + 1)}
    assert found == by_hand(moments, limit, span)


@given(st.randoms(use_true_random=False), st.lists(st.integers(0, HOUR), max_size=30))
def test_the_order_of_ratings_makes_no_difference(chance, moments):
    found = [Cast(f"r{one}", at, "AB"[at % 2], "") for one, at in enumerate(moments)]
    shuffled = chance.sample(found, len(found))
    assert batches(found, LIMITS) == batches(shuffled, LIMITS)


def frozen(ratings, *, decided=(), pull=3):
    proposals = [f"U{number}" for number in range(4)]
    return {
        "sum": "ratings",
        "seed": "s",
        "groups": ["umum"],
        "pull": pull,
        "limits": {"span": HOUR, "network": 100, "domain": 200, "provider": 2000, "providers": ["D1"]},
        "entrants": [{"proposal": one, "traits": {"group": "umum"}} for one in proposals],
        "ratings": ratings,
        "decided": list(decided),
    }


def rating(number, proposal, total, *, at, network, domain, letter="h"):
    return {
        "id": f"{letter}{number}",
        "proposal": f"U{proposal}",
        "total": f"{total}.000",
        "at": at,
        "network": network,
        "domain": domain,
    }


honest = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0, 25, 50, 75, 100]), st.integers(0, 14 * 86_400)), max_size=40
).map(
    lambda given: [
        rating(number, proposal, total, at=at, network=f"N{number % 9}", domain=f"D{number % 4 + 1}")
        for number, (proposal, total, at) in enumerate(given)
    ]
)


def scripted(number, *, network, domain, total, since, chance):
    """So many ratings within an hour, from one network and many domains or the other way round."""
    return [
        rating(
            one,
            chance.randrange(4),
            total,
            at=since + chance.randrange(HOUR),
            network=network or f"Z{one}",
            domain=domain or f"Y{one}",
            letter="s",
        )
        for one in range(number)
    ]


def told(ratings):
    """Who stands where with which means, by proposal."""
    found = results.compute(frozen(ratings))
    return placed(found), found


def placed(found):
    """Who stands where with which means in a result."""
    return {one.proposal: (one.rank, one.score, one.raw_score, one.particulars["n"]) for one in found.each}


@settings(max_examples=25, deadline=None)
@given(
    honest,
    st.integers(201, 600),
    st.sampled_from([("SATU", ""), ("", "SATU")]),
    st.sampled_from([0, 100]),
    st.integers(0, 14 * 86_400),
    st.randoms(use_true_random=False),
)
def test_scripted_ratings_leave_means_and_order_unchanged(ratings, number, source, total, since, chance):
    network, domain = source
    attack = scripted(number, network=network, domain=domain, total=total, since=since, chance=chance)
    before, _found = told(ratings)
    after, found = told(chance.sample([*ratings, *attack], len(ratings) + number))
    assert after == before
    assert found.notes["held"] == number
    assert found.notes["counted"] == len(ratings)


def decision(batch, *, let_in, besides=(None, None)):
    """A decision about a batch as a snapshot has it."""
    named = {key: batch[key] for key in ("source", "name", "since", "until")}
    return {**named, "let_in": let_in, "besides_since": besides[0], "besides_until": besides[1]}


FLOOD = 14 * HOUR


def neighbours(source, moments, *, letter):
    """Honest ratings at these moments out of the source that scripts flood; its people prefer the second innovation."""
    network, domain = source
    return [
        rating(
            number,
            1 if number % 3 else 0,
            100 if number % 3 else 25,
            at=at,
            network=network or f"T{letter}{number}",
            domain=domain or f"S{letter}{number}",
            letter=letter,
        )
        for number, at in enumerate(moments)
    ]


@pytest.mark.parametrize("source", [("SATU", ""), ("", "SATU")])
@pytest.mark.parametrize("total", [0, 100])
def test_scripts_that_flood_a_source_of_honest_people_take_nobody_out_but_who_rated_in_their_minutes(source, total):
    """Mixed: who rated hours away counts at once, who rated within the hour once two people let them in; the scripts
    never.
    """
    chance = random.Random(2)
    elsewhere = [
        rating(one, one % 4, 25 * (one % 4 + 1), at=chance.randrange(14 * 86_400), network=f"N{one}", domain=f"D{one}")
        for one in range(200)
    ]
    away = neighbours(source, [*range(0, 10 * HOUR, 900), *range(18 * HOUR, 24 * HOUR, 900)], letter="a")
    near = neighbours(
        source, [*range(FLOOD - 3000, FLOOD - 600, 300), *range(FLOOD + 2400, FLOOD + 4800, 300)], letter="n"
    )
    within = neighbours(source, range(FLOOD + 60, FLOOD + 1500, 120), letter="w")
    network, domain = source
    attack = [
        rating(
            one,
            one % 4 // 2,
            total,
            at=FLOOD + chance.randrange(1500),
            network=network or f"Z{one}",
            domain=domain or f"Y{one}",
            letter="s",
        )
        for one in range(10_000)
    ]
    honest = [*elsewhere, *away, *near, *within]
    everything = chance.sample([*honest, *attack], len(honest) + len(attack))

    undecided, found = told(everything)
    assert undecided == told([*elsewhere, *away])[0]
    assert found.notes["held"] == len(attack) + len(near) + len(within)
    (batch,) = found.notes["batches"]

    limits = Limits(span=HOUR, network=100, domain=200, provider=2000)
    casts = [Cast(one["id"], one["at"], one["network"], one["domain"]) for one in everything]
    (seen,) = batches(casts, limits)
    besides = stretch(seen, limits)
    assert FLOOD - 600 < besides[0] <= besides[1] < FLOOD + 2400
    in_part = results.compute(frozen(everything, decided=[decision(batch, let_in=True, besides=besides)]))
    assert placed(in_part) == told([*elsewhere, *away, *near])[0]
    assert in_part.notes["held"] == len(attack) + len(within)
    (noted,) = in_part.notes["batches"]
    assert (noted["let_in"], noted["besides_since"], noted["besides_until"]) == (True, *besides)

    # Whoever rated in those minutes saves the rating again at another hour.
    saved_again = [{**one, "at": one["at"] + 6 * HOUR} for one in within]
    again = [*elsewhere, *away, *near, *saved_again, *attack]
    whole = results.compute(frozen(again, decided=[decision(batch, let_in=True, besides=besides)]))
    assert placed(whole) == told([*elsewhere, *away, *near, *saved_again])[0]


@pytest.mark.parametrize("source", [("SATU", ""), ("", "SATU")])
def test_ten_thousand_from_one_source_within_an_hour_change_nothing(source):
    chance = random.Random(1)
    network, domain = source
    ratings = [
        rating(one, one % 4, 25 * (one % 4 + 1), at=chance.randrange(14 * 86_400), network=f"N{one}", domain=f"D{one}")
        for one in range(400)
    ]
    attack = scripted(10_000, network=network, domain=domain, total=100, since=86_400, chance=chance)
    before, _found = told(ratings)
    after, found = told([*ratings, *attack])
    assert after == before
    assert (found.notes["counted"], found.notes["held"]) == (400, 10_000)
    (batch,) = found.notes["batches"]
    decided = [decision(batch, let_in=True)]
    let_in = results.compute(frozen([*ratings, *attack], decided=decided))
    assert let_in.notes["held"] == 0
    assert {one.proposal: one.score for one in let_in.each} != {key: score for key, (_r, score, *_) in before.items()}


def test_few_ratings_are_pulled_to_the_mean_of_all_and_their_spread_is_said():
    ratings = [rating(one, 0, 60 + 20 * (one % 2), at=one * HOUR, network=f"N{one}", domain="D1") for one in range(8)]
    ratings.append(rating(8, 1, 100, at=0, network="N9", domain="D1"))
    by_code = {one.proposal: one for one in results.compute(frozen(ratings)).each}
    # (8 · 70 + 100) / 9 is the mean of all, 73,33; one friend's 100 counts with three of these.
    assert by_code["U1"].score == Decimal("80.00")
    assert by_code["U1"].raw_score == Decimal("100.00")
    assert by_code["U2"].score == Decimal("73.33")
    assert by_code["U2"].raw_score is None
    assert by_code["U0"].particulars == {
        "n": 8,
        "held": 0,
        "mean": "70.00",
        "sd": "10.69",
        "low": "62.59",
        "high": "77.41",
    }


def test_where_nobody_rated_everybody_stands_in_the_middle():
    assert {one.score for one in results.compute(frozen([])).each} == {Decimal("50.00")}
