"""What the documents point to exists, and the map of the house is whole."""

import re
from functools import cache
from pathlib import Path

import pytest

from sinovik.management.commands.seed_demo import SIGN_INS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "STYLE.md", *(ROOT / "docs").rglob("*.md")])
NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]
# Made by running the portal, so not there in a fresh checkout.
MADE = ("var", ".venv", ".env")
PICTURES = ROOT / "docs" / "pictures"


def prose(document):
    """The text without its code blocks."""
    return re.sub(r"^```.*?^```", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)


@cache
def top():
    return {path.name for path in ROOT.iterdir()} - set(MADE)


def paths_named(document):
    """What stands between backticks and begins like a path from the root of the repository."""
    for words in re.findall(r"`([^`\n]+)`", prose(document)):
        first = words.split("/")[0]
        if re.fullmatch(r"[\w./-]+", words) and first in top() and ("/" in words or (ROOT / first).is_file()):
            yield words


def links(document):
    """The targets of links inside the repository; pictures are added with the pages they show."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if not re.match(r"[a-z]+:|#", target):
            path = (document.parent / target.partition("#")[0]).resolve()
            if not path.is_relative_to(PICTURES):
                yield path


def tree():
    """The paths of the map in architecture.md; several folders of one parent may share a line."""
    block = re.search(r"^```tree\n(.*?)^```", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE | re.DOTALL)
    above = {}
    for line in filter(None, block[1].splitlines()):
        indent, names = re.match(r"( *)(\S+(?: \S+/)*)", line).groups()
        parents = [above[depth] for depth in sorted(above) if depth < len(indent)]
        for name in names.split():
            yield "".join([*parents, name])
        first = names.split()[0]
        above = {depth: folder for depth, folder in above.items() if depth < len(indent)} | {len(indent): first}


def folders():
    """The folders of our own code that must be on the map."""
    for floor in ("accounts", "competitions", "proposals", "judging", "sinovik"):
        for path in (ROOT / floor).rglob("__init__.py"):
            folder = path.parent.relative_to(ROOT)
            if not {"migrations", "management", "commands"} & set(folder.parts):
                yield f"{folder}/"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_path_between_backticks_exists(document):
    assert not [path for path in paths_named(document) if not (ROOT / path).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_link_leads_somewhere(document):
    assert not [str(path) for path in links(document) if not path.exists()]


def test_the_paths_are_really_found():
    assert "judging/arithmetic/ranking.py" in set(paths_named(ROOT / "docs" / "architecture.md"))
    assert ROOT / "STYLE.md" in set(links(ROOT / "README.md"))


def test_everything_on_the_map_exists():
    assert not [path for path in tree() if not (ROOT / path).exists()]


def test_every_folder_is_on_the_map():
    assert sorted(set(folders()) - set(tree())) == []


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_decision_begins_with_what_was_decided():
    """Its name, a blank line, and something below; what was found out since stands behind."""
    beginnings = {path.name: path.read_text().split("\n", 2) for path in (ROOT / "docs" / "decisions").glob("*.md")}
    assert [name for name, (title, blank, _text) in beginnings.items() if not title.startswith("# ") or blank] == []


def test_the_readme_names_every_sign_in():
    text = (ROOT / "README.md").read_text()
    assert [email for _role, email in SIGN_INS if email not in text] == []
