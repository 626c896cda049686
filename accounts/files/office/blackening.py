"""Names in a Word or Excel document: found in what is written there, and covered letter by letter in a blind reader's
copy. What a picture within it shows is not found.

Called in a process apart (`accounts/files/apart.py`).
"""

import re
from dataclasses import dataclass

from lxml import etree

from accounts.files import hiding
from accounts.files.office.packages import Package

COVER = "█"
# Word tears a sentence into runs, each with a look of its own: what is read as one stands in one of these.
BLOCKS = {"p", "si", "is"}
# What parts words between the runs, and what joins them without being one.
GAPS, HYPHEN = {"tab", "br", "cr"}, "noBreakHyphen"
# Attributes that somebody reads; in these elements the value is one.
READ = {
    "descr", "title", "name", "tooltip", "display", "displayText", "prompt", "promptTitle", "error", "errorTitle",
    "alt", "string", "caption", "location", "anchor", "sheet",
}  # fmt: skip
VALUED = {"name", "alias", "tag", "comment", "description", "title", "filter", "customFilter"}
# What a table that sums up remembers of the words in its columns.
REMEMBERED = ("s", "v")
# At the head and the foot of a printed sheet a sign leads to where, how and in which colour: it parts words.
PRINTED = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
SIGN = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|.)', re.DOTALL)
# Cells whose value is a text, and the numbers that a chart keeps.
WORDED, NUMBERS = {"str", "inlineStr"}, "numCache"


@dataclass(frozen=True)
class Spot:
    """Where a piece of text stands: in an element, or in one of its attributes."""

    element: etree._Element
    attribute: str | None = None

    @property
    def text(self):
        return (self.element.get(self.attribute) if self.attribute else self.element.text) or ""

    @property
    def read(self):
        """The text as it is read, letter for letter in the same places."""
        if self.attribute or not PRINTED.fullmatch(own(self.element.tag)):
            return self.text
        return SIGN.sub(lambda sign: " " * len(sign[0]), self.text)

    def write(self, text):
        """Put another text in its place."""
        if self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


def blackened(content: bytes, hidden: str) -> bytes:
    """The document with every letter covered that belongs to a match of the expression `hidden`, links led nowhere.

    Empty where a name would stay: in what a part of the document is called, or in two sheets that could not be told
    apart any more. Unopened for what is no document.
    """
    package = Package(content)
    if any(matches(name, hidden) for name in package.parts):
        return b""
    for name in list(package.kinds):
        if name.endswith(".rels"):
            lead_nowhere(package.tree(name), hidden)
        elif package.is_xml(name):
            for passage in passages(package.tree(name)):
                cover(passage, hidden)
    return package.written() if are_told_apart(package) else b""


def matches(text, hidden):
    """Whether a text by itself holds a match."""
    return bool(hiding.matched(hiding.as_read(text), hidden))


def lead_nowhere(lines, hidden):
    """A link whose address tells leads to the document itself."""
    for line in lines:
        if line.get("TargetMode") == "External" and matches(line.get("Target") or "", hidden):
            line.set("Target", "#")


def passages(tree):
    """Everything in a part that is read, in pieces that are read as one: lists of Spots and of gaps as plain text."""
    blocks: dict[etree._Element, list[Spot | str]] = {}
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        tag = own(one.tag)
        for key in one.attrib:
            is_valued = own(key) == "val" and tag in VALUED
            if own(key) in READ or is_valued or (tag, own(key)) == REMEMBERED:
                yield [Spot(one, key)]
        block = next((above for above in one.iterancestors() if own(above.tag) in BLOCKS), None)
        piece = " " if tag in GAPS else "-" if tag == HYPHEN else Spot(one) if is_worded(one, tag) else None
        if piece is not None and block is None:
            yield [piece]
        elif piece is not None:
            blocks.setdefault(block, []).append(piece)
    yield from blocks.values()


def is_worded(one, tag):
    """Whether an element holds a text: a cell's number is none."""
    if not (one.text and one.text.strip()):
        return False
    above = one.getparent()
    if tag != "v" or above is None:
        return True
    if own(above.tag) == "c":
        return above.get("t") in WORDED
    return not any(own(each.tag) == NUMBERS for each in one.iterancestors())


def cover(passage, hidden):
    """Cover the letters of a passage that belong to a match, wherever in it they stand."""
    letters, places = [], []
    for number, piece in enumerate(passage):
        for at, letter in enumerate(piece if isinstance(piece, str) else piece.read):
            for each in hiding.as_read(letter):
                letters.append(each)
                places.append((number, at))
    covered: dict[int, set[int]] = {}
    for place in hiding.matched("".join(letters), hidden):
        number, at = places[place]
        covered.setdefault(number, set()).add(at)
    for number, gone in covered.items():
        piece = passage[number]
        if isinstance(piece, Spot):
            piece.write("".join(COVER if at in gone else letter for at, letter in enumerate(piece.text)))


def are_told_apart(package):
    """Whether every sheet of a workbook still has a name of its own."""
    names = [
        one.get("name", "").casefold()
        for part in package.kinds
        if package.is_xml(part) and own(package.tree(part).tag) == "workbook"
        for one in package.tree(part).iter("{*}sheet")
    ]
    return len(set(names)) == len(names)


def own(tag):
    """A name without the address of its standard; "" for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
