"""Compile the translations: `django.mo` is made from `django.po` wherever it is missing or older."""

from pathlib import Path

from . import commands, folders, sentences
from .folders import Project
from .sentences import Stopped


def outdated(root: Path) -> list[Path]:
    """The .po files whose .mo file is missing or older."""
    return [po for po in sorted(root.glob("locale/*/LC_MESSAGES/*.po")) if _is_older(po.with_suffix(".mo"), po)]


def compile_outdated(project: Project, *, log: Path) -> None:
    """Compile what is outdated with Babel, so gettext need not be installed; Stopped when one is wrong."""
    with folders.queue_for(project.var / "setup.lock", sentences.waiting_for_setup()):
        for po in outdated(project.root):
            new = po.with_suffix(".mo.new")
            compiling = [project.python, "-m", "babel.messages.frontend", "compile", "-i", po, "-o", new]
            # A file that Babel cannot read is only logged by it, not reported in its exit code.
            if not commands.run(compiling, log=log) or not new.exists():
                raise Stopped(sentences.step_failed(f"pybabel compile {po.relative_to(project.root)}", log))
            new.replace(po.with_suffix(".mo"))


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
