"""No shelf is a hall: what has grown past twenty-five modules side by side is two shelves."""

from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import judging.rules

ROOT = Path(__file__).parents[2]
FLOORS = ("accounts", "competitions", "proposals", "judging", "sinovik", "tests")
MODULES = 25


def test_no_shelf_holds_more_than_twenty_five_modules():
    folders = [folder for floor in FLOORS for folder in (ROOT / floor).rglob("*") if folder.is_dir()]
    counts = {str(folder.relative_to(ROOT)): len(modules(folder)) for folder in folders}
    assert {shelf: count for shelf, count in counts.items() if count > MODULES} == {}
    assert max(counts.values()) > 20


def test_every_rule_is_handed_on_by_one_activity_alone():
    """Two rules of one name in two activities would hide each other in the face of them all."""
    activities = [
        import_module(found.name) for found in walk_packages(judging.rules.__path__, "judging.rules.") if found.ispkg
    ]
    handed_on = Counter(name for activity in activities for name in activity.__all__)
    assert len(activities) > 5
    assert [name for name, count in handed_on.items() if count > 1] == []
    assert set(handed_on) < set(judging.rules.__all__)
    assert Counter(judging.rules.__all__).most_common(1)[0][1] == 1


def modules(folder):
    return [path for path in folder.glob("*.py") if path.name != "__init__.py"]
