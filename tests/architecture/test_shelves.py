"""No shelf is a hall: what has grown past thirty modules side by side is two shelves."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("accounts", "competitions", "proposals", "judging", "sinovik", "tests")
MODULES = 30


def test_no_shelf_holds_more_than_thirty_modules():
    folders = [folder for floor in FLOORS for folder in (ROOT / floor).rglob("*") if folder.is_dir()]
    counts = {str(folder.relative_to(ROOT)): len(modules(folder)) for folder in folders}
    assert {shelf: count for shelf, count in counts.items() if count > MODULES} == {}
    assert max(counts.values()) > 20


def modules(folder):
    return [path for path in folder.glob("*.py") if path.name != "__init__.py"]
