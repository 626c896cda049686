"""The good examples of the style guide are our own code, word for word."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "STYLE.md").read_text()
GOOD = re.findall(r"^Good, `([^`]+)`:\n\n```\w+\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
RULES = re.split(r"^## (?=\d+\. )", GUIDE, flags=re.MULTILINE)[1:]


def stripped(text):
    """The text without indentation, so that a quotation may stand on the left margin."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


@pytest.mark.parametrize(("path", "example"), GOOD, ids=[path for path, _example in GOOD])
def test_a_good_example_stands_in_its_file(path, example):
    assert stripped(example) in stripped((ROOT / path).read_text())


@pytest.mark.parametrize("rule", RULES, ids=[rule.splitlines()[0] for rule in RULES])
def test_a_rule_has_a_bad_and_a_good_example(rule):
    assert "\nBad:\n" in rule
    assert "\nGood, `" in rule


def test_no_good_example_is_overlooked():
    assert len(GOOD) == GUIDE.count("\nGood")
