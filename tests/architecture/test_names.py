"""One name, one thing: no two classes of the apps are called the same."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from tests.architecture.sources import parsed

APPS = ("accounts", "competitions", "proposals", "judging", "sinovik")
FILES = [
    path
    for app in APPS
    for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py"))
    if "migrations" not in path.parts
]

# Django finds what `manage.py` runs by this name.
NAMED_BY_DJANGO = {"Command"}


def places(found):
    """Where each name stands, of (name, path) pairs; names that stand once are left out."""
    by_name = defaultdict(set)
    for name, path in found:
        by_name[name].add(str(path.relative_to(settings.BASE_DIR)))
    return {name: sorted(paths) for name, paths in by_name.items() if len(paths) > 1}


def test_no_two_classes_bear_one_name():
    found = [
        (node.name, path)
        for path in FILES
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and node.name not in NAMED_BY_DJANGO
    ]
    assert len(found) > 100
    assert places(found) == {}


def test_lists_have_their_pages_from_one_place():
    """How long a page is, and which one is meant, is said in `accounts/pages/lists.py`."""
    own = [path for path in FILES if "Paginator" in path.read_text()]
    assert [str(path.relative_to(settings.BASE_DIR)) for path in own] == ["accounts/pages/lists.py"]
    filters = {
        f"{path.relative_to(settings.BASE_DIR)}: {node.name}"
        for path in FILES
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and "Filter" in node.name and "forms.Form" in map(ast.unparse, node.bases)
    }
    assert filters == {"accounts/forms/filters.py: Filter"}


# What every kind of stage answers under one name, and what a module needs of its own.
ANSWERS = {path for path in FILES if path.parent.name == "stages" and path.parent.parent.name == "judging"}
OF_EACH_MODULE = {"logger", "register"}


def constants():
    for path in FILES:
        for node in parsed(path).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and path not in ANSWERS:
                yield node.targets[0].id, ast.unparse(node.value), path


def test_no_constant_is_said_twice():
    found = [
        (f"{name} = {value}", path)
        for name, value, path in constants()
        if name not in OF_EACH_MODULE and not value.replace("_", "").replace(".", "").isidentifier()
    ]
    sums = [(said, path) for said, path in found if "arithmetic" in path.parts]
    assert len(found) > 100
    # The sums know nobody: what they share with the rest of the house is said on either side.
    for app in APPS:
        assert places(one for one in sums if Path(settings.BASE_DIR, app) in one[1].parents) == {}
    assert places(set(found) - set(sums)) == {}


def test_no_refusal_is_said_twice():
    """Neither its sentence nor the key under which it is told apart."""
    calls = [
        (node, path)
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refusal" and len(node.args) == 2
    ]
    assert len(calls) > 100
    assert places((ast.unparse(node.args[1]), path) for node, path in calls if "_(" in ast.unparse(node.args[1])) == {}
    keys = [(node.args[0].value, path) for node, path in calls if isinstance(node.args[0], ast.Constant)]
    assert places(keys) == {}


def test_being_still_in_the_contest_is_said_in_one_place():
    """Filters and judging ask `in_contest` of the model, and compare no status themselves."""
    found = set()
    for path in FILES:
        place = str(path.relative_to(settings.BASE_DIR))
        for node in ast.walk(parsed(path)):
            said = ast.unparse(node) if isinstance(node, ast.keyword | ast.Compare) else ""
            by_filter = isinstance(node, ast.keyword) and re.fullmatch(r"(\w+__)?status=Status\.SUBMITTED", said)
            by_comparing = place.startswith("judging/") and said.endswith((" Status.SUBMITTED", " Status.DISQUALIFIED"))
            if by_filter or by_comparing:
                found.add(f"{place}: {said}")
    # The constraints of the table itself.
    assert found == {"proposals/models/proposal.py: status=Status.SUBMITTED"}
