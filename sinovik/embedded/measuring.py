"""`bin/bench`: a script of `bench/` with a database of its own that lasts as in production and is new each time."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import catalogues, commands, demo, entrance, folders, packages, processes, sentences, servers, trial
from .folders import Instance, Project
from .processes import Children
from .sentences import Stopped

# What is measured where nothing is named, one after the other; each with what comes after its name.
USUAL = (("beside",), ("desk",), ("control_room", "300", "3156", "30000"), ("plenary",), ("public",), ("scoring",))
SERVERS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"}
# They are run beside a demo, or ask for no server at all.
OTHERS = {"pages", "first_paint", "recall", "timetable"}
# They come in through the door: the portal itself runs beside them, its web server and its worker.
SERVED = {"submitting"}


def main(root: Path, arguments: Sequence[str]) -> int:
    """Run one script of `bench/` by its name, with its arguments, or the usual ones; returns the first exit code."""
    return entrance.run(lambda: _start(Project(root), arguments))


def known(project: Project) -> set[str]:
    """The names of the scripts that can be run so."""
    scripts = (project.root / "bench").glob("*.py")
    return {one.stem for one in scripts if 'if __name__ == "__main__"' in one.read_text()} - OTHERS


def without_servers(environ: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without servers of its own: what is measured writes thousands of rows, and they stay."""
    return {name: value for name, value in environ.items() if name not in SERVERS}


def _start(project: Project, arguments: Sequence[str]) -> int:
    if arguments and arguments[0] not in known(project):
        raise Stopped(sentences.nothing_to_measure(arguments[0], sorted(known(project))))
    packages.ensure(project, packages.DEVELOPMENT)
    catalogues.compile_outdated(project, log=project.var / "catalogues.log")
    codes = []
    for name, *others in [tuple(arguments)] if arguments else USUAL:
        with folders.take(project, "bench", command="bin/bench") as instance:
            codes.append(_measure(project, instance, name, others))
    return next(filter(None, codes), 0)


def _measure(project: Project, instance: Instance, name: str, arguments: Sequence[str]) -> int:
    """One script, whatever an earlier one left in the database gone."""
    log = instance.folder / "bench.log"
    children = Children(instance.folder)
    try:
        own = without_servers(os.environ)
        env = trial.environment(instance, "", {}, environ=own)
        # Rows are filled in by the thousand.
        env["SLOW_STATEMENT_MS"] = "60000"
        env |= servers.start(children, project, instance, durable=True, afresh=True, environ=own)
        if not commands.run([project.python, "manage.py", "migrate"], log=log, env=env, cwd=project.root):
            raise Stopped(sentences.step_failed("manage.py migrate", log))
        if name in SERVED:
            env |= _serve(children, project, instance, env)
        if name == "beside":
            env["FLOOR_PYTHON"] = str(_floor(project, log))
        else:
            # PostgreSQL counts rows for the owner of the tables alone.
            env["DATABASE_URL"] = env.pop("DATABASE_OWNER_URL", env["DATABASE_URL"])
        return trial.foreground([project.python, f"bench/{name}.py", *arguments], project, env)
    finally:
        children.stop()


def _serve(children: Children, project: Project, instance: Instance, env: Mapping[str, str]) -> dict[str, str]:
    """Start the portal as `bin/demo` does, and say where it is."""
    port = processes.free_port()
    where = {"BASE_URL": f"http://localhost:{port}"}
    # Only who migrates may know the owner of the tables.
    own = {**{key: value for key, value in env.items() if key != "DATABASE_OWNER_URL"}, **where}
    web = demo.start_web(children, project, port, own)
    demo.start_worker(children, project, instance, own)
    children.wait_until(lambda: demo.answers(port), web, seconds=demo.WEB_SECONDS)
    return where


def _floor(project: Project, log: Path) -> Path:
    """The Python of the floor's environment, made when it is not there."""
    python, wanted = project.var / "floor" / "bin" / "python", project.root / "bench" / "floor" / "requirements.txt"
    stamp = project.var / "floor" / "installed"
    if not stamp.exists() or stamp.read_text() != wanted.read_text():
        sentences.say(sentences.installing_packages())
        made = commands.run([sys.executable, "-m", "venv", "--clear", project.var / "floor"], log=log)
        if not (made and commands.run([python, "-m", "pip", "install", "--no-input", "-r", wanted], log=log)):
            raise Stopped(sentences.packages_not_installed(log))
        stamp.write_text(wanted.read_text())
    return python
