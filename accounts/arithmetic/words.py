"""What counts as a word, and what a line of text may hold."""

import re
import unicodedata

# White space, and what looks like it: an empty Braille cell, the fillers of Hangul, a space of no width, a mark of byte
# order. `static/js/word-count.js` counts by the same.
BLANK = re.compile("[\\s\u2800\u115f\u1160\u3164\uffa0\u200b\ufeff]+")


def count(text: str) -> int:
    """How many words `text` holds: runs between white space that hold a letter or a digit, as people count.

    "anak-anak" is one word; a dash or a dot standing alone, and what is not seen, is none.
    """
    return len([word for word in BLANK.split(text) if any(map(is_letter_or_digit, word))])


def is_letter_or_digit(sign: str) -> bool:
    """Whether a sign is a letter or a number of any script: Unicode's categories L and N."""
    return unicodedata.category(sign)[0] in "LN"


def one_line(text: str) -> str:
    """The text on one line with single spaces, without signs that are not seen: zero width, turned direction, control.

    So equal titles are equal texts, and a title of nothing visible is empty.
    """
    spaced = BLANK.sub(" ", text)
    return " ".join("".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cf", "Cc")).split())
