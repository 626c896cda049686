"""The public part as files that any web server gives: pages in both languages, with all they show.

A page is drawn by the portal itself, as a visitor without cookies is given it. What it links to is either written too,
and then the link leads from file to file, or leads to the portal: where something is searched, sent or signed in to.
"""

import logging
import mimetypes
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.base import BaseHandler
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation

from accounts.language import HOME, address_in, of_address
from sinovik.open_data import package
from sinovik.open_data.datasets import DATASETS
from sinovik.views import finding

logger = logging.getLogger(__name__)

# Which files an earlier run wrote, one a line: what is no longer written is taken away, and nothing else ever is.
LIST = "sinovik-export.txt"
# What of a list is written besides its first page: the one name that its address may carry, by the name of the page.
NARROWED = {
    "proposals:catalogue": ("page", re.compile(r"[1-9]\d{0,5}")),
    "proposals:announcement": ("page", re.compile(r"[1-9]\d{0,5}")),
    "proposals:statistics_year": ("penghargaan", re.compile(r"[\w-]{1,40}")),
    "proposals:statistics_csv": ("penghargaan", re.compile(r"[\w-]{1,40}")),
}
# Files with an address like a page's.
SHOWN = {"proposals:seal", "proposals:shown_file", "competitions:logo"}
# What programs ask for, and lists of addresses that are the portal's.
FOR_PROGRAMS = re.compile(r"^(api_|sitemap|news$)")
LINK = re.compile(r"""(\s(?:href|src))="([^"]*)\"""")
FORM = re.compile(r"<form(?![^>]*\saction=)")
ASKING = re.compile(r'(<form[^>]*\saction)="([^"]*)"')
IN_SHEET = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)""")


# Answers that say that there is nothing to read at an address, any more or at all.
NOT_THERE = {403, 404, 410}


class NotWritten(Exception):
    """What others lead to could not be drawn: its address, and the answer's number."""

    def __init__(self, address: str, status: int = 0):
        super().__init__(f"{address}: {status}" if status else address)
        self.is_there = status not in NOT_THERE


class StaticSite:
    """A folder that becomes the public part of the portal."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.waiting: deque[str] = deque()
        # The file of each address that is written, from the root of the folder.
        self.files: dict[str, str] = {}
        self.before: set[str] = set()
        self.written: set[str] = set()
        # What could not be drawn this time, and the files that stay as an earlier run wrote them because of it.
        self.failed: list[str] = []
        self.kept: set[str] = set()

    def write(self) -> int:
        """Write everything; the number of files. Those of an earlier run that are no longer part of it go.

        A page that fails holds nothing up: it is noted in `failed`, and its file stays as it was, unless the portal
        says that there is nothing to read there any more.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        known = self.folder / LIST
        before = self.before = set(known.read_text().splitlines()) if known.exists() else set()
        self.remember(before)
        try:
            for address in beginnings():
                self.file_of(address)
            while self.waiting:
                address = self.waiting.popleft()
                self.tried(address, self.files[address], lambda address=address: self.write_page(address))
            for name in sorted(DATA_FILES):
                self.tried(f"/{name}", name, lambda name=name: self.put(name, data_file(name)))
        except BaseException:
            self.remember(before | self.written)
            raise
        for gone in before - self.written - self.kept:
            self.place(gone).unlink(missing_ok=True)
        self.remember(self.written | before & self.kept)
        return len(self.written)

    def tried(self, address: str, name: str, draw: Callable[[], object]) -> None:
        """Draw and write one file, or note that this failed. Where the folder cannot be written, everything ends."""
        try:
            draw()
        except OSError:
            raise
        except Exception as fault:
            logger.exception("%s could not be written", address)
            self.failed.append(str(fault) if isinstance(fault, NotWritten) else f"{address}: {type(fault).__name__}")
            if getattr(fault, "is_there", True):
                self.kept.add(name)

    def remember(self, names: Iterable[str]) -> None:
        """Write down which files are ours."""
        place, told = self.folder / LIST, "".join(f"{name}\n" for name in sorted(names))
        if not place.exists() or place.read_text() != told:
            place.write_text(told)

    def write_page(self, address: str) -> None:
        """One page, its links turned."""
        answer = self.drawn(address)
        content = answer.content
        if answer.headers["Content-Type"].startswith("text/html"):
            content = self.turned(content.decode(), address).encode()
        self.put(self.files[address], [content])

    def drawn(self, address: str):
        """What the portal answers a visitor."""
        base = urlsplit(settings.BASE_URL)
        secure = base.scheme == "https"
        told = {"x-forwarded-proto": base.scheme, "host": base.netloc}
        answer = self.handler.get_response(RequestFactory(headers=told).get(address, secure=secure))
        if answer.status_code != 200:
            raise NotWritten(address, answer.status_code)
        return answer

    def turned(self, page: str, address: str) -> str:
        """A page whose links lead to files of the folder, or to the portal."""

        def link(found):
            return f'{found[1]}="{escape(self.target(unescape(found[2]), address))}"'

        # What is asked in a form, files cannot answer.
        page = FORM.sub(f'<form action="{escape(urlsplit(address).path)}"', page)
        page = ASKING.sub(lambda one: f'{one[1]}="{urljoin(settings.BASE_URL + address, one[2])}"', page)
        return LINK.sub(link, page)

    def target(self, link: str, address: str) -> str:
        """Where a link of a page leads from its file."""
        if not link or link.startswith("#"):
            return link
        parts = urlsplit(urljoin(address, link))
        if parts.scheme or parts.netloc:
            return link
        whole = parts.path + (f"?{parts.query}" if parts.query else "")
        file = self.file_of(whole)
        mark = f"#{parts.fragment}" if parts.fragment else ""
        if file is None:
            return settings.BASE_URL + whole + mark
        return os.path.relpath(file, PurePosixPath(self.files[address]).parent).replace(os.sep, "/") + mark

    def file_of(self, address: str) -> str | None:
        """The file of an address, which is written now or later; None where it is the portal's alone."""
        if address in self.files:
            return self.files[address]
        parts = urlsplit(address)
        if parts.path.startswith(settings.STATIC_URL) and not parts.query:
            return self.write_asset(unquote(parts.path.removeprefix(settings.STATIC_URL)))
        if (of_data := parts.path.lstrip("/")) in DATA_FILES:
            return of_data
        view, name = found_at(parts.path)
        if name in SHOWN and not parts.query:
            return self.write_shown(address)
        file = file_of_page(parts.path, parts.query, name) if getattr(view, "kept", None) else None
        if file is None or FOR_PROGRAMS.match(name):
            return None
        self.files[address] = file
        self.waiting.append(address)
        return file

    def write_shown(self, address: str) -> str:
        """A picture or another file that a page shows, with an ending that says what it is."""
        try:
            answer = self.drawn(address)
        except NotWritten as fault:
            return self.without_file(address, fault)
        ending = mimetypes.guess_extension(answer.headers["Content-Type"].partition(";")[0]) or ""
        self.files[address] = name = address.strip("/") + ending
        self.put(name, answer.streaming_content if answer.streaming else [answer.content])
        return name

    def without_file(self, address: str, fault: NotWritten) -> str:
        """The file of something shown that could not be drawn: the one of an earlier run where there is one."""
        self.failed.append(str(fault))
        stem = address.strip("/")
        found = sorted(name for name in self.before if name.partition(".")[0] == stem)
        self.files[address] = name = found[0] if found else stem
        if fault.is_there:
            self.kept.add(name)
        return name

    def write_asset(self, path: str) -> str:
        """A style sheet, a script or a picture of the portal's own, with what a sheet shows."""
        name = f"static/{path}"
        if name not in self.written:
            content = asset(path)
            self.put(name, [content])
            if path.endswith(".css"):
                for shown in IN_SHEET.findall(content):
                    link = shown.decode()
                    if not link.startswith(("data:", "#", "/", "http")):
                        self.write_asset(urlsplit(urljoin(path, link)).path)
        return name

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """A file of the folder; one that is the same already is left as it is."""
        place = self.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(place.name + ".baru")
        with fresh.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        if place.exists() and is_same(place, fresh):
            fresh.unlink()
        else:
            fresh.replace(place)
        self.written.add(name)

    def place(self, name: str) -> Path:
        """Where a file lies; never outside the folder."""
        place = self.folder / name
        if not place.resolve().is_relative_to(self.folder.resolve()):
            raise NotWritten(name)
        return place


