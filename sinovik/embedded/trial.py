"""`bin/test`: the import contracts and all tests, against a real PostgreSQL, Valkey and Chromium."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import catalogues, commands, counterparts, entrance, folders, packages, processes, sentences, servers, system
from .folders import Instance, Project
from .processes import Children

BROWSER_SETTING = "SINOVIK_CHROMIUM"
# Not through .venv/bin/lint-imports: such scripts stop working when the checkout is moved.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
WITHOUT_JOURNEYS = "not journey"
# Debuggers need the terminal, which worker processes do not have.
IN_ONE_PROCESS = {"--pdb", "--trace"}
# Tests that are not kept compiled are compiled anew by every process of every run, half a minute of two cores.
NOT_FROM_THE_SHELL = {"DEBUG", "BASE_URL", "ALLOWED_HOSTS", "PYTHONDONTWRITEBYTECODE"}


def main(root: Path, arguments: Sequence[str]) -> int:
    """Run the tests with pytest's arguments; returns pytest's exit code, or 1 when a contract is broken."""
    return entrance.run(lambda: _start(Project(root), arguments))


def pytest_arguments(arguments: Sequence[str]) -> list[str]:
    """Two processes unless the caller says otherwise: the last `-n` counts.

    Each has one half of the tests, and who is done first takes over from the other: a module's tests stay together,
    which share what was set up for them.
    """
    return [*([] if IN_ONE_PROCESS & set(arguments) else ["-n", "2", "--dist", "worksteal"]), *arguments]


def environment(
    instance: Instance, browser: str, others: Mapping[str, str], *, environ: Mapping[str, str]
) -> dict[str, str]:
    """The settings of a test run, without those of the caller's shell that change what is found or what it costs.

    `others` say where the programs are that the portal talks to.
    """
    kept = {name: value for name, value in environ.items() if name not in NOT_FROM_THE_SHELL}
    return {
        **kept,
        "SECRET_KEY": "only-for-tests-" * 4,
        "MEDIA_ROOT": str(instance.folder / "media"),
        "WHITENOISE_USE_FINDERS": "1",
        # A query that waits for ever is an error of its test.
        "PGOPTIONS": "-c statement_timeout=300s",
        # Most tests put people behind the doors without the sign-in page; those of the second factor ask for it.
        "SECOND_FACTOR_REQUIRED": "0",
        BROWSER_SETTING: browser,
        **others,
    }


def _start(project: Project, arguments: Sequence[str]) -> int:
    with folders.take(project, "test", command="bin/test") as instance:
        return _try(project, instance, arguments)


def _try(project: Project, instance: Instance, arguments: Sequence[str]) -> int:
    packages.ensure(project, packages.DEVELOPMENT)
    apt_log = project.var / "apt.log"
    has_pdf = system.ensure_pango(log=apt_log)
    others = counterparts.settings(project.var / "counterparts", environ=os.environ, log=apt_log)
    env = environment(instance, _browser(arguments, apt_log), others, environ=os.environ)
    if not has_pdf:
        env["PDF_ENABLED"] = "0"
    catalogues.compile_outdated(project, log=project.var / "catalogues.log")
    children = Children(instance.folder)
    try:
        env |= servers.start(children, project, instance, durable=False)
        contracts = foreground([project.python, "-c", LINT_IMPORTS, "--no-logo"], project, env)
        tests = foreground([project.python, "-m", "pytest", *pytest_arguments(arguments)], project, env)
    finally:
        children.stop()
    if contracts:
        sentences.say(sentences.contracts_broken(), to_error=True)
    return tests or contracts


def _browser(arguments: Sequence[str], log: Path) -> str:
    """The browser for the journeys; nothing is installed when they were deselected."""
    if BROWSER_SETTING in os.environ:
        return os.environ[BROWSER_SETTING]
    return "" if WITHOUT_JOURNEYS in arguments else system.ensure_browser(log=log)


def foreground(command: Sequence[object], project: Project, env: Mapping[str, str]) -> int:
    """Run a command on our terminal and return its exit code."""
    words = [*processes.dying_with_us(), *map(str, command)]
    process = subprocess.Popen(words, env=dict(env), cwd=project.root)
    commands.wait(process)
    return process.returncode
