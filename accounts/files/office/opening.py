"""Word and Excel documents: opened whole, refused where something in them runs or reaches out, written anew for judges.

Called in a process apart (`accounts/files/apart.py`), which bounds time and memory: a file is somebody else's program.
"""

import re

from accounts.files.faults import Fault, Unopened
from accounts.files.kinds import proven
from accounts.files.office import unnaming
from accounts.files.office.packages import Package
from accounts.files.pdf import Copies

WORD, SHEET = "wordprocessingml.", "spreadsheetml."
# What the main part of a document of each kind is; a template or a document with macros is another.
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
# By the last word of its kind, what is wrong with a part that a document points to.
POINTS_TO = {
    "vbaProject": Fault.OFFICE_MACROS,
    "wordVbaData": Fault.OFFICE_MACROS,
    "xlMacrosheet": Fault.OFFICE_MACROS,
    "xlIntlMacrosheet": Fault.OFFICE_MACROS,
    "dialogsheet": Fault.OFFICE_MACROS,
    "attachedToolbars": Fault.OFFICE_MACROS,
    "keyMapCustomizations": Fault.OFFICE_MACROS,
    "extensibility": Fault.OFFICE_MACROS,
    "control": Fault.OFFICE_CONTROLS,
    "activeXControlBinary": Fault.OFFICE_CONTROLS,
    "ctrlProp": Fault.OFFICE_CONTROLS,
    "webextension": Fault.OFFICE_CONTROLS,
    "webextensiontaskpanes": Fault.OFFICE_CONTROLS,
    "oleObject": Fault.OFFICE_EMBEDDED,
    "package": Fault.OFFICE_EMBEDDED,
    "aFChunk": Fault.OFFICE_EMBEDDED,
    "externalLink": Fault.OFFICE_OUTSIDE,
    "connections": Fault.OFFICE_OUTSIDE,
    "queryTable": Fault.OFFICE_OUTSIDE,
}
# By a word in what the list of the package calls a part, whether anything points to it or not.
CALLED = (
    ("macroenabled", Fault.OFFICE_MACROS),
    ("vbaproject", Fault.OFFICE_MACROS),
    ("vbadata", Fault.OFFICE_MACROS),
    ("macrosheet", Fault.OFFICE_MACROS),
    ("activex", Fault.OFFICE_CONTROLS),
    ("controlproperties", Fault.OFFICE_CONTROLS),
    ("webextension", Fault.OFFICE_CONTROLS),
    ("oleobject", Fault.OFFICE_EMBEDDED),
    ("externallink", Fault.OFFICE_OUTSIDE),
    ("spreadsheetml.connections", Fault.OFFICE_OUTSIDE),
    ("querytable", Fault.OFFICE_OUTSIDE),
)
PLACES = (
    ("vbaproject", Fault.OFFICE_MACROS),
    ("macrosheets/", Fault.OFFICE_MACROS),
    ("customui/", Fault.OFFICE_MACROS),
    ("activex/", Fault.OFFICE_CONTROLS),
    ("ctrlprops/", Fault.OFFICE_CONTROLS),
    ("embeddings/", Fault.OFFICE_EMBEDDED),
    ("externallinks/", Fault.OFFICE_OUTSIDE),
)
# An address that a reader opens by a click, and knows for what it is.
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
# What a field of Word loads, starts or sends when it is brought up to date.
FIELD = re.compile(
    r"^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What a cell loads or starts while it is counted.
FORMULA = re.compile(r"(?:\b|_xlfn\.)(?:WEBSERVICE|RTD|DDE|IMAGE|CALL|EXEC|REGISTER(?:\.ID)?)\s*\(", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
# What Word writes for a picture that it has lost.
LOST = "NULL"
# Parts that are no XML and draw something, or are empty by their nature.
DRAWS = re.compile(
    r"image/[\w.+-]+|application/(?:x-)?(?:emf|wmf)|application/vnd\.openxmlformats-officedocument\.obfuscatedfont"
)
QUIET = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.(?:spreadsheetml|wordprocessingml)\.printersettings"
    r"|application/vnd\.openxmlformats-package\.digital-signature-origin"
)
# What the bytes of a picture may turn out to be; an icon or an EMF is known to no table of ours.
PICTURES = {"png", "jpeg", "webp", "heic", "picture", ""}


def copies(content: bytes, kind: str) -> Copies:
    """Both copies of a document of this kind ("docx", "xlsx") that a person can open; Unopened otherwise.

    Nothing is taken out of what is kept: what runs or reaches out is refused with what to do about it, since a
    document without its charts, objects and links would say something else.
    """
    package = Package(content)
    inspect(package, kind)
    unnaming.make_anonymous(package)
    clean = package.written()
    # What is handed to judges opens as well.
    is_one(Package(clean), kind)
    return Copies(content, clean)


def inspect(package, kind):
    """Look at every part; Unopened with the first thing that is wrong, what helps most first."""
    pointers = list(package.pointers())
    refuse_what_runs(package, pointers)
    is_one(package, kind)
    for one in pointers:
        if not one.is_outside and one.part not in package.parts and not (one.kind == "hyperlink" or one.aim == LOST):
            raise Unopened(Fault.OFFICE_BROKEN)
    for name, called in package.kinds.items():
        if not called:
            raise Unopened(Fault.OFFICE_MIXED)
        if package.is_xml(name):
            package.tree(name)
        elif QUIET.fullmatch(called):
            continue
        elif not DRAWS.fullmatch(called) or not is_drawing(package.parts[name], called):
            raise Unopened(Fault.OFFICE_EMBEDDED)
    refuse_what_loads(package)


def is_one(package, kind):
    """Unopened where the package is no document of this kind: its main part says so."""
    mains = [one for one in package.pointers() if one.kind == "officeDocument" and one.stands_in == "_rels/.rels"]
    if len(mains) != 1 or mains[0].is_outside:
        raise Unopened(Fault.NOT_OFFICE)
    if package.kinds.get(mains[0].part) != MAIN[kind]:
        raise Unopened(Fault.NOT_OFFICE)
    root = package.tree(mains[0].part)
    if root.tag.rpartition("}")[2] != {"docx": "document", "xlsx": "workbook"}[kind]:
        raise Unopened(Fault.NOT_OFFICE)


def refuse_what_runs(package, pointers):
    """Unopened for macros, controls, files within the file and whatever is fetched from elsewhere."""
    for name, called in package.kinds.items():
        lowered = name.lower()
        found = next((fault for word, fault in CALLED if word in called), None)
        found = found or next((fault for place, fault in PLACES if place in lowered), None)
        if found:
            raise Unopened(found)
    for one in pointers:
        if one.kind == "attachedTemplate":
            raise Unopened(Fault.OFFICE_TEMPLATE)
        if found := POINTS_TO.get(one.kind):
            raise Unopened(Fault.OFFICE_OUTSIDE if one.is_outside else found)
        if one.is_outside and not (one.kind == "hyperlink" and is_address(one.aim)):
            raise Unopened(Fault.OFFICE_OUTSIDE)


def is_address(aim):
    """Whether a link leads to a page, a letter or a telephone; a place in the document itself is none to fear."""
    return bool(ADDRESS.match(aim)) or aim.startswith("#")


def refuse_what_loads(package):
    """Unopened for fields of Word and formulas of Excel that load or start something by themselves."""
    for name, called in package.kinds.items():
        if not package.is_xml(name) or not (WORD in called or SHEET in called):
            continue
        tree = package.tree(name)
        if WORD in called and FIELD.search(fields_of(tree)):
            raise Unopened(Fault.OFFICE_OUTSIDE)
        if SHEET in called and any(is_loading(cell.text or "") for cell in tree.iter("{*}f", "{*}definedName")):
            raise Unopened(Fault.OFFICE_OUTSIDE)


def is_loading(formula):
    """Whether a formula fetches or starts something; what stands in quotes is only text."""
    return bool(FORMULA.search(QUOTED.sub('""', formula)))


def fields_of(tree):
    """What the fields of a part say, each on a line of its own; Word tears one into pieces as it likes."""
    said = []
    for one in tree.iter("{*}instrText", "{*}fldChar", "{*}fldSimple"):
        name = one.tag.rpartition("}")[2]
        if name == "instrText":
            said.append(one.text or "")
            continue
        said.append("\n")
        if name == "fldSimple":
            said += [value for key, value in one.items() if key.rpartition("}")[2] == "instr"]
    return "".join(said)


def is_drawing(content, called):
    """Whether a part that is said to be a picture or a font is not something else in its clothes."""
    found = proven(content)
    if called in ("image/png", "image/jpeg"):
        return found in ("png", "jpeg")
    return found in PICTURES or "font" in called
