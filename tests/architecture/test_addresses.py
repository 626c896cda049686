"""A floor names addresses of its own and of the floors below; what lies above is promised (accounts/pages/above.py)."""

import re
from pathlib import Path

from django.apps import apps
from django.urls import reverse

from accounts.pages import above
from sinovik.apps import PROMISED
from tests.architecture.test_doors import addresses

ROOT = Path(__file__).parents[2]
FLOORS = ("accounts", "competitions", "proposals", "judging", "sinovik")
# allauth's views are made ours on the ground floor; Django's own belong to the roof that gives them an address.
FLOOR_OF = {"allauth": "accounts", "django": "sinovik"}
# Templates of no app are the frame, which the roof puts around every page; letters are written below it.
FOLDERS = {"account": "accounts", "letters": "judging", **{floor: floor for floor in FLOORS}}
NAMED = re.compile(r"""(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([\w:-]+)["']|["'](\w+:[\w-]+)["']""")
LINKED = re.compile(r"""{%\s*url\s+["']([\w:-]+)["']""")


def top(view):
    """The floor that a view is of."""
    package = view.__module__.partition(".")[0]
    return FLOOR_OF.get(package, package)


OWNERS = {name: top(view) for _path, view, name in addresses()}


def upward(floor, names):
    """Those of these addresses that lie above a floor."""
    return sorted({name for name in names if name in OWNERS and FLOORS.index(OWNERS[name]) > FLOORS.index(floor)})


def modules():
    for floor in FLOORS[:-1]:
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                yield floor, path


def templates():
    for path in sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]):
        name = path.relative_to(ROOT / "templates")
        if floor := FOLDERS.get(name.parts[0] if len(name.parts) > 1 else ""):
            yield floor, path


def test_every_address_is_of_a_floor():
    assert set(OWNERS.values()) == set(FLOORS)


def reaching_up(pages, named):
    """The files that name addresses above their floor, with these."""
    each = {path.relative_to(ROOT).as_posix(): upward(floor, named(path.read_text())) for floor, path in pages}
    assert each
    return {name: wrong for name, wrong in each.items() if wrong}


def test_a_module_names_no_address_above_its_floor():
    assert reaching_up(modules(), lambda text: [one or other for one, other in NAMED.findall(text)]) == {}


def test_a_template_names_no_address_above_its_floor():
    assert reaching_up(templates(), LINKED.findall) == {}


def test_what_is_promised_is_there():
    assert apps.get_app_config("sinovik")
    assert above.PROMISED == PROMISED
    assert above.address("home") == reverse("home")
    assert above.address("edition", "kipp") == reverse("control_room_edition", args=["kipp"])
