"""Programs that the portal talks to in production, and its tests with the real ones.

They are unpacked, not installed: installed, they would start services, and a scanner fetch 200 MB of signatures.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import commands, sentences, system


@dataclass(frozen=True)
class Counterpart:
    """A program, the Debian package that holds it, what it is for in both languages, and the variable that names
    another one; `linked` finds what it is linked with among its dependencies, which is installed.
    """

    program: str
    package: str
    what: tuple[str, str]
    setting: str
    linked: re.Pattern[str] | None = None


SCANNER = Counterpart(
    "clamd",
    "clamav-daemon",
    ("pemindai virus", "the virus scanner"),
    "SINOVIK_CLAMD",
    re.compile(r"Depends: (libclamav\d+\w*)"),
)
PROXY = Counterpart("caddy", "caddy", ("proksi", "the proxy"), "SINOVIK_CADDY")
POOLER = Counterpart(
    "pgbouncer",
    "pgbouncer",
    ("pembagi sambungan", "the pooler of connections"),
    "SINOVIK_PGBOUNCER",
    re.compile(r"Depends: (libc-ares2|libevent-\d\S*)"),
)
ALL = (SCANNER, PROXY, POOLER)


def settings(folder: Path, *, environ: Mapping[str, str], log: Path) -> dict[str, str]:
    """Where each of them is, "" for one that is not; the caller's word is believed, also that there is none."""
    return {
        one.setting: environ[one.setting] if one.setting in environ else ensure(one, folder / one.program, log=log)
        for one in ALL
    }


def ensure(counterpart: Counterpart, folder: Path, *, log: Path) -> str:
    """The path of a program, or "" after saying how to get it.

    As root on a machine with apt its library is installed and the program unpacked into `folder`.
    """
    if found := _found(counterpart, folder):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get") and _has_library(counterpart, log):
        folder.mkdir(parents=True, exist_ok=True)
        env = dict(os.environ)
        commands.run(["apt-get", "-qq", "download", counterpart.package], log=log, env=env, cwd=folder)
        for package in sorted(folder.glob(f"{counterpart.package}_*.deb")):
            commands.run(["dpkg-deb", "-x", package, folder], log=log, env=env)
            package.unlink()
    if found := _found(counterpart, folder):
        return found
    sentences.say(sentences.no_counterpart(*counterpart.what, system.sudo_line([counterpart.package])))
    return ""


def _found(counterpart: Counterpart, folder: Path) -> str:
    own = f"{folder / 'usr/sbin'}:{folder / 'usr/bin'}"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:{own}"
    return shutil.which(counterpart.program, path=path) or ""


def _has_library(counterpart: Counterpart, log: Path) -> bool:
    """Install what the program is linked with, which Debian calls by its version; True where nothing is missing."""
    env = {**os.environ, "LC_ALL": "C"}
    asking = ["apt-cache", "depends", counterpart.package]
    told = subprocess.run(asking, capture_output=True, text=True, check=False, env=env).stdout
    if not told:
        # A fresh machine has no lists yet.
        commands.run(["apt-get", "-qq", "update"], log=log, env=env)
        told = subprocess.run(asking, capture_output=True, text=True, check=False, env=env).stdout
    if counterpart.linked is None:
        return bool(told)
    found = counterpart.linked.findall(told)
    return bool(found) and system.install(found, log=log)