DATA_FILES = {"data/datapackage.json", *(f"data/{noun}.{form}" for noun in DATASETS for form in package.FORMS)}


def beginnings() -> Iterator[str]:
    """The addresses that search engines are told of, in each language."""
    codes = [code for code, _name in settings.LANGUAGES]
    places = list(finding.general())
    for number in range(-(-finding.CatalogueEntry.objects.listed().count() // finding.ADDRESSES)):
        places += finding.innovations(number)
    for place in places:
        yield from (address_in(code, place.path) for code in codes)


def found_at(path: str):
    """The view at a path and its full name; nothing where there is none."""
    code = of_address(path)
    with translation.override(code):
        try:
            match = resolve(path)
        except Resolver404:
            return None, ""
    return match.func, match.view_name


def file_of_page(path: str, query: str, name: str) -> str | None:
    """The file of a page; None where its address asks for more than files can answer."""
    folder, is_page = path.strip("/"), path.endswith("/")
    asked = parse_qsl(query, keep_blank_values=True)
    if asked:
        key, form = NARROWED.get(name, ("", re.compile(r"(?!)")))
        if len(asked) != 1 or asked[0][0] != key or not form.fullmatch(asked[0][1]):
            return None
        if not is_page:
            stem, _dot, ending = folder.rpartition(".")
            return f"{stem}-{asked[0][1]}.{ending}"
        folder = f"{folder}/{key}/{asked[0][1]}"
    return f"{folder}/index.html".lstrip("/") if is_page else folder


def asset(path: str) -> bytes:
    """The content of a file of the portal's own, from its source or from where such files were collected."""
    if settings.WHITENOISE_USE_FINDERS and (found := finders.find(path)):
        return Path(str(found)).read_bytes()
    with staticfiles_storage.open(path) as own:
        return own.read()


def data_file(name: str) -> Iterable[bytes]:
    """The content of a data set's file, or of their description."""
    noun, _dot, form = name.removeprefix("data/").rpartition(".")
    if noun in DATASETS:
        return package.written(DATASETS[noun], form)
    with translation.override(HOME):
        return [package.as_json(package.package())]


def is_same(one: Path, other: Path) -> bool:
    """Whether two files hold the same."""
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
