"""A commitment to what a judge signed: it tells nothing by itself, and nothing else fits it once it is opened.

There are so few marks to choose from that a bare hash of them could be tried out in minutes; the key of 32 random bytes
stands against that. Whoever holds the commitment can check later, with the key and the text, that both are the same.
"""

from __future__ import annotations

import hashlib
import hmac

# What the code is made for, so that it fits nothing else that is ever made with the same key.
PURPOSE = b"score-commit-v1\0"
KEY_BYTES = 32


def commitment(key: bytes, text: bytes) -> str:
    """HMAC-SHA256 under `key` of the purpose and the text, as 64 hexadecimal digits."""
    if len(key) != KEY_BYTES:
        raise ValueError("key_of_another_length")
    return hmac.new(key, PURPOSE + text, hashlib.sha256).hexdigest()


def fits(key: bytes, text: bytes, said: str) -> bool:
    """Whether a commitment that was given out is the one of this key and text."""
    return hmac.compare_digest(commitment(key, text), said)
