"""A person's last dry run of a stage: not in the tables, where a dry run leaves nothing, but in the cache."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from redis.exceptions import RedisError

# Between two tries of one stage lie days, not months.
KEPT = timedelta(days=60)


@dataclass(frozen=True)
class LastRun:
    """The key of a dry run and when it was made; "" and None where nobody knows of one."""

    key: str = ""
    at: datetime | None = None


def last(stage, person):
    """The last dry run of a stage that somebody made; none where the cache is away."""
    try:
        return LastRun(*cache.get(place(stage, person), ()))
    except RedisError:
        return LastRun()


def keep(stage, person, key, *, at):
    """Note a dry run, to be compared with the next one; without a cache the page alone carries it along."""
    try:
        cache.set(place(stage, person), (key, at), timeout=KEPT.total_seconds())
    except RedisError:
        return


def place(stage, person):
    """Where a person's last dry run of a stage is kept."""
    return f"dry-run:{stage.pk}:{person.pk}"
