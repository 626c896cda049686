"""The database and the broker of one start: those named in the environment, embedded ones otherwise."""

import os
from collections.abc import Mapping

from . import postgres, postgres_programs, sentences, valkey
from .folders import Instance, Project
from .processes import Children


def start(
    children: Children,
    project: Project,
    instance: Instance,
    *,
    durable: bool,
    environ: Mapping[str, str] = os.environ,
) -> dict[str, str]:
    """Have both servers running and return DATABASE_URL and REDIS_URL; raises Stopped with the reason."""
    addresses = {}
    if environ.get("DATABASE_URL"):
        addresses["DATABASE_URL"] = environ["DATABASE_URL"]
    else:
        sentences.say(sentences.preparing_database())
        user = postgres_programs.os_user()
        programs = postgres_programs.find(project, instance.folder, user, environ)
        data = postgres.prepare(programs, user, log=instance.folder / "initdb.log", durable=durable)
        addresses["DATABASE_URL"] = postgres.start(children, programs, user, data, durable=durable)
    if environ.get("REDIS_URL"):
        addresses["REDIS_URL"] = environ["REDIS_URL"]
    else:
        program = valkey.find(project, environ)
        addresses["REDIS_URL"] = valkey.start(children, program, instance.folder, durable=durable)
    return addresses
