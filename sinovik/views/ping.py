"""Whether the server answers, and whether it can work: two questions of health checks, apart.

A server that answers is left alone though the database is away: starting it anew would not bring that back. One that is
not ready gets no visitors from whoever shares them out.
"""

import logging
from functools import cache as cache_once

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from redis.exceptions import RedisError

from accounts.pages.doors import public

logger = logging.getLogger(__name__)


@public(sees="whether the server answers")
def ping(request):
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@public(sees="whether the server can work")
def ready(request):
    """One line each for what it needs; 503 where something is missing. Why is in the log."""
    found = {name: does(ask, name) for name, ask in NEEDED.items()}
    lines = "".join(f"{name}: {'ok' if is_there else 'no'}\n" for name, is_there in found.items())
    answer = HttpResponse(lines, content_type="text/plain; charset=utf-8", status=200 if all(found.values()) else 503)
    answer["Cache-Control"] = "no-store"
    return answer


def does(ask, name):
    """Whether something that is needed answers as it should."""
    try:
        return ask()
    except (DatabaseError, RedisError):
        logger.warning("not ready: %s", name, exc_info=True)
        return False


def has_tables():
    """Whether the database answers and its tables are those of this version."""
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    return all(last in applied for last in last_migrations())


@cache_once
def last_migrations():
    """The last migration of each app of this version."""
    return MigrationLoader(None).graph.leaf_nodes()


def has_queue():
    """Whether the broker answers, which is the cache too."""
    cache.get("ready")
    return True


NEEDED = {"database": has_tables, "queue": has_queue}
