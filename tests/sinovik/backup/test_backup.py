"""A portal is taken into one archive and back into an empty place, row by row and byte by byte."""

import io
import json
import os
import resource
import stat
import tarfile
from pathlib import Path

import pgtrigger
import pyrage
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.models import User
from judging.domain.certificates import local_key
from sinovik import privileges
from sinovik.backup import archive, making, restoring, tables
from sinovik.backup.archive import Unreadable
from tests import once
from tests.factories import accounts, competitions, proposals
from tests.owner import as_owner
from tests.replaying import everything

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True, databases=["default", privileges.OWNER])]


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def key(tmp_path):
    """The file of a new secret key, and its public one."""
    out = io.StringIO()
    call_command("backup", tmp_path / "key", "--new-key", stdout=out)
    return tmp_path / "key", out.getvalue().rpartition(" ")[2].strip()


@pytest.fixture
def kept(tmp_path, key):
    """A portal with dossiers and files, and its backup: (archive, tables as they were, files as they were)."""
    competitions.edition()
    proposals.contestants(competitions.edition(), 2)
    rows = everything()
    call_command("backup", tmp_path / "kept.age", "--recipient", key[1])
    return tmp_path / "kept.age", rows, files(tmp_path / "media")


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def empty(folder):
    """The same place with nothing in it."""
    names = ", ".join(f'"{model._meta.db_table}"' for model in once.tables())
    with as_owner() as cursor, pgtrigger.ignore("accounts.Event:no_truncate"):
        cursor.execute(f"TRUNCATE {names} CASCADE")
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()


def test_everything_comes_back_into_an_empty_place(kept, key, tmp_path):
    path, rows, content = kept
    empty(tmp_path / "media")
    out = io.StringIO()
    call_command("restore", path, identity=key[0], keys=tmp_path / "keys.json", stdout=out)
    assert "pulih dan utuh" in out.getvalue()
    assert everything() == rows
    assert files(tmp_path / "media") == content
    assert content
    # Whoever comes next gets a number of their own, and history is closed again.
    assert accounts.person().pk > max(
        User.objects.exclude(pk=User.objects.latest("pk").pk).values_list("pk", flat=True)
    )
    with connections[privileges.OWNER].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D' AND NOT tgisinternal")
        assert cursor.fetchone() == (0,)
    connections[privileges.OWNER].close()


def test_files_of_a_bucket_are_in_the_archive_and_come_back_into_an_empty_one(bucket, kept, key, tmp_path):
    path, rows, on_disk = kept
    content = {name: bucket.get(name) for name in bucket.names()}
    assert content
    assert not on_disk
    empty(tmp_path / "media")
    bucket.empty()
    out = io.StringIO()
    call_command("restore", path, identity=key[0], stdout=out)
    assert "pulih dan utuh" in out.getvalue()
    assert everything() == rows
    assert {name: bucket.get(name) for name in bucket.names()} == content


def test_a_place_that_is_not_empty_is_left_as_it_is(kept, key):
    path, before = kept[0], everything()
    with pytest.raises(CommandError, match="sudah berisi"):
        call_command("restore", path, identity=key[0])
    assert everything() == before


def test_another_key_opens_nothing(kept, tmp_path):
    call_command("backup", tmp_path / "other", "--new-key", stdout=io.StringIO())
    with pytest.raises(CommandError, match="tidak dapat dibuka dengan kunci ini"):
        call_command("restore", kept[0], identity=tmp_path / "other")


@pytest.mark.parametrize("place", [0, 100, -40])
def test_a_flipped_byte_is_found_before_anything_is_taken_back(kept, key, tmp_path, place):
    content = bytearray(kept[0].read_bytes())
    content[place] ^= 1
    kept[0].write_bytes(content)
    empty(tmp_path / "media")
    with pytest.raises(CommandError, match=r"tidak dapat dibuka|rusak"):
        call_command("restore", kept[0], identity=key[0])
    assert not User.objects.exists()
    assert files(tmp_path / "media") == {}


