"""What a PDF says beside its pages: in notes, fields, links, bookmarks and in what is read aloud.

Called in a process apart (`apart.py`).
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from accounts.files import stripping

# What says how colours are meant, with an address that is the same in every file made for an archive; and the words
# of a note once more, as a page of the net with its own address.
SAYS_NOTHING = {"/RegistryName", "/OutputCondition", "/OutputConditionIdentifier", "/RC"}
# A field takes its value from those above it; no form is deeper.
DEEPEST = 32


def told(content: bytes) -> tuple[set[str], bool]:
    """Each text of a PDF that stands beside its pages, once; and whether a field of it is drawn without a value that
    could be read, as a signature by hand is. Raises pikepdf.PdfError for what does not open.
    """
    said, is_drawn = set(), False
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in stripping.parts(pdf):
            if isinstance(one, Array):
                said |= {str(value) for value in one if isinstance(value, String)}
                continue
            said |= {text_of(one.get(key)) for key in list(one.keys()) if key not in SAYS_NOTHING}
            is_drawn = is_drawn or (str(one.get("/Subtype")) == "/Widget" and "/AP" in one and not has_value(one))
            if isinstance(one.get("/V"), Stream):
                said.add(str(String(one["/V"].read_bytes())))
    return said, is_drawn


def text_of(value):
    """A text as it is read; nothing for anything else."""
    return str(value) if isinstance(value, String) else ""


def has_value(field):
    """Whether what a field shows can be read: words, a choice, or a box that is ticked or not."""
    if inherited(field, "/FT") == "/Btn" and "/AS" in field:
        return True
    return isinstance(inherited(field, "/V"), String | Name | Array | Stream)


def inherited(field, key):
    """What stands under a key in a field or in one above it; None if nothing does."""
    for _above in range(DEEPEST):
        if not isinstance(field, Dictionary):
            return None
        if key in field:
            return field[key]
        field = field.get("/Parent")
    return None
