"""No sentence in the code is said in Indonesian alone: what people read goes through gettext."""

import ast
import re
from pathlib import Path

from django.conf import settings

from tests.architecture.sources import parsed

APPS = ("accounts", "competitions", "proposals", "judging", "sinovik")
# Folders whose texts are the contest's own or nobody's: templates of editions, examples, the start, commands.
ELSEWHERE = {"migrations", "season", "embedded", "management", "templates"}
# Files whose texts are data, each with the reason.
DATA = {
    "sinovik/views/gallery.py": "a pattern with invented rows, for people who build pages",
    "competitions/models/edition.py": "the office that signs decrees, a name in an edition's plan",
    "sinovik/views/machines.py": "the name of what is installed on a phone, which is Indonesian as its manifest says",
    "judging/proof/words.py": "both languages side by side: an outsider has no catalogue",
    "judging/reporting/trying.py": "a title as long as titles come, to try a certificate with",
    "judging/arithmetic/layout/provinces.py": "a name of islands",
}
# Words that a sentence in Indonesian hardly does without.
WORDS = re.compile(
    r"\b(yang|dan|tidak|belum|sudah|untuk|dengan|dari|oleh|ini|itu|atau|karena|adalah|sejak|usulan|penilai|kepada)\b",
    re.IGNORECASE,
)
MARKED = {"_", "_now", "_lazy"}


def is_marked(call):
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name in MARKED or "gettext" in name


def unmarked(path):
    """The sentences of a file outside every call of gettext; what a ValueError tells programmers is none."""
    tree, outside = parsed(path), set()
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and is_marked(node)) or isinstance(node, (ast.Raise, ast.Expr)):
            text = node.value if isinstance(node, ast.Expr) else node
            if not isinstance(node, ast.Expr) or isinstance(text, ast.Constant):
                outside |= {id(part) for part in ast.walk(text)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in outside
        and len(node.value.split()) > 2
        and WORDS.search(node.value)
    ]


def test_every_sentence_can_be_translated():
    found = {}
    for app in APPS:
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if not ELSEWHERE & set(path.parts) and (texts := unmarked(path)):
                found[name] = texts
    assert {name: texts for name, texts in found.items() if name not in DATA} == {}
    assert DATA.keys() <= found.keys(), "no such texts any more"
