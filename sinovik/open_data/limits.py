"""How much one address may ask for: only what has to be drawn counts.

Behind one address sits a whole office, or a whole city's telephones. What was drawn for one of them is given to all
others without counting, and so is the word that nothing has changed.
"""

from django.core.cache import cache
from redis.exceptions import RedisError

# So many answers are drawn for one address in so many seconds.
DRAWN = 300
SECONDS = 60
# So many for a partner whose key is shown, wherever its programs sit.
PARTNER = 3000
# A whole file costs as much as so many answers.
FILE = 10


def seconds_to_wait(address: str, *, cost: int = 1, most: int | None = None, now: float) -> int:
    """Count what is asked for; 0 where it may be drawn, else after how many seconds it may be.

    `most`: how much is drawn where that is not what anybody is given.

    Where nobody's address is known, or nobody can count, nobody waits.
    """
    if not address:
        return 0
    key = key_of(address, now=now)
    try:
        cache.add(key, 0, timeout=2 * SECONDS)
        spent = cache.incr(key, cost)
    except (RedisError, ValueError):
        return 0
    return 0 if spent <= (DRAWN if most is None else most) else int(SECONDS - now % SECONDS) + 1


def key_of(address: str, *, now: float) -> str:
    """Under what is counted what an address asks for at this time."""
    return f"open-data:{address}:{int(now // SECONDS)}"
