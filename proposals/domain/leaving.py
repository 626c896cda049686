"""What follows when a proposal leaves the contest: asked of the floors above, which know what was planned with it."""

from collections.abc import Callable

FOLLOWERS: list[Callable] = []


def join(follow):
    """The roof says what follows."""
    FOLLOWERS[:] = [follow]


def tell(proposal, *, at):
    """Let everything follow, in the transaction in which the proposal left."""
    for follow in FOLLOWERS:
        follow(proposal, at=at)
