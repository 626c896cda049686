"""Files have one room: nobody else opens an upload, writes into the store, or sends what lies there."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import FileField

from accounts.models import HandedIn
from tests.architecture.sources import parsed

FLOORS = ("accounts", "competitions", "proposals", "judging", "sinovik")
ROOT = Path(__file__).parents[2]
HANDS = re.compile(r"\b(default_storage|FileResponse|ContentFile|FileSystemStorage|pikepdf|puremagic)\b|from PIL\b")
# The files of the portal itself: where they lie, and how its style sheets are made.
STATIC = {"sinovik/settings/__init__.py", "sinovik/settings/files.py", "sinovik/assembly.py"}
# Tables that are written for one reader and kept nowhere.
TABLES = {"accounts/pages/exports.py"}
# Every file as it lies in the store, for an archive of all and back: nobody reads it, and nobody gets it.
BACKUP = {"sinovik/backup/making.py", "sinovik/backup/restoring.py"}
# How an uploaded file is read, and how a row's file is opened past the room.
READING = re.compile(r"\.(?:chunks|temporary_file_path)\(|\b(?:file|clean_file)\.(?:open|save|read|delete)\(")


# What a view may ask a row for: the copies that hold nothing that runs.
HANDED_OUT = {"handed_out", "clean", "printed"}
# Files that nobody but the portal made; photographs and pictures, of which only the clean copy is kept.
OF_ONE_COPY = {
    "competitions.Picture",
    "judging.Certificate",
    "judging.Photo",
    "judging.ResultBundle",
    "proposals.PublicPicture",
}
BYTES = re.compile(r"\w\.(?:file|clean_file)\.(?:name|url|path)\b|\.on_record\b")
# Models say where a row's file lies; what a reader may know of a file has a name too, which is not in the store.
SPEAKING = {
    "accounts/models/file.py",
    "competitions/models/picture.py",
    "judging/models/award.py",
    "judging/models/bundle.py",
    "judging/models/visit.py",
    "proposals/domain/dossier.py",
    "proposals/models/public_page.py",
}
CHECKING = {
    "accounts/domain/applications.py",
    "judging/domain/hearings/materials.py",
    "judging/domain/objections.py",
    "judging/domain/visits/visit_evidence.py",
    "proposals/domain/draft/attachments.py",
    "proposals/domain/follow_up/check_ins.py",
    "proposals/domain/follow_up/replication.py",
}


def test_every_file_that_people_hand_in_has_a_copy_in_which_nothing_runs():
    holding = [
        model for model in apps.get_models() if any(isinstance(field, FileField) for field in model._meta.get_fields())
    ]
    assert {model._meta.label for model in holding if not issubclass(model, HandedIn)} == OF_ONE_COPY
    assert len(holding) > len(OF_ONE_COPY)


def test_a_view_sends_what_is_handed_out_and_no_other_bytes():
    sent = [
        ast.unparse(call.args[0])
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        for call in ast.walk(parsed(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("keeping.response")
    ]
    assert len(sent) == 21
    assert {copy.rpartition(".")[2] for copy in sent} <= HANDED_OUT


def test_nobody_but_its_model_says_where_a_row_s_file_lies():
    speaking = {
        str(path.relative_to(ROOT))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if BYTES.search(path.read_text())
    }
    assert speaking == SPEAKING | CHECKING
    assert not [page for page in (ROOT / "templates").rglob("*.*") if BYTES.search(page.read_text())]


def test_only_the_room_of_files_touches_files():
    touching = {
        str(path.relative_to(ROOT))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if HANDS.search(path.read_text()) or READING.search(path.read_text())
    }
    assert {path for path in touching if not path.startswith("accounts/files/")} <= STATIC | TABLES | BACKUP
    assert "accounts/files/keeping.py" in touching
