"""Texts with named fields, such as "Usulan {nama_usulan}": which fields they name, and the text filled in.

The language is fields in braces and nothing else: nobody who types a letter can run or reach anything with it.
"""

import re
from functools import lru_cache
from itertools import chain

FIELD = re.compile(r"\{([a-z_]{1,40})\}")
ASTRAY = re.compile(r"\{[^{}\n]{0,20}\}?|\}")
EMPTY_LINES = re.compile(r"\n{3,}")


def named(text):
    """The fields that a text names, each once, in the order in which they come."""
    return list(dict.fromkeys(FIELD.findall(text)))


def unknown(text, known):
    """The fields of a text that are not among the `known` ones."""
    return [name for name in named(text) if name not in known]


def unclosed(text):
    """The pieces of a text where a brace is no part of a field, as they stand, each once."""
    return list(dict.fromkeys(ASTRAY.findall(FIELD.sub("", text))))


@lru_cache(maxsize=512)
def lines_of(text):
    """A text taken apart once, however many letters it makes: the lines, each as what stands and fields by turns."""
    return [FIELD.split(line) for line in text.replace("\r\n", "\n").split("\n")]


def filled(text, values):
    """A text with its fields filled in; a line whose fields are all empty goes. What is filled in is not read again."""
    lines = []
    for standing, *pieces in lines_of(text):
        said = [str(values.get(name, "")) for name in pieces[::2]]
        if not said:
            lines.append(standing.rstrip())
        elif any(map(str.strip, said)):
            whole = standing + "".join(chain.from_iterable(zip(said, pieces[1::2], strict=True)))
            lines.append(whole.rstrip())
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def filled_line(text, values):
    """A text of one line with its fields filled in, such as the subject of a letter."""
    return " ".join(FIELD.sub(lambda found: str(values.get(found[1], "")), text).split())
