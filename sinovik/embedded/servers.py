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
    afresh: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> dict[str, str]:
    """Have both servers running and return their addresses; raises Stopped with the reason.

    The database has two, DATABASE_URL and DATABASE_OWNER_URL, unless only the first is given. `afresh` throws away
    what an embedded one held, though it lasts.
    """
    addresses: dict[str, str] = {}
    if environ.get("DATABASE_URL"):
        given = ("DATABASE_URL", "DATABASE_OWNER_URL")
        addresses |= {name: environ[name] for name in given if environ.get(name)}
    else:
        sentences.say(sentences.preparing_database())
        user = postgres_programs.os_user()
        programs = postgres_programs.find(project, instance.folder, user, environ)
        data = postgres.prepare(programs, user, log=instance.folder / "initdb.log", durable=durable, afresh=afresh)
        addresses |= postgres.start(children, programs, user, data, durable=durable)
    if environ.get("REDIS_URL"):
        addresses["REDIS_URL"] = environ["REDIS_URL"]
    else:
        program = valkey.find(project, environ)
        addresses["REDIS_URL"] = valkey.start(children, program, instance.folder, durable=durable)
    return addresses
