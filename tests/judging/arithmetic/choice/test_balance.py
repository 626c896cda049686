from hypothesis import given
from hypothesis import strategies as st

from judging.arithmetic.choice.balance import counted, now
from judging.arithmetic.choice.selection import EACH, Rule

CHOSEN = [
    {"agency": "7", "province": "33"},
    {"agency": "7", "province": ""},
    {"agency": "9", "province": "33"},
]
traits = st.fixed_dictionaries({"agency": st.sampled_from(["7", "8", "9"]), "province": st.sampled_from(["", "33"])})


def test_a_rule_about_a_value_counts_those_who_have_it():
    counts = counted(CHOSEN)
    assert now(Rule("agency", "7"), counts) == (2, 2)
    assert now(Rule("agency", "8"), counts) == (0, 0)
    assert now(Rule("province", "33"), counts) == (2, 2)
    assert now(Rule("goal", "3"), counts) == (0, 0)


def test_a_rule_about_every_value_counts_the_rarest_and_the_most_frequent_one():
    assert now(Rule("agency", EACH), counted(CHOSEN)) == (1, 2)
    assert now(Rule("agency", EACH, values=("7", "8")), counted(CHOSEN)) == (0, 2)
    assert now(Rule("agency", EACH), counted([])) == (0, 0)
    assert now(Rule("agency", EACH, values=("8",)), counted([])) == (0, 0)


@given(st.lists(traits, max_size=12))
def test_an_empty_trait_counts_nowhere(chosen):
    counts = counted(chosen)
    for dimension in ("agency", "province"):
        assert sum(counts.get(dimension, {}).values()) == sum(bool(one[dimension]) for one in chosen)
