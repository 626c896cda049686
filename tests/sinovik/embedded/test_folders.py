import os
import subprocess
import sys

import pytest

from sinovik.embedded import folders
from sinovik.embedded.sentences import Stopped
from tests.sinovik.embedded.conftest import ROOT


def test_a_second_start_in_the_same_folder_names_the_first(project):
    with folders.take(project, "demo", command="bin/demo"):
        sentence = rf"sudah berjalan di folder {project.root} \(proses {os.getpid()}\)"
        with pytest.raises(Stopped, match=sentence):
            folders.take(project, "demo", command="bin/demo")

    with folders.take(project, "demo", command="bin/demo") as again:
        assert again.folder == project.root / "var" / "demo"


def test_demo_and_tests_run_side_by_side(project, instance):
    with folders.take(project, "test", command="bin/test") as test:
        assert test.folder != instance.folder


def test_the_folder_is_free_again_when_its_process_was_killed(project):
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from pathlib import Path\n"
        "from embedded import folders\n"
        "held = folders.take(folders.Project(Path(sys.argv[2])), 'demo', command='bin/demo')\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(ROOT / "sinovik"), str(project.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Stopped, match=rf"proses {other.pid}"):
            folders.take(project, "demo", command="bin/demo")
        other.kill()

    folders.take(project, "demo", command="bin/demo").lock.close()


def test_a_folder_that_cannot_be_made_is_named_with_the_user(project):
    (project.root / "var").write_text("a file where the folder should be")

    with pytest.raises(Stopped, match=f"tidak dapat ditulisi oleh pengguna {folders.user_name()}"):
        folders.take(project, "demo", command="bin/demo")


def test_others_may_pass_through_our_folders_whatever_the_umask(project):
    before = os.umask(0o077)
    try:
        folders.take(project, "demo", command="bin/demo").lock.close()
    finally:
        os.umask(before)

    assert project.var.stat().st_mode & 0o777 == 0o711
    assert (project.var / "demo").stat().st_mode & 0o777 == 0o711


def test_a_secret_is_made_once_and_only_for_its_owner(tmp_path):
    path = tmp_path / "secret-key"

    made = folders.remembered_secret(path)

    assert len(made) >= 40
    assert folders.remembered_secret(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
