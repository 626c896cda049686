"""What a test weighs, and which are drawn."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import weighing

WEIGHTS = {("tests/test_a.py", "Class::test_slow"): 1000, ("tests/test_a.py", "test_quick"): 20}


def item(nodeid, *, in_a_browser=False):
    return SimpleNamespace(nodeid=nodeid, get_closest_marker=lambda _name: in_a_browser)


def test_a_quick_test_and_one_nobody_weighed_are_always_taken():
    assert weighing.chance_of(item("tests/test_a.py::test_quick"), WEIGHTS) == 1
    assert weighing.chance_of(item("tests/test_a.py::test_new[x::y]"), WEIGHTS) == 1


def test_a_slow_one_is_taken_as_often_as_its_due_allows():
    assert weighing.chance_of(item("tests/test_a.py::Class::test_slow[1-a]"), WEIGHTS) == weighing.DUE / 1000
    assert weighing.chance_of(item("tests/test_a.py::Class::test_slow", in_a_browser=True), WEIGHTS) == 1


@given(st.text(), st.integers())
def test_every_process_of_a_run_draws_the_same(name, seed):
    assert len({weighing.is_taken(name, 0.5, seed) for _ in range(5)}) == 1


def test_another_run_draws_others():
    names = [f"tests/test_a.py::test_slow[{number}]" for number in range(1000)]
    drawn = [{name for name in names if weighing.is_taken(name, 0.1, seed)} for seed in (1, 2)]
    assert drawn[0] != drawn[1]
    assert all(60 < len(one) < 140 for one in drawn)


def test_what_is_written_is_the_mean_of_the_variants_and_leaves_out_what_is_light():
    taken = {
        ("tests/test_b.py", "test_two"): {"tests/test_b.py::test_two[1]": 100.0, "tests/test_b.py::test_two[2]": 301.0},
        ("tests/test_b.py", "test_light"): {"tests/test_b.py::test_light": 29.0},
    }
    assert weighing.written(taken) == '{\n"tests/test_b.py": {\n"test_two": 200\n}\n}\n'


def test_what_stands_in_the_file_is_the_weight_of_a_test_that_there_is():
    """A renamed test weighs nothing until it is weighed: few may be."""
    modules = {module for module, _name in weighing.known()}
    assert modules
    assert all(weight >= weighing.LIGHT for weight in weighing.known().values())
    gone = {module for module in modules if not weighing.WEIGHTS.parents[1].joinpath(module).exists()}
    assert len(gone) < len(modules) / 10, f"Weigh the tests anew (bin/test --weigh): {sorted(gone)}"


@pytest.mark.parametrize(
    ("words", "is_drawn"),
    [
        ((), True),
        (("-m", "not journey"), True),
        (("--randomly-seed=7",), True),
        (("tests/test_weighing.py",), False),
        (("-k", "rank"), False),
        (("--lf",), False),
        (("--long",), False),
        (("--whole",), False),
        (("--weigh",), False),
    ],
)
def test_what_somebody_names_is_run_however_slow(words, is_drawn, pytestconfig):
    config = type(pytestconfig).fromdictargs({}, [*words])
    weighing.settle(config)
    assert weighing.is_drawn(config) == is_drawn
