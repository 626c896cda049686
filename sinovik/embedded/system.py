"""Programs and libraries that pip cannot bring: installed with apt as root, otherwise named in a line."""

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from . import commands, sentences

VENV = ("python3-venv",)
# Exactly what WeasyPrint loads; without the last it would embed whole fonts.
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# The driver of the journeys is a Node of its own, which wants the last one.
BESIDE_THE_BROWSER = ("fonts-noto-core", "libatomic1")
# Chromium without windows takes half the processor's time; not every system with apt has it.
HEADLESS, BROWSER = (("chromium-headless-shell", *BESIDE_THE_BROWSER), ("chromium", *BESIDE_THE_BROWSER))
DRIVER_LIBRARIES = ("libatomic.so.1",)
# The virus scanner is unpacked, not installed: installed, it would start services and fetch 200 MB of signatures.
SCANNER, SCANNER_LIBRARY = "clamav-daemon", re.compile(r"Depends: (libclamav\d+\w*)")
BROWSER_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def sudo_line(packages: Sequence[str]) -> str:
    """The exact line that brings these packages, for someone who may use sudo."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str], *, log: Path) -> bool:
    """Install Debian packages when we are root on a machine with apt; False when we may not or it failed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    sentences.say(sentences.installing_system_packages(", ".join(packages)))
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Another apt may be at work on a machine that has just been started; an old list is better than none.
    options = ("-o", "DPkg::Lock::Timeout=120", "-qq")
    commands.run(["apt-get", *options, "update"], log=log, env=env, may_outlive_us=True)
    installing = ["apt-get", *options, "install", "-y", "--no-install-recommends", *packages]
    return commands.run(installing, log=log, env=env, may_outlive_us=True)


def has_pango() -> bool:
    """Whether WeasyPrint would find the libraries it draws text with."""
    return _has_libraries("libpango-1.0.so.0", "libpangoft2-1.0.so.0")


def ensure_pango(*, log: Path) -> bool:
    """Have Pango, or say how to get it. True when PDF files can be made."""
    if has_pango() or (install(PANGO, log=log) and has_pango()):
        return True
    sentences.say(sentences.pdf_off(sudo_line(PANGO)))
    return False


def ensure_browser(*, log: Path) -> str:
    """The path of a Chromium that the journeys can drive, or "" after saying how to get one."""
    if found := _browser():
        return found
    for packages in (HEADLESS, BROWSER):
        if install(packages, log=log) and (found := _browser()):
            return found
    sentences.say(sentences.no_browser(sudo_line(BROWSER)))
    return ""


def ensure_scanner(folder: Path, *, log: Path) -> str:
    """The path of ClamAV's clamd, which reads whatever signatures it is given, or "" after saying how to get one.

    As root on a machine with apt its library is installed and the program unpacked into `folder` (some 15 MB in all).
    """
    if found := _scanner(folder):
        return found
    if (library := _scanner_library(log)) and install([library], log=log):
        folder.mkdir(parents=True, exist_ok=True)
        commands.run(["apt-get", "-qq", "download", SCANNER], log=log, env=dict(os.environ), cwd=folder)
        for package in sorted(folder.glob(f"{SCANNER}_*.deb")):
            commands.run(["dpkg-deb", "-x", package, folder], log=log, env=dict(os.environ))
            package.unlink()
    if found := _scanner(folder):
        return found
    sentences.say(sentences.no_scanner(sudo_line([SCANNER])))
    return ""


def _scanner(folder: Path) -> str:
    return (
        shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:{folder / 'usr/sbin'}")
        or ""
    )


def _scanner_library(log: Path) -> str:
    """What Debian calls the library that its clamd is linked with, "" where it is not known or may not be installed."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or not shutil.which("apt-cache"):
        return ""
    env = {**os.environ, "LC_ALL": "C"}
    asking = ["apt-cache", "depends", SCANNER]
    told = subprocess.run(asking, capture_output=True, text=True, check=False, env=env).stdout
    if not told:
        # A fresh machine has no lists yet.
        commands.run(["apt-get", "-qq", "update"], log=log, env=env)
        told = subprocess.run(asking, capture_output=True, text=True, check=False, env=env).stdout
    found = SCANNER_LIBRARY.search(told)
    return found[1] if found else ""


def _browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSER_NAMES)), "")
    return found if _has_libraries(*DRIVER_LIBRARIES) else ""


def _has_libraries(*names: str) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True
