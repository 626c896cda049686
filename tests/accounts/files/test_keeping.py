"""The store: whole or not at all, and what is there is never believed by its name."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.http import Http404

from accounts.files import apart, keeping, reasons
from accounts.files.store import checking
from accounts.models import StoredCopy
from accounts.rules import Refused
from tests.factories import documents

CONTENT = bytes(range(256)) * 1000


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def kept(content=CONTENT):
    return keeping.keep(content, folder="bukti", ending="pdf")


def files(store):
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_and_the_same_bytes_lie_there_once(store):
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert kept() == kept() == f"bukti/{digest[:2]}/{digest}.pdf"
    assert files(store) == [f"{digest}.pdf"]
    place = store / kept()
    assert place.read_bytes() == CONTENT
    assert place.stat().st_mode & 0o777 == 0o640


def test_what_is_there_already_is_not_written_again(store):
    place = store / kept()
    before = place.stat().st_mtime_ns, place.stat().st_ino
    kept()
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == before


@pytest.mark.parametrize("spoilt", [b"", CONTENT[:1000], CONTENT[:-1], b"x" + CONTENT[1:], CONTENT + b"x"])
def test_a_name_that_holds_something_else_is_not_trusted(store, spoilt):
    place = store / kept()
    place.write_bytes(spoilt)
    assert store / kept() == place
    assert place.read_bytes() == CONTENT


def test_a_full_store_is_said_and_leaves_nothing(store, caplog):
    with documents.no_file_larger_than(65_536), pytest.raises(Refused) as refused:
        kept()
    assert refused.value.refusal is reasons.NOT_KEPT
    assert files(store) == []
    assert "did not take" in caplog.text
    assert (store / kept()).read_bytes() == CONTENT


def test_a_store_that_cannot_be_written_is_said(store):
    (store / "bukti").write_text("a file where the folder should be")
    with pytest.raises(Refused) as refused:
        kept()
    assert refused.value.refusal is reasons.NOT_KEPT


def test_a_process_killed_in_the_middle_leaves_nothing_that_is_believed(store):
    """It is killed when everything is written and nothing is yet on the disk."""
    code = (
        "import os, signal, django; django.setup()\n"
        "from accounts.files import keeping\n"
        "keeping.os.fsync = lambda number: os.kill(os.getpid(), signal.SIGKILL)\n"
        "keeping.keep(bytes(range(256)) * 1000, folder='bukti', ending='pdf')\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(apart.ROOT),
        "MEDIA_ROOT": str(store),
        "DJANGO_SETTINGS_MODULE": "sinovik.settings",
    }
    ended = subprocess.run([sys.executable, "-c", code], env=environment, cwd=store, check=False)
    assert ended.returncode == -9
    (left,) = files(store)
    assert left.startswith(keeping.UNFINISHED)
    name = kept()
    assert (store / name).read_bytes() == CONTENT
    found = checking.compare([StoredCopy(name, len(CONTENT), keeping.digest(CONTENT))], ["bukti"])
    assert (found.whole, len(found.unfinished), found.unknown, found.is_harmful) == (1, 1, [], False)


def test_a_store_that_is_no_folder_keeps_the_same_promises(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    name = kept()
    assert isinstance(default_storage._wrapped, InMemoryStorage)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(CONTENT[:99]))
    assert kept() == name
    with default_storage.open(name) as file:
        assert file.read() == CONTENT
    assert list(checking.files_in("bukti")) == [name]


# --- sending


@pytest.mark.django_db
def test_a_download_is_a_download_under_its_own_name():
    name = kept()
    copy = StoredCopy(name, len(CONTENT), keeping.digest(CONTENT))
    answer = keeping.response(copy, filename="surat “asli”.pdf", content_type="application/pdf")
    assert b"".join(answer.streaming_content) == CONTENT
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''surat%20")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    shown = keeping.response(copy, filename="a.jpg", content_type="image/jpeg", shown=True)
    assert shown["Content-Disposition"] == 'inline; filename="a.jpg"'
    shown.close()


@pytest.mark.parametrize("spoil", [lambda place: place.unlink(), lambda place: place.write_bytes(CONTENT[:100])])
def test_half_a_file_is_not_sent_as_a_whole(store, spoil):
    name = kept()
    spoil(store / name)
    with pytest.raises(Http404):
        keeping.response(StoredCopy(name, len(CONTENT), ""), filename="a.pdf", content_type="application/pdf")


# --- comparing


def test_every_difference_between_rows_and_store_is_named(store):
    names = [keeping.keep(CONTENT + bytes([number]), folder="bukti", ending="pdf") for number in range(5)]
    rows = [
        StoredCopy(name, len(CONTENT) + 1, keeping.digest(CONTENT + bytes([number])))
        for number, name in enumerate(names)
    ]
    (store / names[1]).unlink()
    (store / names[2]).write_bytes(CONTENT)
    (store / names[3]).write_bytes(CONTENT + b"x")
    (store / names[0]).with_name(keeping.UNFINISHED + "1").write_bytes(b"")
    found = checking.compare([*rows[:4], rows[0]], ["bukti", "tidak-ada"])
    assert found.missing == [names[1]]
    assert found.wrong_size == [names[2]]
    assert found.wrong_content == [names[3]]
    assert [name.rpartition("/")[2] for name in found.unfinished] == [keeping.UNFINISHED + "1"]
    assert found.unknown == [names[4]]
    assert found.whole == 1
    assert found.is_harmful
