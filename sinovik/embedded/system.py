"""Programs and libraries that pip cannot bring: installed with apt as root, otherwise named in a line."""

import ctypes
import os
import shutil
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
