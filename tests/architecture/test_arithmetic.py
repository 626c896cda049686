"""The arithmetic computes and says nothing; only one place rounds."""

import ast
import re
from pathlib import Path

import pytest

from judging.rules import sums
from tests.architecture.sources import parsed

ROOT = Path(__file__).resolve().parents[2]
ARITHMETIC = sorted((ROOT / "judging/arithmetic").rglob("*.py"))
TOLD = {"Unfit", "Gap", "Guard"}
# Requests that no page can make: a fault of ours, shown as one.
OURS = {
    "repeated",
    "tie_breakers_differ",
    "read_twice",
    "order_incomplete",
    "no_places",
    "rule_without_limit",
    "no_readers",
    "limit_negative",
    "infeasible",
    "shrinkage_not_positive",
    "not_solved",
    "answer_not_whole",
    "too_many_to_balance",
}


def calls(path):
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]


def name_of(call):
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def named(path):
    """The keys that a module of the arithmetic tells."""
    for call in calls(path):
        if name_of(call) in TOLD and call.args and isinstance(call.args[0], ast.Constant):
            yield call.args[0].value


@pytest.mark.parametrize("path", ARITHMETIC, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_arithmetic_says_nothing_in_words(path):
    tree = parsed(path)
    assert not re.search(r"gettext|django", path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            texts = [one for one in ast.walk(node.exc) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            assert not [one.value for one in texts if " " in one.value], "a key, not a sentence"


def test_every_key_that_the_arithmetic_tells_has_a_sentence():
    told = {key for path in ARITHMETIC for key in named(path)}
    assert len(told) > 30
    assert told - sums.SENTENCES.keys() <= OURS
    assert told >= OURS - {"infeasible"} - sums.SENTENCES.keys()


def test_every_step_has_a_name():
    steps = {
        call.args[0].value
        for path in ARITHMETIC
        for call in calls(path)
        if name_of(call) == "step" and isinstance(call.args[0], ast.Constant)
    }
    assert steps == sums.STEPS.keys() - {""}


def test_one_place_rounds_a_score():
    """`points` rounds what is ranked and stored; the filter of the pages rounds what is shown, and finds it rounded."""
    sources = [
        path for app in ("judging", "proposals", "competitions", "sinovik") for path in (ROOT / app).rglob("*.py")
    ]
    rounding = {path.relative_to(ROOT).as_posix() for path in sources if ".quantize(" in path.read_text()}
    assert rounding == {"judging/arithmetic/points.py"}
