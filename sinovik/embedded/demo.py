"""`bin/demo`: from a fresh machine to a running portal with example data, and back to nothing with Ctrl-C."""

import http.client
import os
from collections.abc import Mapping
from pathlib import Path

from . import catalogues, commands, entrance, folders, packages, sentences, servers, system
from .folders import Instance, Project
from .processes import Child, Children, Interrupted
from .sentences import Stopped

WEB_SECONDS = 90
WORKER_SECONDS = 4
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - asked only whether it can be written
# The checks load every page and the arithmetic behind it, half of what a command costs; CI runs them.
QUICK = ("--skip-checks",)


def main(root: Path) -> int:
    """Run the portal until somebody stops it: 0 when that was after it ran, otherwise not 0."""
    return entrance.run(lambda: _start(Project(root)))


def environment(instance: Instance, port: int, *, has_pdf: bool, environ: Mapping[str, str]) -> dict[str, str]:
    """The settings of the demo; the caller's environment wins, except over what this machine cannot do."""
    env = {
        "SECRET_KEY": folders.remembered_secret(instance.folder / "secret-key"),
        "BASE_URL": f"http://localhost:{port}",
        "MEDIA_ROOT": str(instance.folder / "media"),
        "WHITENOISE_USE_FINDERS": "1",
        "SHOW_EXAMPLE_SIGN_INS": "1",
        "PYTHONUNBUFFERED": "1",
        **{name: value for name, value in environ.items() if value},
    }
    if env["BASE_URL"].startswith("https:") or env.get("TRUSTED_PROXY_COUNT", "0") != "0":
        # Others reach it: its settings refuse to show as whom one enters.
        env.pop("SHOW_EXAMPLE_SIGN_INS")
    return env if has_pdf else {**env, "PDF_ENABLED": "0"}


def answers(port: int) -> bool:
    """Whether the portal on this port says that it is there."""
    # Not urllib: a proxy in the environment must not be asked about our own machine.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/ping", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _start(project: Project) -> int:
    with folders.take(project, "demo", command="bin/demo") as instance:
        return _serve(project, instance)


def _serve(project: Project, instance: Instance) -> int:
    port = entrance.choose_port(os.environ)
    packages.ensure(project, packages.RUNTIME)
    has_pdf = system.ensure_pango(log=project.var / "apt.log")
    catalogues.compile_outdated(project, log=project.var / "catalogues.log")
    env = environment(instance, port, has_pdf=has_pdf, environ=os.environ)
    children = Children(instance.folder)
    try:
        env |= servers.start(children, project, instance, durable=True)
        _open_portal(children, project, instance, port, env)
        try:
            children.watch()
        except Interrupted:
            children.stop()
            sentences.say(sentences.stopped())
            return 0
    finally:
        children.stop()


def _open_portal(children: Children, project: Project, instance: Instance, port: int, env: dict[str, str]) -> None:
    """Migrate, seed, start the web server and the worker, and say where to go and as whom to sign in."""
    manage = [project.python, "manage.py"]
    log = instance.folder / "manage.log"
    log.unlink(missing_ok=True)
    migrated = commands.run([*manage, "migrate", *QUICK], log=log, env=env, cwd=project.root)
    # Only who migrates may know the owner of the tables.
    env = {name: value for name, value in env.items() if name != "DATABASE_OWNER_URL"}
    if not migrated:
        given = bool(os.environ.get("DATABASE_URL"))
        raise Stopped(sentences.database_refused(log) if given else sentences.step_failed("manage.py migrate", log))
    sentences.say(sentences.filling_demo())
    if not commands.run([*manage, "seed_demo", *QUICK], log=log, env=env, cwd=project.root):
        raise Stopped(sentences.step_failed("manage.py seed_demo", log))
    web = start_web(children, project, port, env)
    start_worker(children, project, instance, env)
    sign_ins = commands.output([*manage, "seed_demo", "--show", *QUICK], log=log, env=env, cwd=project.root)
    if sign_ins is None:
        raise Stopped(sentences.step_failed("manage.py seed_demo --show", log))
    children.wait_until(lambda: answers(port), web, seconds=WEB_SECONDS)
    sentences.say(sentences.ready(env["BASE_URL"]))
    sentences.say(sign_ins)
    sentences.say(sentences.how_to_stop(instance.folder))


def start_web(children: Children, project: Project, port: int, env: dict[str, str]) -> Child:
    """The web server of the portal on a port of this machine."""
    serving = [project.python, "-m", "sinovik.serving", "--port", port]
    return children.start("web", serving, env=env, cwd=project.root)


def pool(shared_memory: Path) -> list[object]:
    """Two processes; threads, which no limit can end, only where the machine has no memory that processes can share."""
    if os.access(shared_memory, os.W_OK):
        return ["--concurrency", 2]
    sentences.say(sentences.no_shared_memory(shared_memory))
    return ["--pool", "threads", "--concurrency", 2]


def start_worker(children: Children, project: Project, instance: Instance, env: dict[str, str]) -> Child:
    """The worker and its clock: processes, as in production; the limits of time that tasks have hold for them only."""
    celery = [project.python, "-m", "celery", "-A", "sinovik", "worker", *pool(SHARED_MEMORY), "--loglevel", "info"]
    clock = ["--beat", "--schedule", instance.folder / "beat-schedule"]
    # What it is at may be cut off: letters and certificates are taken up again at the next start.
    return children.start("worker", [*celery, *clock], env=env, cwd=project.root, stop_seconds=WORKER_SECONDS)