def test_what_was_cut_is_found(kept, key, tmp_path):
    os.truncate(kept[0], kept[0].stat().st_size // 2)
    empty(tmp_path / "media")
    with pytest.raises(CommandError):
        call_command("restore", kept[0], identity=key[0])
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside"])
def test_a_member_outside_of_the_archive_is_refused(key, tmp_path, name):
    """Made by whoever holds the public key, which is no secret."""
    public = pyrage.x25519.Recipient.from_str(key[1])
    with archive.packed(tmp_path / "made.age", [public]) as packer:
        packer.add(name, io.BytesIO(b"x"))
        packer.add_json(archive.MANIFEST, {"format": archive.FORMAT, "members": dict(packer.members)})
    with pytest.raises(Unreadable, match="rusak"):
        restoring.restore(tmp_path / "made.age", [pyrage.x25519.Identity.from_str(key[0].read_text().strip())])
    assert not (tmp_path.parent / "outside").exists()


def test_an_archive_without_its_list_is_refused(key, tmp_path):
    with tarfile.open(tmp_path / "bare.tar", "w"):
        pass
    pyrage.encrypt_file(
        str(tmp_path / "bare.tar"), str(tmp_path / "bare.age"), [pyrage.x25519.Recipient.from_str(key[1])]
    )
    with pytest.raises(CommandError, match="daftar isinya"):
        call_command("restore", tmp_path / "bare.age", identity=key[0])


def test_tables_of_another_shape_are_refused(kept, key, tmp_path):
    empty(tmp_path / "media")
    with as_owner() as cursor:
        cursor.execute("ALTER TABLE accounts_user ADD COLUMN shoe integer")
    try:
        with pytest.raises(CommandError, match="Susunan tabel berbeda"):
            call_command("restore", kept[0], identity=key[0])
    finally:
        with as_owner() as cursor:
            cursor.execute("ALTER TABLE accounts_user DROP COLUMN shoe")


def test_keys_are_for_their_owner_alone_and_nothing_is_overwritten(kept, key, tmp_path):
    assert stat.S_IMODE(key[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("backup", kept[0], "--recipient", key[1])


def test_what_certificates_are_sealed_with_comes_back_as_a_file_that_the_keys_name(key, tmp_path, settings):
    """The portal that was restored seals with the same key."""
    secret, chain = local_key.self_made()
    sealing = tmp_path / "kunci.pem"
    sealing.write_bytes(
        secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + chain[0].public_bytes(Encoding.PEM)
    )
    settings.CERTIFICATE_KEY, settings.SECRET_KEY = str(sealing), "kunci-lain-kunci-lain-kunci-lain-kunci-lain"
    before = local_key.LocalKey().key
    call_command("backup", tmp_path / "kept.age", "--recipient", key[1])
    empty(tmp_path / "media")
    sealing.unlink()
    call_command("restore", tmp_path / "kept.age", identity=key[0], keys=tmp_path / "keys.json")
    named = Path(json.loads((tmp_path / "keys.json").read_text())["CERTIFICATE_KEY"])
    assert named == tmp_path / "keys.pem"
    assert {stat.S_IMODE(one.stat().st_mode) for one in (named, tmp_path / "keys.json")} == {0o600}
    settings.CERTIFICATE_KEY = str(named)
    assert local_key.LocalKey().key == before


def test_without_the_file_of_a_key_no_backup_is_made(key, tmp_path, settings):
    settings.CERTIFICATE_KEY = str(tmp_path / "tidak-ada.pem")
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("backup", tmp_path / "kept.age", "--recipient", key[1])
    assert not list(tmp_path.glob("kept*"))


@pytest.mark.parametrize("keys", [[], ["age1nonsense"]])
def test_without_a_public_key_nothing_is_written(tmp_path, settings, keys):
    settings.BACKUP_RECIPIENTS = keys
    with pytest.raises(CommandError, match=r"[Kk]unci"):
        call_command("backup", tmp_path / "none.age")
    assert not list(tmp_path.glob("none*"))


def test_a_disk_that_is_full_leaves_no_half_archive(tmp_path, key):
    """The folder takes no file of the size: nothing lies under the name, and nothing beside it."""
    public = pyrage.x25519.Recipient.from_str(key[1])
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, hard))
    try:
        with pytest.raises(OSError, match="large"):  # noqa: SIM117 - which of the two raises is not the question
            with archive.packed(tmp_path / "half.age", [public]) as packer:
                packer.add("files/x", io.BytesIO(bytes(100_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    assert not list(tmp_path.glob("half*"))


def test_what_is_written_while_the_backup_is_made_is_whole_or_not_in_it(kept, key):
    with archive.opened(kept[0], [pyrage.x25519.Identity.from_str(key[0].read_text().strip())]) as (tar, manifest):
        assert manifest["shape"].keys() == {
            name.removeprefix("tables/") for name in tar.getnames() if "tables/" in name
        }
        assert not {f"{making.ROWS}/{name}" for name in tables.LEFT_OUT} & set(tar.getnames())
