"""Which letters certificates can print: those that every family of theirs can draw."""

import unicodedata
from functools import lru_cache

from accounts.files.faces import LETTERS

FAMILIES = (("Sinovik Sans", "inter"), ("Sinovik Serif", "source-serif-4"))


def missing(text: str) -> list[str]:
    """The letters of a text that a certificate would print as holes, each once."""
    composed = unicodedata.normalize("NFC", text)
    shown = {letter for letter in composed if unicodedata.category(letter) != "Cf" and letter not in "\r\n"}
    return sorted(letter for letter in shown if ord(letter) not in known())


@lru_cache(maxsize=1)
def known() -> frozenset[int]:
    """The code points that every family of the certificate can draw."""
    import fontpkg
    from fontTools.ttLib import TTFont

    found = set(LETTERS)
    for _family, name in FAMILIES:
        with TTFont(fontpkg.path(name, 400, nearest=True), lazy=True) as font:
            found &= font.getBestCmap().keys()
    return frozenset(found)
