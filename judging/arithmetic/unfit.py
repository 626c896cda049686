"""What a sum cannot work with, as a key with values; sentences about it are made elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping


class Keyed:
    """What is said as a key with values."""

    key: str
    values: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        """The same as one JSON value, numbers as text where JSON has none for them."""
        return plain({"key": self.key, **self.values})


class Unfit(Keyed, ValueError):
    """Why a sum cannot be done: `key` says what is wrong, `values` with what."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key} {values}" if values else key)
        self.key = key
        self.values = values


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """A mapping as JSON knows it: decimals become text, tuples lists."""
    found: dict[str, object] = json.loads(json.dumps(dict(values), default=str))
    return found
