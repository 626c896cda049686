"""Files have one room: nobody else opens an upload, writes into the store, or sends what lies there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HANDS = re.compile(r"\b(default_storage|FileResponse|ContentFile|FileSystemStorage|pikepdf|puremagic)\b|from PIL\b")
# The files of the portal itself: where they lie, and how its style sheets are made.
STATIC = {"sinovik/settings.py", "sinovik/assembly.py"}
# How an uploaded file is read, and how a row's file is opened past the room.
READING = re.compile(r"\.(?:chunks|temporary_file_path)\(|\b(?:file|clean_file)\.(?:open|save|read|delete)\(")


def test_only_the_room_of_files_touches_files():
    touching = {
        str(path.relative_to(ROOT))
        for floor in ("accounts", "competitions", "proposals", "judging", "sinovik")
        for path in (ROOT / floor).rglob("*.py")
        if HANDS.search(path.read_text()) or READING.search(path.read_text())
    }
    assert {path for path in touching if not path.startswith("accounts/files/")} <= STATIC
    assert "accounts/files/keeping.py" in touching
