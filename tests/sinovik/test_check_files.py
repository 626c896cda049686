"""`manage.py check_files` over what dossiers keep."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.factories import accounts, competitions, proposals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def file():
    proposal = proposals.filled(competitions.edition(), by=accounts.cast().proposer)
    return proposal.attachments.order_by("pk").first()


def told():
    output = StringIO()
    try:
        call_command("check_files", stdout=output)
    except CommandError as error:
        return output.getvalue() + str(error)
    return output.getvalue()


def test_what_is_whole_is_counted_once(file):
    assert file.sha256 != file.clean_sha256
    assert told() == "2 berkas utuh.\n"


@pytest.mark.parametrize("which", ["file", "clean_file"])
def test_a_file_that_was_cut_is_named(file, which):
    name = getattr(file, which).name
    with default_storage.open(name, "wb") as half:
        half.write(b"%PDF-1.7")
    assert f"ukuran lain: {name}" in told()
    assert "1 berkas hilang atau rusak. Ambil dari cadangan." in told()


def test_a_file_that_is_lost_is_named(file):
    default_storage.delete(file.file.name)
    assert f"hilang: {file.file.name}" in told()
