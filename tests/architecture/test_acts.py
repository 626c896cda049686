"""An act ends with its event: whatever it writes to people, it writes before."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

FLOORS = ("accounts", "competitions", "proposals", "judging")
FILES = sorted(
    path
    for floor in FLOORS
    for path in Path(settings.BASE_DIR, floor).rglob("*.py")
    if "events.record" in path.read_text()
)


def late_letters(code):
    """The lines on which a letter is written after the event of the same block."""
    found = []
    for node in ast.walk(ast.parse(code)):
        has_event = False
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            calls = ast.unparse(statement.value) if isinstance(statement, ast.Expr) else ""
            if has_event and calls.startswith("letters."):
                found.append(statement.lineno)
            has_event = has_event or calls.startswith("events.record")
    return found


def test_a_letter_behind_the_event_is_found():
    assert late_letters("def open(a):\n    letters.tell(a)\n    events.record(a)\n") == []
    assert late_letters("def open(a):\n    events.record(a)\n    letters.tell(a)\n") == [3]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_act_writes_letters_after_its_event(path):
    assert late_letters(path.read_text()) == []
