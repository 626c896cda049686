"""What counts as a word, and what a line of text may hold."""

import re
import unicodedata

# White space, and what looks like it: an empty Braille cell, the fillers of Hangul, a space of no width, a mark of byte
# order. `static/js/word-count.js` counts by the same.
BLANK = re.compile("[\\s\u2800\u115f\u1160\u3164\uffa0\u200b\ufeff]+")


def count(text: str) -> int:
    """How many words `text` holds: runs of characters between white space, as word processors count.

    "anak-anak" is one word, a dash standing alone is one too; people compare with what their editor shows.
    """
    return len([word for word in BLANK.split(text) if word])


def one_line(text: str) -> str:
    """The text on one line with single spaces, without signs that are not seen: zero width, turned direction, control.

    So equal titles are equal texts, and a title of nothing visible is empty.
    """
    spaced = BLANK.sub(" ", text)
    return " ".join("".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cf", "Cc")).split())
