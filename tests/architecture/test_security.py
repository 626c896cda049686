"""docs/security.md: every number of the standard has its row, what a row points to is there, the counts are right."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "security.md"
STATES = ("holds", "partly", "open", "does not apply")
# Up to which number each section of ASVS 5.0.0 goes at level 2, of chapters 8 and 16 at level 3. Within a section the
# levels rise.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 4, "8.2": 4, "8.3": 3, "8.4": 2,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.5": 5,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 4,
}  # fmt: skip
# Said in a line.
LEFT_OUT = ("17",)


def rows():
    """The cells of each row of the chapters."""
    lines = [line for line in DOCUMENT.read_text().splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def pointers():
    """What stands between backticks in the fourth column: the number, the path, and the name of a test or nothing."""
    for number, _asked, _done, shown, _state in rows():
        for words in re.findall(r"`([^`]+)`", shown):
            path, _colons, test = words.partition("::")
            yield number, path, test


@cache
def text_of(path):
    return (ROOT / path).read_text() if (ROOT / path).is_file() else ""


def test_every_row_has_its_five_cells_and_a_state():
    assert [cells for cells in rows() if len(cells) != 5 or cells[4] not in STATES] == []


def test_every_number_of_the_standard_has_its_row_in_order():
    numbers = [f"{section}.{number}" for section, last in SECTIONS.items() for number in range(1, last + 1)]
    assert [cells[0] for cells in rows()] == numbers


@pytest.mark.parametrize("chapter", LEFT_OUT)
def test_a_chapter_that_does_not_apply_says_why(chapter):
    assert re.search(rf"^## V{chapter} .*\n\nDoes not apply: .{{20,}}", DOCUMENT.read_text(), re.MULTILINE)


def test_whatever_a_row_points_to_is_there():
    lost = [
        (number, path, test)
        for number, path, test in pointers()
        if not text_of(path) or (test and not re.search(rf"^def {test}\(", text_of(path), re.MULTILINE))
    ]
    assert lost == []


def test_what_is_said_to_hold_is_shown():
    assert [cells[0] for cells in rows() if cells[4] in {"holds", "partly"} and "`" not in cells[3]] == []


def test_a_file_of_tests_is_named_with_tests_in_it():
    empty = [path for _number, path, _test in pointers() if "/test_" in path and "\ndef test_" not in text_of(path)]
    assert empty == []


def test_the_counts_are_those_of_the_rows():
    counted = Counter(cells[4] for cells in rows())
    told = re.findall(r"^\| ([a-z ]+) \| (\d+) \| ", DOCUMENT.read_text(), re.MULTILINE)
    assert [(state, int(count)) for state, count in told] == [(state, counted[state]) for state in STATES]
