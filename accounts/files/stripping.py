"""What is taken out of a PDF: what runs, plays, sends or reaches out, and what tells who wrote it."""

import re

from pikepdf import Array, Dictionary, Name, Stream

from accounts.files import pictures

# What an action may do: lead to a place in the file or to an address, turn a page, show a layer.
QUIET_ACTIONS = {"/GoTo", "/URI", "/Named", "/SetOCGState", "/Thread", "/Hide", "/ResetForm", "/Trans"}
LOUD_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute", "/GoToE", "/GoToR",
    "/GoTo3DView", "/Movie", "/Sound",
}  # fmt: skip
# An address that opens no page of the net: a script, a file of the reader's machine or of its network.
LOUD_ADDRESS = re.compile(
    r"[\s\x00]*(?:(?:javascript|vbscript|file|data|smb|search-ms|ms-\w+)\s*:|\\\\|//)", re.IGNORECASE
)
ACTION_KEYS = {"/A", "/PA", "/OpenAction", "/Next"}
# Scripts, files within the file, forms that send or load, media that play, rights that a changed file has lost.
ACTIVE_KEYS = {
    "/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/NeedsRendering", "/RichMediaContent",
    "/RichMediaSettings", "/Renditions", "/Requirements",
}  # fmt: skip
# A stream whose content lies in a file outside, or that stands for one.
OUTSIDE_KEYS = {"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI"}
ACTIVE_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
TELLING_KEYS = {"/DSS", "/Metadata", "/PieceInfo", "/Thumb", "/LastModified", "/SpiderInfo", "/CreatorInfo"}
TELLING_OF_A_NOTE = {"/T", "/M", "/CreationDate", "/NM"}
# People name fonts and pictures as they like, also "AA": by their type they are none of the above.
RESOURCES = {"/Font", "/XObject", "/ExtGState", "/Pattern"}


def dictionaries(pdf):
    """Every dictionary of the file, also those inside others and in arrays."""
    return (one for one in parts(pdf) if isinstance(one, Dictionary | Stream))


def parts(pdf):
    """Every dictionary and array, each before what it contains: what was taken out of it is not visited."""
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            yield one
            values = [one.get(key) for key in list(one.keys())]
        elif isinstance(one, Array):
            yield one
            values = list(one)
        else:
            continue
        waiting += [
            value for value in values if isinstance(value, Dictionary | Stream | Array) and not value.is_indirect
        ]


def disarm(pdf):
    """Take out whatever runs, plays, sends or carries other files; whether there was anything."""
    found = False
    for one in parts(pdf):
        if isinstance(one, Array):
            armed = [place for place, value in enumerate(one) if is_armed(value)]
            for place in reversed(armed):
                del one[place]
        else:
            armed = [key for key in list(one.keys()) if is_active(key, one.get(key), isinstance(one, Stream))]
            for key in armed:
                del one[key]
        found = found or bool(armed)
    return found


def is_active(key, value, of_stream):
    """Whether an entry of a dictionary runs or reaches out."""
    # The rights that a file gives itself, not the check sum of the same name in what guards a locked one.
    if key == "/Perms":
        return isinstance(value, Dictionary)
    if key in ACTIVE_KEYS:
        return not (isinstance(value, Dictionary | Stream) and str(value.get("/Type")) in RESOURCES)
    if key in OUTSIDE_KEYS and of_stream:
        return True
    if key in ACTION_KEYS and isinstance(value, Dictionary) and isinstance(value.get("/S"), Name):
        return str(value["/S"]) not in QUIET_ACTIONS or is_armed(value)
    return is_armed(value)


def is_armed(value):
    """Whether a value is an action that does more than lead somewhere, or an annotation that plays or carries."""
    if not isinstance(value, Dictionary | Stream):
        return False
    if str(value.get("/S")) in LOUD_ACTIONS or str(value.get("/Subtype")) in ACTIVE_ANNOTATIONS:
        return True
    return "/URI" in value and bool(LOUD_ADDRESS.match(str(value["/URI"])))


def make_anonymous(pdf):
    """Take out what tells who made the file, where, when and with what."""
    for key in {"/Info", "/ID"} & set(pdf.trailer.keys()):
        del pdf.trailer[key]
    for one in dictionaries(pdf):
        for key in [key for key in list(one.keys()) if tells(key, one)]:
            del one[key]
        if isinstance(one, Stream) and is_photograph(one):
            undress(one)


def tells(key, one):
    """Whether an entry names its author, or when and with what it was made. A signature names its signer."""
    if key in TELLING_KEYS:
        return True
    if key == "/V":
        return isinstance(one[key], Dictionary) and "/ByteRange" in one[key]
    is_note = "/Rect" in one and str(one.get("/Subtype")) != "/Widget"
    return is_note and key in TELLING_OF_A_NOTE


def is_photograph(stream):
    """Whether a stream is a JPEG as a camera made it."""
    filters = stream.get("/Filter")
    if isinstance(filters, Array) and len(filters) == 1:
        filters = filters[0]
    return isinstance(filters, Name) and str(filters) in {"/DCTDecode", "/DCT"}


def undress(stream):
    """Leave of a JPEG only what draws it."""
    dressed = stream.read_raw_bytes()
    bare = pictures.bare(dressed)
    if bare != dressed:
        parms = stream.get("/DecodeParms")
        stream.write(bare, filter=Name.DCTDecode, decode_parms=parms[0] if isinstance(parms, Array) else parms)
