"""Only its own file, the table of kinds and the season know one kind of stage from another."""

import ast
import re
from pathlib import Path

import pytest

from competitions.kinds import NEEDS, StageKind
from competitions.kinds.settings import Settings
from judging import stages
from tests.architecture.sources import parsed

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "competitions", "proposals", "judging", "sinovik")
# Who may name a kind: its files, the table, the editions that are planned with kinds, and the season that plays them.
AT_HOME = ("competitions/kinds/", "competitions/domain/templates/", "judging/stages/", "sinovik/season/")
KINDS = set(StageKind.values)
ANSWERS = ("assign", "DRAW", "missing", "freeze", "SUM", "WORK", "COLUMNS", "COUNTS", "ties", "FIGURE")


def elsewhere():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(AT_HOME) and "/migrations/" not in name:
                yield name, parsed(path)


def below(settings):
    """Every settings class that adds to another."""
    return {settings, *(deeper for one in settings.__subclasses__() for deeper in below(one))}


OWN_SETTINGS = {one.__name__ for one in below(Settings) - {Settings}}


def names_a_kind(node):
    """Whether a piece of code tells one kind of stage from another: by name, or by the settings only it has."""
    if isinstance(node, ast.Name | ast.alias | ast.Attribute):
        name = getattr(node, "id", None) or getattr(node, "name", None) or getattr(node, "attr", None)
        if name in OWN_SETTINGS:
            return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "hasattr"):
        return any(isinstance(one, ast.Name) and "settings" in one.id.lower() for one in ast.walk(node))
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id == "StageKind" and node.attr.isupper()
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(isinstance(one, ast.Attribute) and one.attr == "kind" for one in sides) and any(
            isinstance(one, ast.Constant) and one.value in KINDS for side in sides for one in ast.walk(side)
        )
    if isinstance(node, ast.keyword):
        is_kind = node.arg and re.fullmatch(r"(\w+__)?kind(__in)?", node.arg)
        return is_kind and any(isinstance(one, ast.Constant) and one.value in KINDS for one in ast.walk(node.value))
    return False


def test_nobody_else_compares_a_stages_kind():
    found = [
        f"{name}:{getattr(node, 'lineno', '?')}"
        for name, tree in elsewhere()
        for node in ast.walk(tree)
        if names_a_kind(node)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "stage.kind == StageKind.FIELD",
        'stage.kind in ("desk", "panel")',
        'f(stage__kind="field")',
        'f(kind__in=["final"])',
        "isinstance(settings, InterviewSettings)",
        "from competitions.kinds.settings import FieldSettings",
        'hasattr(settings, "visits_a_day")',
        "kinds.InterviewSettings",
    ],
)
def test_the_look_finds_what_it_looks_for(line):
    assert any(names_a_kind(node) for node in ast.walk(ast.parse(line)))


def test_no_template_branches_on_a_kind():
    branch = re.compile(r"{%\s*(if|elif)[^%]*\bkind\b\s*(==|!=|in)")
    found = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if "stage" in path.read_text() and branch.search(path.read_text())
    ]
    assert [path.relative_to(ROOT).as_posix() for path in found] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_gives_its_answers(kind):
    assert kind in NEEDS
    assert [name for name in ANSWERS if not hasattr(stages.KINDS[kind], name)] == []


def test_the_answers_are_those_that_are_told():
    """In the shelf's own words and in the architecture, none more and none less."""
    told = re.search(
        r"^\| answer \| says \|\n(.*?)\n\n", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE | re.DOTALL
    )
    rows = [row.split("|")[1] for row in told[1].splitlines()[1:]]
    assert {name for row in rows for name in re.findall(r"`(\w+)", row)} == set(ANSWERS)
    assert len(rows) == 9
    own = re.findall(r"^([a-zA-Z, ]+?)(?:\([\w, ]*\))?  ", stages.__doc__, re.MULTILINE)
    assert {name for one in own for name in one.split(", ")} == set(ANSWERS)


def test_an_award_that_runs_through_the_years_is_named_in_one_place():
    found = {
        name
        for name, tree in elsewhere()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in ("outstanding", "Terpuji", "Pencapaian istimewa")
    }
    assert found == {"competitions/models/award_name.py"}
