"""Who has work that nobody else would take up: the floors above say what they know of."""

from collections.abc import Callable, Collection

# Asked of people: which of these user ids have open work at a moment, as a set.
KNOWING: list[Callable[..., Collection[int]]] = []


def join(knowing):
    """Have a floor above say who has work; joined twice, nothing happens."""
    if knowing not in KNOWING:
        KNOWING.append(knowing)


def busy(users, *, at):
    """Those of the user ids `users` who have work at the moment `at`, as a set."""
    return {user for knowing in KNOWING for user in knowing(users, at=at)} if users else set()
