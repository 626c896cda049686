"""Who else has a page open: told by the page's script while somebody looks at it, and forgotten soon after."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from redis.exceptions import RedisError

# The script tells every thirty seconds; who has been silent for longer than two of them is gone.
SILENCE = timedelta(seconds=75)


def others(place: str, person: int, name: str, *, at: datetime) -> list[str]:
    """Note that `person` looks at `place`, and return the names of the others who do, in alphabetical order.

    Two who tell at the same moment may miss each other once. Without a cache nobody is seen, and nothing fails.
    """
    key = f"presence:{place}"
    try:
        seen = cache.get(key) or {}
        here = {who: entry for who, entry in seen.items() if at - entry[1] < SILENCE}
        cache.set(key, {**here, person: (name, at)}, timeout=SILENCE.total_seconds())
    except RedisError:
        return []
    return sorted(entry[0] for who, entry in here.items() if who != person)
