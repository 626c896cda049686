"""What happens around each run of a task: it bears the id of the request that asked for it, and is counted.

Loaded with the package itself, before there are settings: what needs those is imported when a task runs.
"""

import time

from celery import signals

from sinovik.watching import request_ids

# How a run ended, by what Celery calls it.
RESULTS = {"SUCCESS": "done", "RETRY": "again"}
# For so long, in seconds, a task that failed is remembered.
REMEMBERED = 3600


@signals.celeryd_init.connect
def count_together(**_):
    """Worker processes count in the same folder as the web server's."""
    from sinovik.watching import shared

    shared.begin("worker")


@signals.before_task_publish.connect
def send_along(headers=None, **_):
    """A task is sent with the id of the request that asks for it, and with the moment."""
    headers["request_id"], headers["asked_at"] = request_ids.current(), time.time()


@signals.task_prerun.connect
def take_up(task_id, task, **_):
    """Lines of the run bear that id; of what the clock asks for, the task's own."""
    said = getattr(task.request, "request_id", None) or task_id
    request_ids.CURRENT.set(request_ids.taken(said))
    task.request.watched_since = time.monotonic()


@signals.task_postrun.connect
def count(task, state=None, **_):
    """Count the run; one that failed is remembered for the alarms."""
    from sinovik.watching import shared

    result = RESULTS.get(state, "failed")
    shared.numbers().ran(task.name, result, time.monotonic() - getattr(task.request, "watched_since", time.monotonic()))
    if result == "failed":
        remember(task.name)
    request_ids.CURRENT.set("")


def remember(name):
    """Keep for an hour that a task of this name failed; where the store does not answer, the log alone says it."""
    from django.core.cache import cache
    from redis.exceptions import RedisError

    try:
        cache.set(key_of(name), name, REMEMBERED)
    except RedisError:
        return


def key_of(name):
    """Under which key of the cache it is remembered that a task failed."""
    return f"failed-task:{name}"
