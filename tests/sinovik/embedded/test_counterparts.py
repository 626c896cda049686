"""The real programs that tests talk to: found where they were unpacked, else the line that brings them is said."""

import pytest

from sinovik.embedded import counterparts
from sinovik.embedded.counterparts import ALL, POOLER, PROXY, SCANNER

EACH = pytest.mark.parametrize("counterpart", ALL, ids=[one.program for one in ALL])


def put(folder, program):
    path = folder / program
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


@EACH
@pytest.mark.parametrize("place", ["usr/sbin", "usr/bin"])
def test_what_was_unpacked_is_found_again(counterpart, place, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    unpacked = put(tmp_path, f"{place}/{counterpart.program}")
    found = counterparts.ensure(counterpart, tmp_path, log=tmp_path / "apt.log")
    # Or where Debian itself puts it on this machine.
    assert found in (unpacked, f"/usr/sbin/{counterpart.program}", f"/usr/local/sbin/{counterpart.program}")
    assert not (tmp_path / "apt.log").exists()


@EACH
def test_who_may_not_install_is_told_the_line_that_brings_it(counterpart, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(counterparts, "_found", lambda counterpart, folder: "")
    monkeypatch.setattr(counterparts.os, "geteuid", lambda: 1000)
    assert counterparts.ensure(counterpart, tmp_path / "own", log=tmp_path / "apt.log") == ""
    assert f"apt-get install -y --no-install-recommends {counterpart.package}" in capfd.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_the_callers_word_is_believed_also_that_there_is_none(tmp_path):
    environ = {SCANNER.setting: "/opt/clamd", PROXY.setting: "", POOLER.setting: ""}
    assert counterparts.settings(tmp_path, environ=environ, log=tmp_path / "apt.log") == environ
