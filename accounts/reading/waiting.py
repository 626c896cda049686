"""What waits for a person: one line of the home page, whichever part of the house it comes from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """One thing to do: the sentence, how many, where, since when and until when (None: not said)."""

    sentence: str
    count: int
    url: str
    since: datetime | None
    until: datetime | None
