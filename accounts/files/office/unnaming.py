"""What is taken out of a Word or Excel document for readers who must not know whose it is.

Its properties, the people in it, when they wrote and on which machine; the text itself stays, word for word.
"""

import re

from accounts.files import pictures

# Nobody, where a document wants a name.
NOBODY = "Penulis"
# Parts that say who made the document, with what, when and for whom.
TELLING_PLACES = re.compile(
    r"docprops/.*|customxml/.*|_xmlsignatures/.*|docmetadata/.*|xl/revisions/.*|xl/usernames\.xml|word/people\.xml"
    r"|.*/printersettings/.*",
    re.IGNORECASE,
)
# Attributes by their own name, whichever standard they are of.
NAMING = {"author", "userName", "displayName", "lastModifiedBy", "editor"}
TELLING = {
    "initials", "date", "dateUtc", "dT", "userId", "providerId", "rsid", "rsidR", "rsidRPr", "rsidP", "rsidRDefault",
    "rsidTr", "rsidDel", "rsidSect", "absPath", "lastEdited", "lowestEdited", "rupBuild",
}  # fmt: skip
# In these only what names somebody; "date" elsewhere may be a value of the document.
REMARKS = {
    "comment", "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange", "pPrChange",
    "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "cellIns", "cellDel",
    "cellMerge", "numberingChange", "customXmlInsRangeStart", "customXmlDelRangeStart", "threadedComment", "person",
    "commentExtensible", "fileSharing", "fileVersion",
}  # fmt: skip
# Elements that tell and that no reader sees.
DROPPED = {"rsids", "docVars", "absPath", "fileSharing", "presenceInfo", "revisionPtr"}
# How Excel begins a remark: a line with the name of its author.
BEGINNING = re.compile(r"[^\n:]{1,60}(?=:(?:\n|$))")
# What of a PNG draws it.
PNG_TELLS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def make_anonymous(package):
    """Take out of a package, in place, what tells who made it, when and with what."""
    names = [name for name in package.parts if TELLING_PLACES.fullmatch(name)]
    dropped = package.drop(names)
    for part, numbers in dropped.items():
        if part in package.parts and package.is_xml(part):
            forget(package.tree(part), numbers)
    for name in list(package.kinds):
        if package.is_xml(name) and not name.endswith(".rels"):
            unname(package.tree(name))
        elif package.parts[name].startswith(b"\xff\xd8\xff"):
            package.parts[name] = pictures.bare(package.parts[name])
        elif package.parts[name].startswith(b"\x89PNG"):
            package.parts[name] = bare_png(package.parts[name])


def forget(tree, numbers):
    """Leave out the settings of a printer that is not named any more."""
    for one in tree.iter("{*}pageSetup"):
        for key, value in list(one.items()):
            if key.endswith("}id") and value in numbers:
                del one.attrib[key]


def unname(tree):
    """Write nobody where a part of a document names somebody, and leave out when and with what."""
    for one in [one for one in tree.iter() if isinstance(one.tag, str) and own(one.tag) in DROPPED]:
        leave_out(one)
    names = names_in(tree)
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        is_remark = own(one.tag) in REMARKS
        for key in list(one.attrib):
            word = own(key)
            if word in NAMING and (is_remark or "}" in key):
                one.set(key, NOBODY)
            elif word in TELLING and (is_remark or word.startswith("rsid")):
                del one.attrib[key]
        # A number in an author's place leads to the remarks of a conversation.
        if own(one.tag) == "author" and not (one.text or "").startswith("tc="):
            one.text = NOBODY
    greet(tree, names)


def leave_out(one):
    """Take an element away, and what is only there to hold it."""
    above = one.getparent()
    while above is not None:
        above.remove(one)
        if len(above) or own(above.tag) not in {"Choice", "AlternateContent"}:
            return
        one, above = above, above.getparent()


def names_in(tree):
    """Who wrote remarks in a sheet, as its list of authors says."""
    return [one.text for one in tree.iter("{*}author") if one.text and one.text.strip()]


def greet(tree, names):
    """In a remark of a sheet that begins with its author's name, as Excel begins one, write nobody.

    LibreOffice keeps that beginning and forgets whose name it is: where a sheet names no author, a line that is nothing
    but a beginning is taken for one.
    """
    for comment in tree.iter("{*}comment"):
        first = next((one for one in comment.iter("{*}t") if one.text), None)
        if first is None:
            continue
        if names:
            found = next((name for name in names if first.text.startswith(f"{name}:")), None)
        else:
            line = BEGINNING.match(first.text)
            found = line and line[0]
        if found:
            first.text = NOBODY + first.text[len(found) :]


def own(tag):
    """A name without the address of its standard."""
    return tag.rpartition("}")[2]


def bare_png(content: bytes) -> bytes:
    """The same PNG, not a pixel changed, without the chunks that tell; as it came if it cannot be followed."""
    parts, place = [content[:8]], 8
    while place + 12 <= len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        if kind not in PNG_TELLS:
            parts.append(content[place:end])
        if kind == b"IEND":
            return b"".join(parts)
        place = end
    return content
