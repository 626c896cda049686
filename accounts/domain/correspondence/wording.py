"""Texts with named fields, such as "Usulan {nama_usulan}": which fields they name, and the text filled in.

The language is fields in braces and nothing else: nobody who types a letter can run or reach anything with it.
"""

import re

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


def filled(text, values):
    """A text with its fields filled in; a line of which nothing is left goes. What is filled in is not read again."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        said = FIELD.sub(lambda found: str(values.get(found[1], "")), line)
        if said.strip() or not FIELD.search(line):
            lines.append(said.rstrip())
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def filled_line(text, values):
    """The same as one line, such as the subject of a letter."""
    return " ".join(filled(text, values).split())
