"""One style sheet and one script for each kind of page, put together from `static/css` and `static/js`.

Pages name the products; the sources are never served. The finder is asked by `collectstatic`, by the web server of the
demo and by the tests alike, so that all of them show the same.
"""

import os
import re
import tempfile
from pathlib import Path

import lightningcss
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

SOURCES = settings.BASE_DIR / "static"
PRODUCTS_IN = settings.BASE_DIR / "var" / "assembled"
# What a page may ask for. The place of a sheet is that of its source, one folder below `css`, so that the addresses of
# pictures are right in both.
SHEETS = ("css/sheets/public.css", "css/sheets/work.css")
SCRIPTS = ("js/public.js", "js/work.js")
PRODUCTS = (*SHEETS, *SCRIPTS)
FOLDERS = ("css", "js")

# The oldest browsers that know cascade layers; what is newer than they are (nesting, ranges) is written out for them.
BROWSERS = ["chrome >= 99", "firefox >= 97", "safari >= 15.4"]
IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"\./([\w-]+\.js)";\n', re.MULTILINE)
# What speaks to who reads the source alone, a whole line or the end of one, and how far a line stands from the edge; no
# text of ours looks like the one or goes over the end of a line.
COMMENT = re.compile(r"^[ \t]*//.*\n|(?<=[;{,])[ \t]+// .*$", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)


class Assembled(FileSystemFinder):
    """The files of `static/`, with the products in the place of the folders they are made from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.products = FileSystemStorage(location=PRODUCTS_IN)

    def find(self, path, find_all=False, **kwargs):
        if path in PRODUCTS:
            found = str(made(path))
            return [found] if find_all else found
        if path.startswith(FOLDERS):
            return []
        return super().find(path, find_all=find_all, **kwargs)

    def list(self, ignore_patterns):
        yield from super().list([*(ignore_patterns or []), *FOLDERS])
        for path in PRODUCTS:
            made(path)
            yield path, self.products


def made(path):
    """The file of one product, made anew if a source or this module is younger than it."""
    product = PRODUCTS_IN / path
    youngest = max(source.stat().st_mtime_ns for source in [Path(__file__), *sources()])
    if not product.exists() or product.stat().st_mtime_ns < youngest:
        write(product, sheet(SOURCES / path) if path in SHEETS else script(SOURCES / path))
    return product


def sources():
    """Every file that a product may be made of."""
    return [path for folder in FOLDERS for path in (SOURCES / folder).rglob(f"*.{folder}")]


def sheet(entry):
    """One style sheet with everything it imports, without comments and blanks."""
    flags = lightningcss.calc_parser_flags(nesting=True)
    return lightningcss.bundle_css(str(entry), parser_flags=flags, browsers_list=BROWSERS)


def script(entry):
    """One script with every module it imports, each once and before the one that asks for it.

    A module that gives nothing away keeps its names to itself; the names of one that exports are everybody's.
    """
    order = []
    collect(entry, order)
    return "\n".join(alone(path.read_text()) for path in order)


def collect(path, order):
    """Append to `order` what a module imports, then the module itself; no module twice."""
    for name in IMPORT.findall(path.read_text()):
        if path.parent / name not in order:
            collect(path.parent / name, order)
    order.append(path)


def alone(text):
    """A module's own text without imports, comments and blanks, in a block of its own unless it exports."""
    text = INDENT.sub("", COMMENT.sub("", IMPORT.sub("", text)))
    shared = EXPORT.sub("", text)
    return shared if shared != text else f"{{\n{text}}}\n"


def write(product, text):
    """All or nothing: another process may be reading."""
    product.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=product.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(product)
