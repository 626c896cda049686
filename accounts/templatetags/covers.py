"""Covers drawn by the server for what has no picture: petals as in a kawung cloth, the same every time.

The category chooses the colour, the region which petals are bright, the title how they lie. Lengths go out as text, so
that no locale touches them.
"""

import hashlib

from django import template

register = template.Library()

COLUMNS, ROWS, CELL = 8, 3, 40
COLOURS = 6
# A petal from corner to corner of its cell, rising or falling.
RISING, FALLING = "m0 40a40 40 0 0 1 40-40a40 40 0 0 1-40 40z", "m0 0a40 40 0 0 1 40 40a40 40 0 0 1-40-40z"


@register.inclusion_tag("components/cover.html")
def cover(title, category="", region=""):
    """The cover of one thing among many; what it is called stands beside it, so that it says nothing itself."""
    lie, bright = bits(title), bits(f"{region}/{title[:1]}")
    petals = {"quiet": [], "bright": []}
    for place in range(COLUMNS * ROWS):
        column, row = place % COLUMNS, place // COLUMNS
        shape = RISING if lie >> place & 1 else FALLING
        # One petal in four is bright.
        layer = "bright" if bright >> 2 * place & 3 == 0 else "quiet"
        petals[layer].append(f"M{column * CELL} {row * CELL}{shape}")
    return {
        "colour": str(bits(category) % COLOURS),
        "view": f"0 0 {COLUMNS * CELL} {ROWS * CELL}",
        "quiet": "".join(petals["quiet"]),
        "bright": "".join(petals["bright"]),
    }


def bits(text):
    """A number of 256 bits that only this text gives; the same in every process."""
    return int.from_bytes(hashlib.sha256(str(text).encode()).digest(), "big")
